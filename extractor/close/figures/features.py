"""The evidence for a figure by name: what the judge weighs. No verdict is hidden in it.

A name says what was seen and where: ``class=person``, ``lead=menargetkan``, ``cue before:aim,near``, ``after:peserta``.
What a name is worth, and for which question, stands in ``rules/weights/`` and is learned by ``rujuk learn``. What was
seen is given as its family and its value, so that names which count for nothing are not written out.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain
from typing import Final

from extractor.close.figures.evidence import BANDS, Evidence
from extractor.close.figures.surroundings import Report
from extractor.mentions import DateMention
from extractor.rules.weights import Known, Piece

# Words looked at on each side of a figure.
_SIZE: Final = (8, 7)
#: Words of a bound, which stand between a figure and the word that leads to it.
_HEDGES: Final = (3, 2, 1)
_DATE_NEAR: Final = 40
# Shorter words of a title tell nothing.
_TELLING: Final = 4
_BEFORE: Final = {band: f"cue before:*,{band}" for band in BANDS}
_BEHIND: Final = {band: f"cue behind:*,{band}" for band in BANDS}
Seen = Iterator[tuple[str, str]]


def names_of(evidence: Evidence, known: Known) -> list[Piece]:
    """All that speaks for or against a figure, as far as it is ``known``; none twice."""
    around = evidence.around
    seen = chain(
        _of_number(evidence), _of_words(evidence), _of_cues(evidence), around.of_cues, _of_governor(evidence),
        around.of_cues_before, _of_place(evidence), _of_dates(evidence),
    )  # fmt: skip
    return list(dict.fromkeys(known.look_up(seen)))


def shared_names(report: Report, known: Known) -> list[Piece]:
    """What all figures of an article share: the words of its title."""
    title = dict.fromkeys(report.window.words(0, max(0, report.text.find("\n"))))
    return known.look_up(("title:*", word) for word in title if len(word) >= _TELLING)


def _of_number(evidence: Evidence) -> Seen:
    candidate = evidence.candidate
    mention, category, noun = candidate.mention, candidate.category, candidate.noun
    value = max(mention.min or 0, mention.max or 0)
    size = str(len(str(int(value)))) if value >= 1 else "0"
    if mention.min == mention.max:
        bound = "exact"
    elif mention.max is None:
        bound = "low"
    else:
        bound = "high" if mention.min is None else "range"
    yield from (("class=*", category), ("size=*", size), ("class,size=*", f"{category},{size}"), ("bound=*", bound))
    if mention.in_words:
        yield "*", "in words"
    if mention.approx:
        yield "*", "hedged"
    if noun is not None:
        head = noun.text.split(" ", 1)[0]
        yield from (("unit=*", noun.unit), ("found=*", noun.source), ("noun=*", head))
        if category == "unknown":
            yield "noun ends=*", head[-3:]
            if evidence.around.report.table.agent.fullmatch(head):
                yield "*", "noun=agent"


def _of_words(evidence: Evidence) -> Seen:
    candidate, sentence = evidence.candidate, evidence.around.sentence
    report = evidence.around.report
    before, after = report.window.around((sentence.start, sentence.end), candidate.start, candidate.end, _SIZE)
    yield from (("before:*", word) for word in before)
    yield from (("after:*", word) for word in after)
    leading = [word for word in before if word[0].isalnum()]
    for size in _HEDGES:  # *target lebih dari 40*
        if len(leading) > size and " ".join(leading[size - 1 :: -1]) in report.table.hedges:
            del leading[:size]
            break
    lead = leading[0] if leading else ""
    yield from (("lead=*", lead), ("class,lead=*", f"{candidate.category},{lead}"))
    yield "follow=*", next((word for word in after if word[0].isalnum()), "")


def _of_cues(evidence: Evidence) -> Seen:
    for reach in evidence.before:
        yield _BEFORE[reach.band], reach.category
        if reach.comma:
            yield "cue before:*,comma", reach.category
    for reach in evidence.behind:
        yield _BEHIND[reach.band], reach.category
        if reach.clause:
            yield "cue behind:*,clause of its own", reach.category


def _of_governor(evidence: Evidence) -> Seen:
    category, reach = evidence.candidate.category, evidence.governor
    governs = reach.category if reach is not None else "none"
    yield from (("governor=*", governs), ("class,governor=*", f"{category},{governs}"))
    if reach is not None:
        yield from (("governor=*", reach.hit.cue.id), ("governor=*", f"{governs},{reach.band}"))
        if reach.comma:
            yield "*", "governor,comma"
        if reach.clause:
            yield "*", "governor,clause"


def _of_place(evidence: Evidence) -> Seen:
    candidate, around = evidence.candidate, evidence.around
    for name in around.traits:
        yield "*", name
        yield "*", f"class,{name}={candidate.category}"
    if around.sentence.title:
        yield "*", "title"
    if around.report.window.is_quoted(around.sentence.start, candidate.start):
        yield "*", "quoted"


def _of_dates(evidence: Evidence) -> Seen:
    candidate, around = evidence.candidate, evidence.around
    if not around.days:
        yield "date=*", "none"
    for day in around.days:
        mention, role = day.mention, day.role
        when = _when(mention, around.report.draft.article.published)
        yield "date=*", when
        ahead = mention.start - candidate.end
        if -_DATE_NEAR < ahead < _DATE_NEAR or 0 <= candidate.start - mention.end < _DATE_NEAR:
            yield "date near=*", f"{when},{mention.grain}"
        if role:
            yield "date=*", role


def _when(mention: DateMention, published: date | None) -> str:
    """Where a date lies as the report appears."""
    if mention.from_ is None or mention.to is None or published is None:
        return "unknown"
    if mention.from_ > published:
        return "ahead"
    return "over" if mention.to < published else "now"

"""The deadline of a target: of the dates of its sentence, of those around it and of the list it stands in, the one that
the evidence speaks for (``rules/due.yaml``, ``rules/weights/due.tsv``), or none.

The same figure said again has the same deadline.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from extractor.close.figures.candidates import Candidate
from extractor.close.figures.evidence import Evidence
from extractor.close.links.choice import DATE_BANDS, band, choose, weights_of
from extractor.close.links.date_roles import DateRole, when
from extractor.mentions import DateMention, Sentence
from extractor.rules import RuleSet
from extractor.rules.cues import CueHits, cue_finder

FILE: Final = "due.yaml"
QUESTION: Final = "due"
#: Sentences back, and dates of one sentence, that are looked at.
_BACK: Final = 2
_MOST: Final = 8
#: A cue so many characters before a date introduces it, and so many before it tell that somebody spoke.
_INTRODUCED: Final = 22
_SPOKEN: Final = 60
#: Characters back to the budget or plan that heads a list.
_LIST_LENGTH: Final = 2500
_GAP: Final = re.compile(r"\W*(?:\w+\W+)?")
_YEAR: Final = re.compile(r"\W*(?:\w+ ){0,2}(20\d\d)\b")


class Deadlines:
    """The deadlines of one article's targets."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[Sentence],
        dates: Sequence[DateMention],
        roles: Sequence[DateRole],
        hits: CueHits,
        published: date | None,
        ruleset: RuleSet,
    ) -> None:
        self._text = text
        self._sentences = sentences
        self._dates = [
            (mention, role)
            for mention, role in zip(dates, roles, strict=True)
            if mention.from_ is not None or mention.to is not None
        ]
        self._starts = [mention.start for mention, _ in self._dates]
        # Deadlines of which nobody can tell when they are: *bulan depan* in a report without a day.
        unknown = zip(dates, roles, strict=True)
        self._unknown = [one.start for one, role in unknown if role.target and one.from_ is None and one.to is None]
        self._cues = cue_finder(ruleset, (FILE,)).find(text)
        self._hits = hits
        self._published = published
        self._weights = weights_of(ruleset, QUESTION)
        self._budgets = list(self._find_budgets(hits))

    def find(self, targets: Sequence[Evidence]) -> dict[int, DateMention]:
        """The dates that give the deadlines, by the place of the target. Targets without one are absent."""
        aimed = {target.candidate.sentence_index for target in targets}
        chosen = [(target.candidate, choose(self.candidates(target, aimed), self._weights)) for target in targets]
        of_value: dict[object, DateMention] = {}
        for figure, due in chosen:
            if due is not None:
                of_value.setdefault(_kind(figure), due)
        found = ((figure.place, due or of_value.get(_kind(figure))) for figure, due in chosen)
        return {place: due for place, due in found if due is not None}

    def candidates(self, target: Evidence, aimed: set[int]) -> Iterator[tuple[DateMention | None, tuple[str, ...]]]:
        """The dates by which a target may be wanted, each with its evidence; none of them first.

        ``aimed`` are the sentences that hold targets.
        """
        figure = target.candidate
        index = figure.sentence_index
        sentence = self._sentences[index]
        here = self._dates_in(sentence)
        hopeful = sum(role.target for _, role in here)
        kind = figure.category or "count"
        yield (
            None,
            ("none", f"none, {kind}", f"none, dates={min(len(here), 2)}", f"none, hopeful={min(hopeful, 2)}"),
        )
        for mention, role in here:
            spans = mention.grain == "range" and not mention.third  # *sejak 2026 hingga 2029* tells by when, too
            if spans or self._tie(mention) != "since":
                yield mention, (*self._of_date("here", mention, role, kind), *self._beside(figure, mention))
        if bisect_left(self._unknown, sentence.start) < bisect_left(self._unknown, sentence.end):
            return
        ahead = (index + 1,) if index + 1 < len(self._sentences) else ()
        for place in (*range(index - 1, max(index - 1 - _BACK, -1), -1), *ahead):
            other = self._sentences[place]
            where = f"back={index - place}" if place < index else "next"
            for mention, role in self._dates_in(other):
                evidence = self._of_date(where, mention, role, kind)
                evidence.append(f"{where}, aimed={place in aimed}")
                evidence.append(f"{where}, paragraph={other.paragraph == sentence.paragraph}")
                yield mention, tuple(evidence)
        if target.around.item and target.around.under_heading():
            yield from self._heading(figure)
        yield from self._budget(figure, kind)

    def _heading(self, figure: Candidate) -> Iterator[tuple[DateMention, tuple[str, ...]]]:
        """The last target date before an item of a list of targets and what stands around it."""
        limit = self._sentences[max(0, figure.sentence_index - _BACK)].start
        first, last = (bisect_left(self._starts, place) for place in (figure.start - _LIST_LENGTH, limit))
        for mention, role in reversed(self._dates[first:last]):
            if role.target:
                yield mention, ("far, listed",)
                return

    def _budget(self, figure: Candidate, kind: str) -> Iterator[tuple[DateMention, tuple[str, ...]]]:
        """The year of the budget or plan still ahead that is named last."""
        last = bisect_left(self._budgets, figure.sentence.end, key=_start) - 1
        if last >= 0 and self._budgets[last].start >= figure.sentence.start - _LIST_LENGTH:
            budget = self._budgets[last]
            yield budget, (f"frame, here={budget.start >= figure.sentence.start}", f"frame, {kind}")

    def _find_budgets(self, hits: CueHits) -> Iterator[DateMention]:
        """The years of budgets and plans, where these are named."""
        for hit in hits.hits:
            year = _YEAR.match(self._text, hit.end) if hit.cue.category == "frame" else None
            if year is not None and (self._published is None or int(year[1]) > self._published.year):
                first, last = date(int(year[1]), 1, 1), date(int(year[1]), 12, 31)
                yield DateMention(hit.start, year.end(), first, last, year[1], "budget", "year")

    def _of_date(self, where: str, mention: DateMention, role: DateRole, kind: str) -> list[str]:
        """What a date says for itself."""
        lies, tie = when(mention, self._published), self._tie(mention)
        evidence = [where, f"{where}, target={role.target}", f"{lies}, {mention.grain}", f"{where}, {lies}"]
        evidence += (f"role={role.role}", f"{where}, {kind}", f"tie={tie}", f"tie={tie}, {lies}")
        spoken = self._cues.between(max(0, mention.start - _SPOKEN), mention.start)
        if any(hit.cue.category == "said" for hit in spoken):
            evidence.append("said")
        return evidence

    def _beside(self, figure: Candidate, mention: DateMention) -> Iterator[str]:
        """How a date stands to the figure in its sentence, and whether it names a goal (*target 2024*)."""
        behind = mention.start >= figure.end
        side = "behind" if behind else "before"
        yield f"{side}, {band(mention.start - figure.end if behind else figure.start - mention.end, DATE_BANDS)}"
        yield f"{side}, {mention.grain}"
        around = self._hits.between(max(0, mention.start - _INTRODUCED), mention.end + _INTRODUCED)
        over = when(mention, self._published) == "over"
        aims = [hit for hit in around if hit.cue.category == "aim"]
        after = any(0 <= hit.start - mention.end <= 1 for hit in aims)
        if behind and after:
            yield "names the next goal"
        elif not behind and over and (after or any(0 <= mention.start - hit.end <= 1 for hit in aims)):
            yield "names the goal"

    def _tie(self, mention: DateMention) -> str:
        """The word that ties a date to what it is for: the nearest cue that ends at most one word before it."""
        for hit in reversed(self._cues.between(max(0, mention.start - _INTRODUCED), mention.start)):
            if hit.cue.category != "said" and _GAP.fullmatch(self._text, hit.end, mention.start):
                return hit.cue.category
        return "none"

    def _dates_in(self, sentence: Sentence) -> list[tuple[DateMention, DateRole]]:
        first, last = (bisect_left(self._starts, place) for place in (sentence.start, sentence.end))
        return self._dates[first : min(last, first + _MOST)]


def _kind(candidate: Candidate) -> object:
    """What two mentions of one figure share: the value, and whether it is money or a share."""
    return candidate.value, candidate.category in ("money", "share")


def _start(mention: DateMention) -> int:
    return mention.start

"""The deadline of a target: of the dates of its sentence, of those around it and of the list it stands in, the one that
the evidence speaks for (``rules/due.yaml``, ``rules/weights/due.tsv``), or none.

The same figure said again has the same deadline.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Final

from extractor.close.figures.candidates import Candidate
from extractor.close.links.choice import DATE_BANDS, band, choose, weights_of
from extractor.close.links.date_roles import DateRole, when
from extractor.close.links.elsewhere import NamedDays, Span
from extractor.mentions import DateMention, Sentence
from extractor.models import Interval
from extractor.rules import RuleSet
from extractor.rules.cues import CueHits, cue_finder

FILE: Final = "due.yaml"
QUESTION: Final = "due"
#: Sentences back, dates of one sentence and characters to the head of a list that are looked at.
_BACK: Final = 2
_MOST: Final = 8
_LIST_LENGTH: Final = 2500
#: A cue so many characters before a date introduces it, and so many before it tell that somebody spoke.
_INTRODUCED: Final = 22
_SPOKEN: Final = 60
_OPENING: Final = 40
_GAP: Final = re.compile(r"\W*(?:\w+\W+)?")
_YEAR: Final = re.compile(r"\W*(?:\w+ ){0,2}(20\d\d)\b")
#: What is aimed at for a year that its own sentences name, or for none.
_OF_YEARS: Final = frozenset({"money", "share", "index", "measure"})
#: Cues of a figure that turn to another one, or away from the goal, when they stand between it and a date.
_TURNS: Final = frozenset({"done", "only", "compare", "stop", "hope", "now"})


@dataclass(slots=True, frozen=True)
class Due:
    """A deadline and the date mention that gives it; null when only the name of a budget gives the year."""

    interval: Interval
    date: DateMention | None


@dataclass(slots=True, frozen=True)
class Target:
    """A target that wants a deadline: whether it is an item of a list of targets, and where its goal stands."""

    candidate: Candidate
    listed: bool = False
    governed: int | None = None


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
        self._days = NamedDays(text, sentences, [mention for mention, _ in self._dates])
        self._roles = {mention.start: role for mention, role in self._dates}
        self._starts = [mention.start for mention, _ in self._dates]
        # Deadlines of which nobody can tell when they are: *bulan depan* in a report without a day.
        unknown = zip(dates, roles, strict=True)
        self._unknown = [one.start for one, role in unknown if role.target and one.from_ is None and one.to is None]
        self._hits = hits
        self._own = cue_finder(ruleset, (FILE,)).find(text)
        self._published = published
        self._weights = weights_of(ruleset, QUESTION)
        self._budgets = list(self._find_budgets())

    def find(self, targets: Sequence[Target], candidates: Sequence[Candidate]) -> dict[int, Due]:
        """Deadlines by the place of the candidate. Targets without one are absent."""
        starts = [candidate.start for candidate in candidates]
        aimed = {target.candidate.sentence_index for target in targets}
        dues: dict[int, Due] = {}
        of_value: dict[object, Due] = {}
        for target in targets:
            due = choose(self.candidates(target, starts, aimed), self._weights)
            if due is not None:
                dues[target.candidate.place] = due
                of_value.setdefault(_kind(target.candidate), due)
        for target in targets:
            if target.candidate.place not in dues and _kind(target.candidate) in of_value:
                dues[target.candidate.place] = of_value[_kind(target.candidate)]
        return dues

    def candidates(
        self, target: Target, starts: Sequence[int], aimed: set[int]
    ) -> Iterator[tuple[Due | None, tuple[str, ...]]]:
        """The dates by which a target may be wanted, each with its evidence; none of them first.

        ``starts`` are the places of all figures, ``aimed`` the sentences that hold targets.
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
        seen = {(mention.from_, mention.to) for mention, _ in here}
        for mention, role in here:
            if self._tie(mention) == "since":
                continue
            evidence = [*self._of_date("here", mention, role, kind), *self._beside(target, mention, starts)]
            if role.target and hopeful == 1:
                evidence.append("here, only target")
            if len(here) == 1:
                evidence.append("here, only")
            yield _due(mention), tuple(evidence)
        if bisect_left(self._unknown, sentence.start) < bisect_left(self._unknown, sentence.end):
            return
        connected = self._is_connected(figure)
        for earlier in range(index - 1, max(index - 1 - _BACK, -1), -1):
            other = self._sentences[earlier]
            where = f"back={index - earlier}"
            for mention, role in self._dates_in(other):
                seen.add((mention.from_, mention.to))
                evidence = list(self._of_date(where, mention, role, kind))
                evidence.append(f"{where}, aimed={earlier in aimed}")
                evidence.append(f"{where}, paragraph={other.paragraph == sentence.paragraph}")
                if connected:
                    evidence.append(f"{where}, connected")
                yield _due(mention), tuple(evidence)
        if index + 1 < len(self._sentences):
            for mention, role in self._dates_in(self._sentences[index + 1]):
                seen.add((mention.from_, mention.to))
                yield _due(mention), tuple(self._of_date("next", mention, role, kind))
        last = self._last_target(target)
        if kind not in _OF_YEARS:
            yield from self._elsewhere(target, seen, aimed, last)
        elif last is not None:
            mention, listed = last
            yield _due(mention), (f"far, listed={listed}", f"far, {mention.grain}", f"far, {kind}")
        yield from self._budget(figure, kind)

    def _elsewhere(
        self, target: Target, seen: set[Span], aimed: set[int], last: tuple[DateMention, bool] | None
    ) -> Iterator[tuple[Due, tuple[str, ...]]]:
        """Of each other interval of the article the mention nearest to a target that is not of money or a share."""
        index, kind = target.candidate.sentence_index, target.candidate.category or "count"
        title = self._sentences[index].title
        for mention, place, far in self._days.elsewhere(index, seen):
            role = self._roles[mention.start]
            evidence = [*self._of_date("far", mention, role, kind), far, f"{far}, target={role.target}"]
            more = (mention.grain, f"aimed={place in aimed}", f"title={title}", self._days.shared(mention, index))
            evidence += (f"far, {name}" for name in (*more, *self._days.names(mention)))
            if last is not None and (last[0].from_, last[0].to) == (mention.from_, mention.to):
                evidence += ("last target", f"last target, listed={last[1]}")
            yield _due(mention), tuple(evidence)

    def _last_target(self, target: Target) -> tuple[DateMention, bool] | None:
        """The last target date of the article before a figure's surroundings, and whether it may head its list."""
        figure = target.candidate
        limit = self._sentences[max(0, figure.sentence_index - _BACK)].start
        for place in range(bisect_left(self._starts, limit) - 1, -1, -1):
            mention, role = self._dates[place]
            if role.target:
                return mention, target.listed and mention.start > figure.start - _LIST_LENGTH
        return None

    def _budget(self, figure: Candidate, kind: str) -> Iterator[tuple[Due, tuple[str, ...]]]:
        """The year of the budget or plan that is named last."""
        last = bisect_left(self._budgets, figure.sentence.end, key=itemgetter(0)) - 1
        if last >= 0 and self._budgets[last][0] >= figure.sentence.start - _LIST_LENGTH:
            start, year = self._budgets[last]
            here = start >= figure.sentence.start
            interval = Interval(from_=date(year, 1, 1), to=date(year, 12, 31))
            yield Due(interval, None), (f"frame, here={here}", f"frame, {kind}")

    def _find_budgets(self) -> Iterator[tuple[int, int]]:
        """Where budgets and plans for a year still ahead are named, with the year."""
        for hit in self._hits.hits:
            year = _YEAR.match(self._text, hit.end) if hit.cue.category == "frame" else None
            if year is not None and (self._published is None or int(year[1]) > self._published.year):
                yield hit.start, int(year[1])

    def _of_date(self, where: str, mention: DateMention, role: DateRole, kind: str) -> Iterator[str]:
        """What a date says for itself."""
        lies = when(mention, self._published)
        yield where
        yield f"{where}, target={role.target}"
        yield f"{lies}, {mention.grain}"
        yield f"{where}, {lies}"
        yield f"role={role.role}"
        yield f"{where}, {kind}"
        tie = self._tie(mention)
        yield f"tie={tie}"
        yield f"tie={tie}, {lies}"
        if any(hit.cue.category == "said" for hit in self._own.between(max(0, mention.start - _SPOKEN), mention.start)):
            yield "said"

    def _beside(self, target: Target, mention: DateMention, starts: Sequence[int]) -> Iterator[str]:
        """How a date stands to the figure in its sentence."""
        figure = target.candidate
        behind = mention.start >= figure.end
        low, high = (figure.end, mention.start) if behind else (mention.end, figure.start)
        side = "behind" if behind else "before"
        between = max(0, bisect_left(starts, high) - bisect_left(starts, low))
        yield f"{side}, {band(high - low, DATE_BANDS)}"
        yield f"{side}, numbers={min(between, 2)}"
        yield f"{side}, {mention.grain}"
        if target.governed is not None and low <= target.governed < high:
            yield f"{side}, goal between"
        for hit in self._hits.between(low, high):
            if hit.cue.category in _TURNS:
                yield f"{side}, turn={hit.cue.category}"
        if any(hit.cue.category == "compare" for hit in self._own.between(low, high)):
            yield f"{side}, compared"
        after = self._hits.between(mention.end, min(mention.end + _INTRODUCED, figure.sentence.end))
        before = self._hits.between(max(figure.sentence.start, mention.start - _INTRODUCED), mention.start)
        if behind:
            if any(hit.cue.category in ("done", "only") for hit in after):
                yield "done behind"
            if any(hit.cue.category == "aim" and hit.start - mention.end <= 1 for hit in after):
                yield "names the next goal"
        elif any(hit.cue.category == "aim" and hit.start - mention.end <= 1 for hit in after) or any(
            hit.cue.category == "aim" and mention.start - hit.end <= 1 for hit in before
        ):
            yield "names the goal"
        if not behind and mention.start - figure.sentence.start < _OPENING:
            yield "opens"

    def _tie(self, mention: DateMention) -> str:
        """The word that ties a date to what it is for: the nearest cue that ends at most one word before it."""
        for hit in reversed(self._own.between(max(0, mention.start - _INTRODUCED), mention.start)):
            if hit.cue.category not in ("said", "connect") and _GAP.fullmatch(self._text, hit.end, mention.start):
                return hit.cue.category
        return "none"

    def _is_connected(self, figure: Candidate) -> bool:
        opening = min(figure.sentence.start + _OPENING, figure.start)
        return any(hit.cue.category == "connect" for hit in self._own.between(figure.sentence.start, opening))

    def _dates_in(self, sentence: Sentence) -> list[tuple[DateMention, DateRole]]:
        first, last = (bisect_left(self._starts, place) for place in (sentence.start, sentence.end))
        return self._dates[first : min(last, first + _MOST)]


def _kind(candidate: Candidate) -> object:
    """What two mentions of one figure share: the value, and whether it is money or a share."""
    return candidate.value, candidate.category in ("money", "share")


def _due(mention: DateMention) -> Due:
    return Due(Interval(from_=mention.from_, to=mention.to), mention)

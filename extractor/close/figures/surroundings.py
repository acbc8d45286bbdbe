"""What stands around the candidates of one sentence, and of one article: what they share is looked up once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from extractor.close.figures.candidates import PARTICIPANTS, Candidate
from extractor.close.figures.nouns import unit_table
from extractor.rules import RuleSet
from extractor.rules.cues import CueHit, CueHits
from extractor.text.layout import between
from extractor.text.window import Window

if TYPE_CHECKING:  # it holds the figures
    from extractor.close.draft import Draft

STATUS: Final = "status.yaml"
_JUDGED: Final = (STATUS, PARTICIPANTS)
# Where a clause may end or a quotation begin or end; a full stop counts only before a blank, and hides a line break.
_MARK: Final = re.compile(r"[;:\"”“]|\.(?=\s)|(?<!\.)\n")
# What closes a label; how near the sentence behind must be, and within how many characters a sentence says that a
# claim is false.
_LABEL_ENDS: Final = ("]", ":", ")")
_LABEL_GAP: Final = 4
_REFUTED_WITHIN: Final = 70
_FALSE: Final = frozenset({"label", "denied"})
# Cues that speak for the whole sentence or only hide shorter ones: no candidate asks where they stand.
_SHARED: Final = frozenset({"item", "idiom", "frame", "heading", "pupils"})


class Report:
    """What all candidates of an article share: what was found in it so far, its cues, the units."""

    def __init__(self, draft: Draft, hits: CueHits, ruleset: RuleSet) -> None:
        self.draft = draft
        self.text = draft.article.text
        self.hits = hits
        self.table = unit_table(ruleset)
        self.window = Window(self.text)
        #: Whether the article names a school or course twice: it is about that, and its pupils are participants.
        self.is_school = len(hits.of_category(PARTICIPANTS, "pupils")) > 1


class Surroundings:
    """What the candidates of one sentence share: its ``cues``, and where ``numbers``, stops and breaks stand.

    ``days`` are its dates with what each is for. Of the names of evidence, ``of_cues`` are the categories of its cues,
    ``of_cues_before`` those of the sentence before, ``traits`` what else holds of all its figures.
    """

    def __init__(self, report: Report, index: int, numbers: list[int]) -> None:
        sentences, days = report.draft.sentences, report.draft.days
        self.report = report
        self.text = report.text
        self.index = index
        self.numbers = numbers
        self.sentence = sentence = sentences[index]
        hits = self._judged(sentence.start, sentence.end)
        before = self._judged(sentences[max(0, index - 1)].start, sentence.start)
        self.cues = [hit for hit in hits if hit.cue.category not in _SHARED]
        self.cue_starts = [hit.start for hit in self.cues]
        self.categories = {hit.cue.category for hit in self.cues}
        self.stops = [hit.start for hit in self.cues if hit.cue.category in ("stop", "compare")]
        self.breaks = [match.start() for match in _MARK.finditer(self.text, sentence.start, sentence.end)]
        self.of_cues = [("in sentence:*", category) for category in sorted(self.categories)]
        categories = dict.fromkeys(hit.cue.category for hit in before)
        self.of_cues_before = [("sentence before:*", category) for category in categories]
        people = {hit.cue.category for hit in before if hit.cue.file == PARTICIPANTS}
        traits = {
            "goes on": report.table.goes_on.match(self.text, sentence.start, sentence.end) is not None,
            "participants before": "noun" in people and "harm" not in people,
            "school": report.is_school,
        }
        self.traits = [name for name, holds in traits.items() if holds]
        self.days = days[slice(*between(days, sentence.start, sentence.end))]

    def _judged(self, start: int, end: int) -> list[CueHit]:
        return [hit for hit in self.report.hits.between(start, end) if hit.cue.file in _JUDGED]

    def refuted(self, candidate: Candidate) -> bool:
        """Whether a label opens the sentence (*[SALAH] …*, *Klaim: …*), or the next one refutes it."""
        start, sentences = self.sentence.start, self.report.draft.sentences
        for hit in self.report.hits.between(start, min(candidate.start, start + _REFUTED_WITHIN)):
            opens = hit.start <= start + 2 and self.text[hit.end : hit.end + 1] in _LABEL_ENDS
            if opens and hit.cue.category in _FALSE:
                return True
        for following in sentences[self.index + 1 : self.index + 2]:
            begin = following.start
            hits = self.report.hits.between(begin, min(following.end, begin + _REFUTED_WITHIN))
            claims = [hit for hit in hits if hit.cue.category == "claim" and hit.start <= begin + 2]
            if claims and begin - self.sentence.end <= _LABEL_GAP:
                return any(hit.cue.category in _FALSE and hit.start >= claims[0].end for hit in hits)
        return False

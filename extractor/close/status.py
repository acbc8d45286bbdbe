"""Is a figure a target? A decision list over the cues of its sentence, then what the rest of the article adds.

Every rule is a small function from the evidence to a yes, a no, or no opinion; the first opinion stands, and its
name is recorded. What counts as a target, and the settled cases, are the project's definitions of a fact (a goal, plan
or commitment not yet reached when it was set; budgets, forecasts, prices and results are none).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extractor.close.evidence import STATUS, Evidence, Reach
from extractor.models import Status

# Categories that say what became of a figure; the nearest one on the left governs it.
_GOVERNING = frozenset(
    {"aim", "plan", "ready", "hope", "quota", "purpose", "forecast", "potential", "done", "only", "attended", "now",
     "denied", "past", "budget", "served", "duty", "opening", "compare"}
)  # fmt: skip
# Those that pass a goal on to what stands behind them: "menargetkan dapat melayani 500 orang".
_TRANSPARENT = frozenset({"served", "attended", "potential", "duty", "opening"})
_COUNTED = frozenset(
    {"participant", "person", "organisation", "staff", "facility", "job", "seat", "thing", "area", "unknown"}
)
_PLANNED_MEASURES = frozenset({"hektare", "ton", "megawatt", "liter"})
_GOALS = ("aim", "plan", "hope", "quota", "purpose")
_LIST_LEADS = frozenset(
    {"dan", "atau", "serta", "menjadi", "plus", "lalu", "kemudian", "sebesar", "sebanyak", "mencapai"}
)
_NEAR = 45


@dataclass(slots=True, frozen=True)
class Opinion:
    """What a rule says: whether the figure is a target, and the rule's id."""

    target: bool
    rule: str


def judge_targets(evidence: Sequence[Evidence]) -> list[Opinion]:
    """One opinion a candidate, in order. Repeated figures and lists learn from one another."""
    opinions: list[Opinion] = []
    for index, item in enumerate(evidence):
        previous = (evidence[index - 1], opinions[index - 1]) if index else None
        opinions.append(_judge(item, previous))
    return _learn_from_twins(evidence, opinions)


def governor(evidence: Evidence) -> Reach | None:
    """The nearest governing cue on the left within reach: no stop cue, quotation mark or break between."""
    passed: Reach | None = None
    for reach in evidence.left:
        if reach.hit.cue.file != STATUS or reach.hit.cue.category not in _GOVERNING:
            continue
        if reach.stops or reach.breaks:
            break
        if reach.hit.cue.category in _TRANSPARENT:
            passed = passed or reach
            continue
        return reach
    return passed


def _judge(evidence: Evidence, previous: tuple[Evidence, Opinion] | None) -> Opinion:
    for rule in _RULES:
        opinion = rule(evidence, previous)
        if opinion is not None:
            return opinion
    return Opinion(False, "none")


Previous = tuple[Evidence, Opinion] | None
Rule = Callable[[Evidence, Previous], Opinion | None]


def _never(evidence: Evidence, previous: Previous) -> Opinion | None:
    """Victims, and bare numbers of one digit, are nobody's target."""
    candidate = evidence.candidate
    if candidate.category == "victim":
        return Opinion(False, "victim")
    if (
        candidate.mention.in_words
        and candidate.category in ("bare", "unknown", "area")
        and candidate.mention.min in (1, 2)
    ):
        return Opinion(False, "small")
    return None


def _aimed_behind(evidence: Evidence, previous: Previous) -> Opinion | None:
    """*500 peserta yang ditargetkan*, *82,9 juta akan kami kejar*."""
    reach = evidence.nearest("aim", side="right")
    if reach and reach.close and reach.hit.cue.direction == "backward" and reach.distance < _NEAR and not reach.commas:
        return Opinion(True, reach.hit.cue.id)
    if (
        reach
        and reach.close
        and reach.distance < 70
        and not reach.commas
        and evidence.candidate.category not in ("share",)
    ):
        left = governor(evidence)
        if left is None or left.hit.cue.category not in ("done", "only", "now", "budget", "aim"):
            return Opinion(True, reach.hit.cue.id + "-behind")
    return None


def _planned_behind(evidence: Evidence, previous: Previous) -> Opinion | None:
    """*Sebanyak 4.000 ASN akan pindah*: the verb of the plan follows the counted noun."""
    reach = evidence.nearest("plan", side="right")
    candidate = evidence.candidate
    if (
        not reach
        or not reach.close
        or reach.commas
        or candidate.category not in _COUNTED
        or candidate.category == "area"
    ):
        return None
    if reach.distance > _NEAR:
        return None
    left = governor(evidence)
    if left is not None and left.hit.cue.category in ("done", "only", "now", "past", "budget"):
        return None
    if evidence.lead == "dari":
        return None
    return Opinion(True, reach.hit.cue.id + "-behind")


def _aimed(evidence: Evidence, previous: Previous) -> Opinion | None:
    """The nearest governing cue is a goal in so many words."""
    reach = governor(evidence)
    if reach is None or reach.hit.cue.category != "aim":
        return None
    if not reach.numbers:
        return Opinion(True, reach.hit.cue.id)
    if previous and previous[1].target and _continues(evidence, previous[0]):
        return Opinion(True, reach.hit.cue.id + "-list")
    return None


def _planned(evidence: Evidence, previous: Previous) -> Opinion | None:
    """The nearest governing cue is a plan, a hope, a quota; it takes things that are counted, not money or shares."""
    reach = governor(evidence)
    candidate = evidence.candidate
    if reach is None or reach.hit.cue.category not in ("plan", "hope", "quota", "purpose"):
        return None
    counted = candidate.category in _COUNTED or (
        candidate.category == "measure" and candidate.noun is not None and candidate.noun.unit in _PLANNED_MEASURES
    )
    if not counted and candidate.category != "bare":
        return None
    if reach.numbers:
        if previous and previous[1].target and _continues(evidence, previous[0]):
            return Opinion(True, reach.hit.cue.id + "-list")
        return None
    if reach.commas > 1 or reach.distance > 120:
        return None
    if candidate.category == "area" or (candidate.category == "unknown" and reach.distance > _NEAR):
        return None
    return Opinion(True, reach.hit.cue.id)


def _financial(evidence: Evidence, previous: Previous) -> Opinion | None:
    """Revenue, deficit, growth in a frame that is still ahead: what a treasury sets out to reach."""
    if evidence.candidate.category not in ("money", "share"):
        return None
    reach = evidence.nearest("finance")
    if reach is None or reach.stops or not evidence.budget_frame:
        return None
    left = governor(evidence)
    if left is not None and left.hit.cue.category in ("done", "only", "now", "past", "budget", "forecast", "compare"):
        return None
    return Opinion(True, reach.hit.cue.id + "-frame")


def _listed(evidence: Evidence, previous: Previous) -> Opinion | None:
    """An item of a list whose heading announced targets, or a part of the target just named."""
    left = governor(evidence)
    if left is not None and left.hit.cue.category in ("done", "only", "now", "past", "budget", "forecast"):
        return None
    if evidence.item and evidence.under_heading and evidence.candidate.category not in ("money",):
        return Opinion(True, "heading")
    if previous and previous[1].target:
        earlier = previous[0].candidate
        same_sentence = earlier.sentence_index == evidence.candidate.sentence_index
        if same_sentence and left is None and _continues(evidence, previous[0]):
            return Opinion(True, "list")
        part = (
            any(reach.hit.cue.category == "count" and reach.hit.cue.id == "count" for reach in evidence.left)
            and evidence.anaphor
        )
        if part and earlier.category == evidence.candidate.category:
            return Opinion(True, "parts")
    return None


def _continues(evidence: Evidence, earlier: Evidence) -> bool:
    """Whether the candidate goes on with the list in which ``earlier`` stands."""
    if earlier.candidate.sentence_index != evidence.candidate.sentence_index:
        return False
    if evidence.lead in ("dari", "per", "seharga", "senilai", "biaya"):
        return False
    same_kind = earlier.candidate.category == evidence.candidate.category
    both_counted = earlier.candidate.category in _COUNTED and evidence.candidate.category in _COUNTED
    financial = {earlier.candidate.category, evidence.candidate.category} <= {"money", "share"}
    return same_kind or both_counted or financial or evidence.candidate.category == "bare"


_RULES: tuple[Rule, ...] = (_never, _aimed_behind, _aimed, _planned, _planned_behind, _financial, _listed)


def _learn_from_twins(evidence: Sequence[Evidence], opinions: list[Opinion]) -> list[Opinion]:
    """A figure that is a target elsewhere in the article stays one where the sentence does not say otherwise."""
    targets = {
        (item.candidate.value, item.candidate.category in ("money", "share"))
        for item, opinion in zip(evidence, opinions, strict=True)
        if opinion.target
    }
    learned = []
    for item, opinion in zip(evidence, opinions, strict=True):
        key = (item.candidate.value, item.candidate.category in ("money", "share"))
        if not opinion.target and key in targets and opinion.rule == "none":
            left = governor(item)
            free = left is None or left.hit.cue.category not in ("done", "only", "now", "budget", "attended", "past")
            value = item.candidate.mention.min if item.candidate.mention.min is not None else item.candidate.mention.max
            if free and value is not None and value >= 10:
                opinion = Opinion(True, "twin")
        learned.append(opinion)
    return learned


def status_of(evidence: Evidence, opinion: Opinion) -> Status:
    """The status that the product reports: denied, target, potential, or realised, the state of a plain statement."""
    left = governor(evidence)
    if left is not None and left.close and left.hit.cue.category == "denied":
        return "denied"
    if opinion.target:
        return "target"
    if left is not None and left.hit.cue.category in ("potential", "forecast", "ready", "duty"):
        return "potential"
    if evidence.nearest("budget") is not None and evidence.nearest("done", "now", "only") is None:
        return "potential"
    return "realised"

"""The rules by which a figure is a target: a decision list over the cues of its sentence.

Every rule is a small function from the evidence, and what was decided of the figure before, to a yes, a no, or no
opinion; the first opinion stands, and its name is recorded. What counts as a target is the project's definition of a
fact: a goal, plan or commitment not yet reached when it was set; budgets, forecasts, prices and results are none.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from extractor.close.figures.evidence import PARTICIPANTS, STATUS, Evidence
from extractor.close.figures.governing import GOVERNING, VERBS, chain, governor

_SETTLED: Final = frozenset({"done", "only", "now", "past", "budget", "forecast"})
_SETTLED_NOW: Final = frozenset({"done", "only", "now", "past", "budget", "denied", "duty"})
PEOPLE: Final = frozenset({"participant", "person", "staff", "seat", "organisation"})
_COUNTED: Final = PEOPLE | {"facility", "job", "thing", "area", "unknown"}
_AIMED_BY_DAY: Final = PEOPLE | {"money", "facility", "job"}
_PLANNED_MEASURES: Final = frozenset({"hektare", "ton", "megawatt", "liter"})
# Ids of plans and hopes strong enough to set a share or a sum of money: "berkomitmen mengurangi emisi 30 persen".
_STRONG: Final = frozenset({"plan-commitment", "hope-want"})
# What a list does not go on with: "Rp 20 triliun dari Rp 60 triliun", "dengan empat bus", "di tiga kabupaten".
_NO_LIST_LEADS: Final = frozenset(
    {"dari", "per", "seharga", "senilai", "biaya", "dengan", "di", "ke", "pada", "menggunakan"}
)
_ATTAINING: Final = frozenset(
    {"mencapai", "capai", "menjadi", "jadi", "tembus", "serap", "terserap", "sebesar", "hingga", "sekitar"}
)
_SPENDING: Final = frozenset({"serap", "menyerap", "terserap"})
_DEFINITE: Final = frozenset({"ini", "itu", "tersebut", "tadi", "lainnya", "sisanya"})
# Reach of cues in characters: at the figure, and in the clause. So few that a plan is an arrangement, no target.
_NEAR: Final = 45
_FAR: Final = 120
_FEW: Final = 10


class Opinion:
    """What a rule says: whether the figure is a target, the rule's id, and where the cue behind the figure stands."""

    __slots__ = ("cue", "rule", "target")

    def __init__(self, target: bool, rule: str, cue: int | None = None) -> None:
        self.target = target
        self.rule = rule
        self.cue = cue


Previous = tuple[Evidence, Opinion] | None
Rule = Callable[[Evidence, Previous], Opinion | None]
_REVISED: Final = Opinion(True, "revised")


def _never(evidence: Evidence, previous: Previous) -> Opinion | None:
    """Victims, a single thing, and figures per unit are nobody's target."""
    candidate = evidence.candidate
    if candidate.category == "victim":
        return Opinion(False, "victim")
    if candidate.mention.in_words and candidate.mention.min == 1:
        return Opinion(False, "single")
    if evidence.lead in ("dari", "semula") and evidence.follow in ("menjadi", "jadi", "ke"):
        return Opinion(_is_revised(evidence), "revised")
    if evidence.lead in ("semula", "awal") and previous is not None and previous[1].target and _is_revised(evidence, 2):
        return _REVISED
    revised = previous is not None and previous[1].target and previous[1].rule == _REVISED.rule
    if revised and evidence.lead in ("menjadi", "jadi", "ke"):
        return _REVISED
    if candidate.category in ("bare", "index") and evidence.nearest("market") is not None:
        return Opinion(False, "market")
    return None


def _is_revised(evidence: Evidence, numbers: int = 0) -> bool:
    """Whether a stated target itself is changed: *target dinaikkan dari 400 orang menjadi 650 orang*."""
    goal = next((reach for reach in evidence.left if reach.hit.cue.id == "aim-noun"), None)
    change = evidence.nearest("revised")
    return goal is not None and change is not None and change.numbers <= numbers and goal.stops <= 1 and not goal.breaks


def _aimed_behind(evidence: Evidence, previous: Previous) -> Opinion | None:
    """*500 peserta yang ditargetkan*, *82,9 juta akan kami kejar*."""
    reach = evidence.nearest("aim", side="right")
    if reach is None or not reach.close or reach.distance > 70 or evidence.candidate.category == "share":
        return None
    if reach.commas and (reach.commas > 1 or reach.hit.cue.id != "aim-behind"):
        return None
    left = governor(evidence)
    if left is not None and left.hit.cue.category in _SETTLED | {"aim"} and reach.hit.cue.id != "aim-behind":
        return None
    reached = evidence.nearest("done", "only", side="right")
    if evidence.candidate.category == "area" or (reached is not None and reached.distance < reach.distance):
        return None
    return Opinion(True, reach.hit.cue.id, reach.hit.start)


def _planned_behind(evidence: Evidence, previous: Previous) -> Opinion | None:
    """*Sebanyak 4.000 ASN akan pindah*: the verb of the plan follows the counted noun."""
    reach = evidence.nearest("plan", side="right")
    candidate = evidence.candidate
    if reach is None or not reach.close or reach.commas or reach.distance > _NEAR:
        return None
    if candidate.category not in _COUNTED or candidate.category in ("area", "unknown") or _is_few(evidence):
        return None
    if evidence.follow in _DEFINITE or evidence.lead in ("dari", "sisa", "di", "kata"):
        return None
    if candidate.category not in PEOPLE and evidence.verb_behind_plan.startswith("me"):
        return None
    left = governor(evidence)
    if left is not None and left.hit.cue.category in _SETTLED:
        return None
    return Opinion(True, reach.hit.cue.id + "-behind")


def _aimed(evidence: Evidence, previous: Previous) -> Opinion | None:
    """The governing cue is a goal in so many words."""
    reach = governor(evidence)
    if reach is None or reach.hit.cue.category != "aim" or reach.numbers:
        return None
    if (
        evidence.candidate.category in ("person", "unknown", "area")
        and _is_few(evidence)
        and reach.hit.cue.id != "aim-noun"
    ):
        return None
    if reach.commas and previous is not None and previous[1].cue == reach.hit.start:
        return None
    price = evidence.nearest("price")
    if evidence.candidate.category == "money" and price is not None and price.distance < _FAR:
        return None
    return Opinion(True, reach.hit.cue.id)


def _aimed_noun(evidence: Evidence, previous: Previous) -> Opinion | None:
    """*dari total 9,6 juta sasaran*: the noun says that they are aimed at."""
    noun = evidence.candidate.noun
    if noun is None or noun.source != "behind" or not noun.text.startswith("sasaran"):
        return None
    left = governor(evidence)
    if left is not None and left.hit.cue.category in ("done", "only", "attended"):
        return None
    return Opinion(True, "noun-sasaran")


def _denied(evidence: Evidence, previous: Previous) -> Opinion | None:
    """*tidak menargetkan 500 peserta*, *batal merekrut 400 guru*: a goal or plan that the text denies."""
    reach = next((reach for reach in chain(evidence) if reach.hit.cue.category not in VERBS | {"potential"}), None)
    if reach is None or reach.numbers or reach.commas or reach.distance > _NEAR + _NEAR // 2:
        return None
    if reach.hit.cue.id == "denied-target":
        return Opinion(True, reach.hit.cue.id)
    if reach.hit.cue.id == "denied-plan" and evidence.candidate.category in _COUNTED - {"area", "unknown"}:
        return None if _is_few(evidence) else Opinion(True, reach.hit.cue.id)
    return None


def _planned(evidence: Evidence, previous: Previous) -> Opinion | None:
    """The governing cue is a plan, a hope, a quota; it takes things that are counted, seldom money or shares."""
    reach = governor(evidence)
    candidate = evidence.candidate
    if reach is None or reach.hit.cue.category not in ("plan", "hope", "quota", "purpose") or reach.numbers:
        return None
    if reach.hit.cue.category == "quota" and (
        candidate.category not in PEOPLE or evidence.nearest("harm", file=PARTICIPANTS) is not None
    ):
        return None
    if candidate.category in ("money", "share", "index"):
        near = reach.distance < (_FAR if evidence.nearest("finance") is not None else _NEAR // 2)
        spent = evidence.lead in _SPENDING and reach.hit.cue.id == "plan-future" and near
        wanted = spent or (
            reach.hit.cue.id in _STRONG and near and (candidate.category != "money" or reach.distance > _NEAR // 2)
        )
        return Opinion(True, reach.hit.cue.id) if wanted else None
    if candidate.category in PEOPLE and _is_harmed(evidence):
        return None
    if reach.clause and reach.distance > _NEAR:
        return None
    if reach.hit.cue.category == "purpose" and (reach.commas or reach.distance > _NEAR):
        return None
    if _is_few(evidence) and evidence.nearest("build") is None:
        return None
    if candidate.category == "measure" and candidate.noun is not None and candidate.noun.unit not in _PLANNED_MEASURES:
        return None
    if reach.commas > 1 or reach.distance > _FAR or candidate.category == "area":
        return None
    if candidate.category in ("unknown", "bare") and reach.distance > _NEAR:
        return None
    each = evidence.nearest("rate")
    if each is not None and each.close and each.distance < _FAR and evidence.nearest("potential") is not None:
        return None
    return Opinion(True, reach.hit.cue.id)


def _opened(evidence: Evidence, previous: Previous) -> Opinion | None:
    """*tersedia tempat untuk 20.000 peserta*, *dibuka November untuk 80 ribu peserta*: places still to be filled."""
    reaches = chain(evidence)
    if (
        not reaches
        or reaches[0].hit.cue.category != "opening"
        or evidence.candidate.category not in ("participant", "seat")
    ):
        return None
    reach = reaches[0]
    settled = any(other.hit.cue.category in ("done", "past") and other.distance < _FAR for other in reaches)
    return None if settled or reach.commas or reach.distance > _NEAR else Opinion(True, reach.hit.cue.id)


def _increased(evidence: Evidence, previous: Previous) -> Opinion | None:
    """*5.000 peserta dan berpotensi bertambah hingga 10.000*: a planned figure that may grow."""
    if previous is None or not previous[1].target or evidence.candidate.category not in PEOPLE:
        return None
    near = 0 <= evidence.candidate.sentence_index - previous[0].candidate.sentence_index <= 1
    may, grow = evidence.nearest("potential"), evidence.nearest("revised")
    grows = may is not None and grow is not None and not may.numbers and not grow.numbers and grow.distance < _NEAR
    return Opinion(True, "increase") if near and grows else None


def _prepared(evidence: Evidence, previous: Previous) -> Opinion | None:
    """*menyiapkan 100 ribu kuota*: seats, places of work and facilities made ready."""
    reach = next((reach for reach in chain(evidence) if reach.hit.cue.category in ("prepare", "opening")), None)
    ready = (
        ("seat", "job") if reach is not None and reach.hit.cue.category == "opening" else ("seat", "job", "facility")
    )
    if reach is None or not reach.close or evidence.candidate.category not in ready:
        return None
    left = governor(evidence)
    return None if left is not None and left.hit.cue.category in _SETTLED else Opinion(True, reach.hit.cue.id)


def _is_harmed(evidence: Evidence) -> bool:
    """Whether the people are victims: *keracunan yang menimpa 232 siswa*."""
    for side in ("left", "right"):
        reach = evidence.nearest("harm", side=side, file=PARTICIPANTS)
        if reach is not None and reach.close and reach.distance <= _NEAR:
            return True
    return False


def _is_few(evidence: Evidence) -> bool:
    """So few that a plan is an arrangement, not a target: *akan mempertemukan dua tim*."""
    mention = evidence.candidate.mention
    return max(mention.min or 0, mention.max or 0) < _FEW


def _hoped_done(evidence: Evidence, previous: Previous) -> Opinion | None:
    """*kami berharap akhir Mei penerima sudah mencapai 6 juta*: done within a hope is still ahead."""
    reaches = [reach for reach in chain(evidence) if reach.hit.cue.category not in VERBS | {"potential"}]
    if not reaches or reaches[0].hit.cue.category != "done" or evidence.candidate.category not in _COUNTED | {"bare"}:
        return None
    for reach in reaches[1:]:
        if reach.numbers or reach.commas > 1 or reach.distance > _FAR + _NEAR:
            return None
        if reach.hit.cue.category in ("hope", "aim") and reach.hit.cue.id != "aim-noun" and evidence.ahead:
            return Opinion(True, reach.hit.cue.id + "-done")
    return None


def _ahead(evidence: Evidence, previous: Previous) -> Opinion | None:
    """A day or month still to come stands with the figure: *pada Oktober jumlah penerima mencapai 72 juta*."""
    candidate = evidence.candidate
    if candidate.category not in _AIMED_BY_DAY or _is_few(evidence) or not evidence.ahead:
        return None
    if evidence.lead not in _ATTAINING and evidence.nearest("served") is None:
        return None
    left = governor(evidence)
    given = (
        evidence.ahead_behind
        and candidate.category in PEOPLE
        and left is not None
        and left.hit.cue.category == "budget"
    )
    if left is not None and left.hit.cue.category in _SETTLED_NOW and not given:
        return None
    if candidate.category == "money" and evidence.nearest("finance") is None and evidence.lead not in _SPENDING:
        return None
    if left is not None and left.hit.cue.category == "potential":
        return None
    if left is not None and left.hit.cue.category == "forecast" and candidate.category not in ("participant", "money"):
        return None
    return Opinion(True, "ahead")


def _financial(evidence: Evidence, previous: Previous) -> Opinion | None:
    """Revenue, deficit, growth in a frame that is still ahead: what a treasury sets out to reach."""
    if evidence.candidate.category not in ("money", "share") or not evidence.budget_frame:
        return None
    reach = evidence.nearest("finance")
    if reach is None or reach.stops or reach.numbers:
        return None
    left = governor(evidence)
    settled = left is not None and left.hit.cue.category in _SETTLED
    if settled and not (reach.hit.cue.id == "revenue" and left is not None and left.hit.cue.category == "budget"):
        return None
    return Opinion(True, reach.hit.cue.id + "-frame")


def _listed(evidence: Evidence, previous: Previous) -> Opinion | None:
    """An item of a list whose heading announced targets; the next figure of a sentence; a part of the target."""
    listed = evidence.item and evidence.candidate.category != "money" and evidence.under_heading
    goes_on = previous is not None and previous[1].target
    if not listed and not goes_on:
        return None
    left = governor(evidence)
    settled = left is not None and left.hit.cue.category in _SETTLED
    harmed = evidence.nearest("harm", file=PARTICIPANTS) is not None
    if listed and not settled and not harmed:
        return Opinion(True, "heading")
    if previous is None or not goes_on:
        return None
    earlier = previous[0].candidate
    if _continues(evidence, previous[0]):
        return Opinion(True, "list")
    part = evidence.anaphor and any(reach.hit.cue.id in ("count", "share-of") for reach in evidence.left)
    near = 0 <= evidence.candidate.sentence_index - earlier.sentence_index <= 2
    if (
        part
        and near
        and not settled
        and (
            {earlier.category, evidence.candidate.category} <= _COUNTED
            or earlier.category == evidence.candidate.category
            or evidence.candidate.category == "share"
        )
    ):
        return Opinion(True, "parts")
    return None


def _continues(evidence: Evidence, earlier: Evidence) -> bool:
    """Whether the candidate goes on with the list of ``earlier``: same sentence, same kind, no new cue between."""
    candidate, first = evidence.candidate, earlier.candidate
    if first.sentence_index != candidate.sentence_index or candidate.start - first.end > _FAR:
        return False
    for reach in evidence.left:
        if reach.hit.start < first.end:
            break
        if reach.hit.cue.file == STATUS and reach.hit.cue.category in GOVERNING | {"stop", "compare", "condition"}:
            return False
    if first.category in PEOPLE and candidate.category == "organisation" and evidence.lead in ("dari", "di"):
        return True
    if evidence.lead in _NO_LIST_LEADS:
        return False
    if candidate.category == first.category and candidate.category != "area":
        return True
    financial = {first.category, candidate.category} <= {"money", "share"}
    people = {first.category, candidate.category} <= PEOPLE
    joined = evidence.lead == "dan" and candidate.category in _COUNTED - {"area", "unknown"}
    works = first.category in _COUNTED and (joined or candidate.category in ("job", "facility"))
    works |= first.category == "job" and candidate.category in PEOPLE
    return financial or people or works


RULES: Final[tuple[Rule, ...]] = (
    _never,
    _aimed,
    _denied,
    _aimed_noun,
    _planned,
    _prepared,
    _opened,
    _increased,
    _hoped_done,
    _aimed_behind,
    _planned_behind,
    _ahead,
    _financial,
    _listed,
)
# Without one of these cues in the sentence, only the following rules have anything to say.
DECISIVE: Final = frozenset(
    {"aim", "market", "denied", "plan", "hope", "quota", "purpose", "prepare", "opening", "revised", "finance"}
)
RULES_WITHOUT_CUES: Final[tuple[Rule, ...]] = (_never, _aimed_noun, _ahead, _listed)

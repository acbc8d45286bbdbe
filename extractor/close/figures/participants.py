"""Does a figure count participants? A decision list over the counted noun and the cues around it.

Participants take part in, attend, join, register for, or are trained or served by an event or programme. Victims,
staff, populations, facilities, shares and money are none, whatever the noun.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from extractor.close.figures.evidence import PARTICIPANTS, Evidence, Reach

_NEVER: Final = frozenset({"victim", "share", "money", "facility", "job", "measure", "time", "index", "bare", "crowd"})
_TAKING_PART: Final = ("join", "involve", "serve", "train")
# Reach of cues in characters: a verb right at the figure, a body as object, people in the clause, a far subject.
_ADJACENT: Final = 12
_BODY: Final = 40
_NEXT: Final = 2
_NEAR: Final = 60
_SUBJECT: Final = 160
_LIST: Final = 250
_SHARE: Final = 10
# An inherited noun says little: so small a bare number is no count of participants.
_SMALLEST_BARE: Final = 20
_LINKS: Final = frozenset(
    {"mencapai", "capai", "sebanyak", "menjadi", "sekitar", "dari", "total", "tembus", "yakni", "yaitu", "sebesar",
     "hingga", "jadi", "ada", "berjumlah", "hampir", "kurang", "lebih", "menembus", "sejumlah", "baru", "menyentuh"}
)  # fmt: skip


class Count:
    """Whether the figure counts participants, and the id of the rule that says so."""

    __slots__ = ("participants", "rule")

    def __init__(self, participants: bool, rule: str) -> None:
        self.participants = participants
        self.rule = rule


Previous = tuple[Evidence, Count] | None
_NOT: Final = Count(False, "never")
_NONE: Final = Count(False, "none")


def judge_participants(evidence: Sequence[Evidence]) -> list[Count]:
    """One verdict a candidate, in order; the same number said again counts the same."""
    counts: list[Count] = []
    for index, item in enumerate(evidence):
        previous = (evidence[index - 1], counts[index - 1]) if index else None
        counts.append(_judge(item, previous))
    return _learn_from_twins(evidence, counts)


def _judge(evidence: Evidence, previous: Previous) -> Count:
    if evidence.candidate.category in _NEVER:
        return _NOT
    for rule in RULES if evidence.holds(DECISIVE) else RULES_WITHOUT_CUES:
        count = rule(evidence, previous)
        if count is not None:
            return count
    return _NONE


def _named_before(evidence: Evidence, previous: Previous) -> Count | None:
    """*kedua peserta itu*: a few whom the article has counted already."""
    named = evidence.follow in ("tersebut", "itu", "ini") and evidence.candidate.category != "participant"
    if named and _is_few(evidence):
        return Count(False, "named-before")
    return None


def _harmed(evidence: Evidence, previous: Previous) -> Count | None:
    """*178 siswa keracunan*, *korban 20 orang*: what happened to people makes no participants."""
    for side, width in (("left", 80), ("right", 60)):
        reach = evidence.nearest("harm", side=side, file=PARTICIPANTS)
        if reach is None or not reach.close or reach.distance > width:
            continue
        kinds = ("join",) if side == "right" else _TAKING_PART
        taking = evidence.nearest(*kinds, side=side, file=PARTICIPANTS)
        # Who ate and fell ill is a victim, however near the eating stands; so is who "ikut terendam".
        suffered = taking is not None and taking.hit.cue.id == "receive"
        joined_in = taking is not None and side == "right" and reach.distance - taking.distance <= _ADJACENT
        if taking is None or suffered or joined_in or taking.distance > reach.distance:
            return Count(False, reach.hit.cue.id)
    return None


def _by_noun(evidence: Evidence, previous: Previous) -> Count | None:
    """*peserta*, *penerima manfaat*, *responden* take part by their own meaning."""
    candidate = evidence.candidate
    if candidate.category != "participant" or candidate.noun is None:
        return None
    if candidate.noun.source in ("previous", "before", "same_value"):
        value = candidate.mention.min if candidate.mention.min is not None else candidate.mention.max
        if value is None or value < _SMALLEST_BARE or evidence.follow == "dari":
            return None
        if candidate.noun.source == "previous" and not any(
            reach.close and reach.distance < _NEAR for reach in evidence.left
        ):
            return None
    return Count(True, f"noun-{candidate.noun.unit}")


def _is_few(evidence: Evidence) -> bool:
    return max(evidence.candidate.mention.min or 0, evidence.candidate.mention.max or 0) <= _SHARE


def _allocated(evidence: Evidence, previous: Previous) -> Count | None:
    """*beasiswa Rp 25 triliun untuk 4.000 mahasiswa*: recipients named inside an allocation."""
    if previous is None or evidence.lead not in ("untuk", "kepada", "bagi") or _is_few(evidence):
        return None
    work = evidence.nearest("work", file=PARTICIPANTS)
    if work is not None and work.distance < _BODY:
        return None
    earlier = previous[0].candidate
    near = (
        earlier.sentence_index == evidence.candidate.sentence_index and evidence.candidate.start - earlier.end < _NEAR
    )
    if near and earlier.category == "money" and evidence.candidate.category in ("person", "organisation", "staff"):
        return Count(True, "allocation")
    return None


def _seats(evidence: Evidence, previous: Previous) -> Count | None:
    """*kuota 100 ribu* of a programme for people; whether it is still open is for the caller to say."""
    noun = evidence.candidate.noun
    if (
        noun is None
        or noun.category != "seat"
        or not noun.text.startswith(("kuota", "jatah", "slot", "kursi", "tempat"))
    ):
        return None
    for side in ("left", "right"):
        if evidence.nearest("noun", "train", "programme", side=side, file=PARTICIPANTS):
            return Count(True, "seats")
    return None


def _share(evidence: Evidence, previous: Previous) -> Count | None:
    """*9 dari 10 responden*: a share in words, no count."""
    noun = evidence.candidate.noun
    if not _is_few(evidence):
        return None
    if evidence.follow == "dari" and (noun is None or noun.source != "behind"):
        return Count(False, "share")
    of_few = evidence.lead == "dari" and previous is not None and _is_few(previous[0])
    if of_few and previous is not None and evidence.candidate.start - previous[0].candidate.end < _ADJACENT:
        return Count(False, "share")
    return None


def _counted(evidence: Evidence, previous: Previous) -> Count | None:
    """*jumlah penerima manfaat telah mencapai 6 juta orang*: the subject says who is counted."""
    reach = evidence.nearest("noun", file=PARTICIPANTS)
    if reach is None or reach.numbers or reach.breaks or reach.distance > _SUBJECT:
        return None
    denied = evidence.nearest("denied", "not")
    linked = evidence.lead in _LINKS or reach.distance <= _NEXT or (denied is not None and denied.distance < _BODY)
    bodies = evidence.candidate.category == "organisation" and reach.distance < _NEAR and evidence.lead == "target"
    if bodies or (evidence.candidate.category in ("person", "staff") and linked):
        return Count(True, reach.hit.cue.id)
    return None


def _governed(evidence: Evidence, previous: Previous) -> Count | None:
    """People and bodies with a verb of taking part or being served right before or behind them."""
    category = evidence.candidate.category
    for reach, width in ((_nearest_close(evidence, "left"), 70), (_nearest_close(evidence, "right"), _NEAR)):
        if reach is None or reach.distance > width:
            continue
        kind = reach.hit.cue.category
        work = evidence.nearest("work", file=PARTICIPANTS)
        if work is not None and work.close and work.distance < _BODY and evidence.lead in ("bagi", "untuk", "kepada"):
            return Count(False, work.hit.cue.id)
        if kind == "work":
            if category == "staff" and _joined(evidence):
                return Count(True, "join")
            return Count(False, reach.hit.cue.id)
        if category == "person" and not (_is_few(evidence) and reach.hit.cue.id in ("serve", "involve")):
            return Count(True, reach.hit.cue.id)
        by_them = evidence.lead == "oleh" and kind != "join"
        trained = kind != "train" or (evidence.candidate.noun is not None and evidence.candidate.noun.unit == "umkm")
        trained = trained and not (kind == "involve" and _is_few(evidence))
        if category == "organisation" and trained and reach.distance < _BODY and not by_them:
            return Count(True, reach.hit.cue.id)
        if category in ("area", "unknown") and kind == "join" and reach.distance < _ADJACENT:
            return Count(True, reach.hit.cue.id)
        joined = kind in ("join", "train") or (kind == "involve" and _joined(evidence))
        if category == "staff" and (joined or _reaches_staff(evidence, reach)):
            return Count(True, reach.hit.cue.id)
    return None


def _reaches_staff(evidence: Evidence, reach: Reach) -> bool:
    """Whether people at work are served: *disalurkan kepada 2 juta pekerja*, not *menerima 500 karyawan*."""
    active = reach.hit.cue.id == "receive" and reach.hit.start < evidence.candidate.start
    return reach.hit.cue.category == "serve" and not active and not _is_few(evidence)


def _cared_for(evidence: Evidence, previous: Previous) -> Count | None:
    """*Cek Kesehatan Gratis sudah memeriksa 1,1 juta warga*: an examination that is a programme's."""
    if evidence.candidate.category not in ("person", "staff"):
        return None
    for side in ("left", "right"):
        reach = evidence.nearest("care", side=side, file=PARTICIPANTS)
        if reach is not None and reach.close and reach.distance <= _NEAR:
            programme = any(evidence.nearest("programme", side=other, file=PARTICIPANTS) for other in ("left", "right"))
            return Count(True, reach.hit.cue.id) if programme else None
    return None


def _pupils(evidence: Evidence, previous: Previous) -> Count | None:
    """*Sekolah Rakyat … dengan 15.954 siswa*: the pupils of a programme's schools."""
    noun = evidence.candidate.noun
    pupils = noun is not None and noun.unit == "siswa" and evidence.pupils and not _is_few(evidence)
    return Count(True, "pupils") if pupils else None


def _parts(evidence: Evidence, previous: Previous) -> Count | None:
    """*Dari jumlah itu, 203 ribu orang jemaah reguler*: parts of the participants just counted."""
    if previous is None or not previous[1].participants or not evidence.anaphor:
        return None
    near = 0 <= evidence.candidate.sentence_index - previous[0].candidate.sentence_index <= 2
    people = evidence.candidate.category in ("person", "staff") and not _is_few(evidence)
    return Count(True, "parts") if near and people else None


def _elliptic(evidence: Evidence, previous: Previous) -> Count | None:
    """*Pesertanya 75 ribu. Data dinas menunjukkan 81 ribu orang*: the people counted just before."""
    if previous is None or evidence.candidate.noun is None:
        return None
    near = 0 <= evidence.candidate.sentence_index - previous[0].candidate.sentence_index <= 1
    near = (near and previous[1].participants) or evidence.counted_before
    reach = evidence.nearest("elliptic", file=PARTICIPANTS)
    if near and evidence.candidate.noun.unit == "orang" and reach is not None and reach.close:
        return Count(True, reach.hit.cue.id)
    return None


def _served_list(evidence: Evidence, previous: Previous) -> Count | None:
    """*melayani sekolah berbagai tingkat: lima TK (301 siswa), empat SD (1.800 siswa)*: each item of the list."""
    if evidence.candidate.category not in ("person", "organisation"):
        return None
    for reach in evidence.left:
        if reach.hit.cue.id == "serve-verb":
            listed = reach.commas + 1 >= reach.numbers > 0 and not reach.stops and not reach.breaks
            return Count(True, "served-list") if listed and reach.distance < _LIST else None
    return None


def _joined(evidence: Evidence) -> bool:
    reach = evidence.nearest("join", side="right", file=PARTICIPANTS)
    return reach is not None and reach.close and reach.distance <= _BODY


def _continued(evidence: Evidence, previous: Previous) -> Count | None:
    """*melayani 3.492 siswa dari 11 sekolah*, *35 juta KPM atau setara 140 juta jiwa*."""
    if previous is None or not previous[1].participants:
        return None
    earlier = previous[0].candidate
    if _is_few(evidence) and evidence.lead != "dari":
        return None
    if earlier.sentence_index != evidence.candidate.sentence_index:
        return None
    if (
        evidence.candidate.category in ("person", "organisation", "staff")
        and evidence.candidate.start - earlier.end < 90
    ):
        return Count(True, "continued")
    return None


RULES: Final[tuple[Callable[[Evidence, Previous], Count | None], ...]] = (
    _named_before,
    _harmed,
    _share,
    _seats,
    _by_noun,
    _counted,
    _allocated,
    _governed,
    _cared_for,
    _served_list,
    _continued,
    _elliptic,
    _pupils,
    _parts,
)


# Without one of these cues in the sentence, only the following rules have anything to say.
DECISIVE: Final = frozenset(
    {"harm", "noun", "train", "programme", "join", "involve", "serve", "work", "care", "elliptic"}
)
RULES_WITHOUT_CUES: Final[tuple[Callable[[Evidence, Previous], Count | None], ...]] = (
    _named_before,
    _share,
    _by_noun,
    _allocated,
    _continued,
    _pupils,
    _parts,
)


def _nearest_close(evidence: Evidence, side: str) -> Reach | None:
    reach = evidence.nearest("join", "involve", "serve", "train", "work", side=side, file=PARTICIPANTS)
    return reach if reach is not None and reach.close else None


def _learn_from_twins(evidence: Sequence[Evidence], counts: list[Count]) -> list[Count]:
    known = {item.candidate.value for item, count in zip(evidence, counts, strict=True) if count.participants}
    learned = []
    for item, count in zip(evidence, counts, strict=True):
        value = item.candidate.mention.min if item.candidate.mention.min is not None else item.candidate.mention.max
        if (
            count.rule in ("none", "never")
            and item.candidate.value in known
            and not (item.candidate.mention.approx and item.candidate.mention.min != item.candidate.mention.max)
            and item.candidate.category in ("person", "organisation", "staff", "seat")
            and value is not None
            and value >= 20
        ):
            count = Count(True, "twin")
        learned.append(count)
    return learned

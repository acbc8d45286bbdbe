"""How much speaks for two dates being of one step: evidence that adds up, as for figures (:mod:`.compare`)."""

from __future__ import annotations

from datetime import timedelta

from extractor.models import Interval
from extractor.reconcile.evidence import NEVER, UNLIKE, Level, cosine, most, weigh
from extractor.reconcile.grouping.places import elsewhere
from extractor.reconcile.settings import Settings
from extractor.reconcile.statements.dated import Dated

_NEAR = timedelta(days=62)
_WEEK = timedelta(days=7)
_FEW_DAYS = timedelta(days=10)
_SOME_DAYS = timedelta(days=3)
_VAGUE = timedelta(days=130)  # longer than the end of a year (*akhir tahun*), which may be its last month
_MANY_NAMES = 3  # shared by two reports; more tell no more
_HARDLY = 0.01  # cosine of sentences that share no more than a frequent word
_TOPICS, _TOLD = ("date_topic", "date_told"), ("date_told",)
# Found in most comparisons, hence made once.
_PRIOR, _PRIOR_START = ("date_prior", 1.0), ("date_prior_start", 1.0)
_BODY, _UNNAMED = ("date_body", 1.0), ("date_unnamed", 1.0)
# Levels of the days themselves; the others say whether two dates are of one thing.
DAY_LEVELS = frozenset(
    ("date_same", "date_same_month", "date_same_start", "date_same_year", "date_vague", "date_meets", "date_within",
     "date_of_stretch", "date_feast", "date_beside", "date_other_step", "date_revised", "date_contrast_sentence",
     "date_week", "date_near", "date_far")
)  # fmt: skip


def compare_dates(a: Dated, b: Dated, settings: Settings, least: float = NEVER) -> float:
    """How much speaks for two dates being about one step, or a number below all others where that is surely not above
    ``least``.

    Symmetric.
    """
    return weigh(date_levels(a, b, settings, least), settings)


def date_levels(a: Dated, b: Dated, settings: Settings, least: float = NEVER) -> list[Level] | str:
    """What comparing the two finds, or the contradiction that ends the comparison, or that it comes to no more than
    ``least``.
    """
    together = a.doc_id == b.doc_id
    one_role, at_once = a.role == b.role, a.moment == b.moment
    deadline = a.role == "due" or b.role == "due"
    one_event = _one_event(a, b)
    owners = not a.owners.isdisjoint(b.owners)
    related = a.root is not None and a.root == b.root
    further: list[Level] = [_BODY] if owners else []
    if one_event:
        further.append(("date_event_name", 1.0))
    elif related:
        share = settings.programme_shares.get(a.programme or "", 1.0) if a.programme == b.programme else 0.5
        further.append(("date_programme", share))
    elif a.listed and b.listed:
        return "date_other_programme"
    elif not owners and a.programme and b.programme:
        further.append(("date_other_activity", 1.0))
    if not owners and not related and not together:
        further.append(_UNNAMED)
    if deadline and a.passed != b.passed:
        return "date_over"  # what happened on a day that is over is not what a deadline is set for
    key = _days(a, b, settings)
    if key in ("date_over", "date_vague"):
        return key
    # No contradiction, so words are compared, which takes longer.
    alike = cosine(a.words, b.words, a.norm * b.norm) if a.norm and b.norm else None
    feast = a.fact.feast is not None and a.fact.feast == b.fact.feast
    if not (one_role or deadline or feast) and (alike or 0.0) < settings.thresholds["one_happening"]:
        return "date_other_happening"
    evidence: list[Level] = [_PRIOR_START if one_role and a.role == "start" else _PRIOR]
    if together:
        again = one_role and at_once and a.fact.sentence != b.fact.sentence
        if not deadline and not one_event:
            again &= alike is not None and alike > _HARDLY  # without a word in common two things happen on one day
        evidence.append(("date_repeated" if again else "date_same_article", 1.0))
    if not one_role:
        # Reports take the start of a programme for its event day, less often for a deadline.
        evidence.append(("date_other_role" if deadline else "date_start_event", 1.0))
    if key:
        further.append((key, 1.0))
    if key == "date_same" and related and one_role and a.role == "start" and not _two_beginnings(a, b):
        further.append(("date_same_start", 1.0))
    if not together and a.scene and b.scene and a.names.isdisjoint(b.names) and elsewhere(a.scene, b.scene):
        further.append(("date_other_scene", 1.0))
    if at_once:
        if a.hours and b.hours and a.hours.isdisjoint(b.hours):
            further.append(("date_other_hour", 1.0))
        if a.one_day:
            match = _match(a, b)
            if match and (not together or match == "date_other_match"):
                further.append((match, 1.0))
            if not together and one_role and alike and not (a.fact.feast and b.fact.feast):
                further.append(("date_cast", _shared(a, b, settings)))
    if a.owned != b.owned and not together:
        further.append(("date_one_figure", 1.0))
    if feast:
        further.append(("date_feast", 1.0))
    if alike is not None:
        evidence.append(("date_words", alike - settings.thresholds["words_neutral"]))
    if a.names and b.names:
        evidence.append(_names(a, b))
    if not together and a.topic_norm and b.topic_norm:  # what costs most comes last
        score = weigh(evidence, settings) + weigh(further, settings) if least > NEVER else 0.0
        if least > NEVER and score + most(_TOPICS, settings) <= least:
            return UNLIKE
        topic = ("date_topic", cosine(a.topic, b.topic, a.topic_norm * b.topic_norm))
        if least > NEVER and score + weigh([topic], settings) + most(_TOLD, settings) <= least:
            return UNLIKE
        evidence.append(topic)
        _told_of(a, b, evidence, one_event)
    return evidence + further


def looks(dated: Dated) -> tuple[object, ...]:
    """All that comparing it with a day of another report asks for, but for the words of its sentence and its lead."""
    return (
        dated.role, dated.programme, dated.listed, dated.moment, dated.passed, dated.stands, dated.revised, dated.owned,
        dated.owners, dated.names, dated.cast, dated.scene, dated.hours, dated.sides, dated.fact.feast,
        _written_out(dated), _of_its_time(dated), dated.norm, dated.topic_norm,
    )  # fmt: skip


def _names(a: Dated, b: Dated) -> Level:
    """How many of the names beside the one day stand beside the other too."""
    if not a.names.isdisjoint(b.names):
        return "date_names", len(a.names & b.names) / min(len(a.names), len(b.names))
    matches = a.role == b.role == "event" and a.one_day and b.one_day
    return "date_other_party" if matches else "date_other_names", 1.0


def _told_of(a: Dated, b: Dated, evidence: list[Level], one_event: bool) -> None:
    """How alike a sentence and the other article's title and lead are."""
    told = cosine(a.words, b.topic, a.norm * b.topic_norm) if a.norm else 0.0
    back = cosine(b.words, a.topic, b.norm * a.topic_norm) if b.norm else 0.0
    evidence.append(("date_told", max(told, back)))
    if not one_event and not _known(a.names, b) and not _known(b.names, a):
        evidence.append(("date_strangers", (bool(a.names) + bool(b.names)) / 2))


def _one_event(a: Dated, b: Dated) -> bool:
    """Something with a name of its own, not a programme of the list with its many steps."""
    return a.programme is not None and a.programme == b.programme and not a.listed


def _two_beginnings(a: Dated, b: Dated) -> bool:
    """Reports of the day itself with other names beside it: on one day a programme begins here and ends there."""
    return (
        _of_its_time(a)
        and _of_its_time(b)
        and a.doc_id != b.doc_id
        and bool(a.names and b.names)
        and a.names.isdisjoint(b.names)
    )


def _of_its_time(dated: Dated) -> bool:
    """Its report is of the day itself, or of soon after."""
    published, till = dated.fact.published, dated.fact.to
    return published is not None and till is not None and published - till <= _SOME_DAYS


def _written_out(dated: Dated) -> bool:
    """In digits, not *pekan ini*."""
    return any(char.isdigit() for char in dated.fact.text)


def _known(names: frozenset[str], other: Dated) -> bool:
    """Some name beside a date stands in the sentence or the lead of the other report."""
    apart = other.names.isdisjoint(names) and other.words.keys().isdisjoint(names)
    return not (apart and other.topic.keys().isdisjoint(names))


def _shared(a: Dated, b: Dated, settings: Settings) -> float:
    """How many names, of a few, both reports have in the lead or beside the date; one alone is shared by much."""
    least = settings.thresholds["rare_name"]
    names = sum(1 for name in a.known & b.known if settings.word_weight(name) >= least)
    return max(0, min(names, _MANY_NAMES) - 1) / (_MANY_NAMES - 1)


def _match(a: Dated, b: Dated) -> str:
    """What the sides of a match say of two days that are the same; nothing of days of other things."""
    if not a.sides or not b.sides:
        one = (a.sides or b.sides) and a.programme == b.programme and not a.listed
        return "date_one_match" if one else ""
    (first, last), (one_side, other_side) = a.sides, b.sides
    if (first & one_side and last & other_side) or (first & other_side and last & one_side):
        return "date_same_match"
    # Words before the first side (*hasil*) may look like part of it, those behind the last do not.
    met = last & (one_side | other_side) or other_side & (first | last)
    return "" if met else "date_other_match"


def _days(a: Dated, b: Dated, settings: Settings) -> str:
    """What the days themselves say; an empty string where one is unknown."""
    (first, till), (last, until) = a.moment, b.moment
    if first is None or till is None or last is None or until is None:
        return ""
    together = a.doc_id == b.doc_id
    if first <= until and last <= till:
        same = a.moment == b.moment
        length = max(till - first, until - last)
        if same and length <= _NEAR:
            return "date_same" if length <= _FEW_DAYS else "date_same_month"
        if "event" in (a.role, b.role) and not same and length > _FEW_DAYS:
            return "date_of_stretch"
        if length > _VAGUE and not (same and together):
            # That something happens within this year says little, and of two reports nothing when only one says so.
            vague = "date_meets" if together and a.role == b.role else "date_vague"
            return "date_same_year" if same else vague
        wider = a if till - first == length else b
        week = not same and _SOME_DAYS <= length <= _FEW_DAYS and not _written_out(wider)
        return "date_within" if week and not together else "date_meets"
    if (a.passed or b.passed) and "due" in (a.role, b.role):
        return "date_over"  # a day that is over at publication is no deadline that was moved
    if together and beside(a, b, settings):
        return "date_beside"
    apart = max(first, last) - min(till, until)
    if a.role != b.role:
        return "date_other_step"
    if together and a.revised and b.revised:
        return "date_revised"
    if together and a.fact.sentence == b.fact.sentence:
        return "date_contrast_sentence"
    if a.role == "start" and apart <= _WEEK:
        return "date_week"
    return "date_near" if apart <= _NEAR else "date_far"


def beside(a: Dated, b: Dated, settings: Settings) -> bool:
    """One plan or event: alternatives (*akhir Mei atau awal Juni*), or days in a row (*17 dan 18 Juni*)."""
    first, last = (a, b) if a.fact.start <= b.fact.start else (b, a)
    if first.doc_id != last.doc_id or not first.link or first.fact.sentence != last.fact.sentence:
        return False
    if last.fact.start - first.fact.end > len(first.link) + 2:
        return False
    return first.link in settings.alternatives or (first.link in settings.together and in_a_row(first.days, last.days))


def in_a_row(a: Interval, b: Interval) -> bool:
    """Days that follow each other."""
    return a.runs_into(b) and all((one.length or _FEW_DAYS) <= _FEW_DAYS for one in (a, b))

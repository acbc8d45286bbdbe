"""How much speaks for two statements being about one real-world figure: named pieces of evidence that add up.

The weights are log-odds in rules/reconcile.yaml. A veto ends the comparison: a target never joins a result, persons
never join money, batch one never joins batch two.
"""

from __future__ import annotations

from collections.abc import Callable
from math import exp, log

from extractor.reconcile.duplicates import similarity
from extractor.reconcile.evidence import NEVER, UNLIKE, Level, cosine, most, weigh
from extractor.reconcile.garbling import neighbours_swapped
from extractor.reconcile.grouping.places import elsewhere, same_area, scene_of
from extractor.reconcile.grouping.together import in_one_sentence, within_article
from extractor.reconcile.settings import Settings, Unit
from extractor.reconcile.statements import Statement
from extractor.values import Value

_WEAK = frozenset({"share", "money", "index"})
_MEASURED = _WEAK | {"measure"}
_PEOPLE = frozenset({"person", "participant", "staff", "seat"})
_WORD_LEVELS = ("other_object", "repeated_other_name", "other_name", "one_name", "unrelated")
# Levels of the values, and of what one article says of both; the others say whether two claims speak of one thing.
VALUE_LEVELS = frozenset(
    ("equal_exact", "equal_two_digits", "equal_round", "compatible", "loosely_compatible", "hedged", "vague",
     "vague_elsewhere", "near", "near_running", "apart", "grown", "fallen", "garbled", "small_count", "small_rounded",
     "one_portion", "other_share", "other_attendance", "revision", "revision_told", "contrast", "contrast_near",
     "contrast_sentence")
)  # fmt: skip


def compare(a: Statement, b: Statement, settings: Settings, least: float = NEVER) -> float:
    """How much speaks for ``a`` and ``b`` giving the same figure, or a number below all others where that is surely not
    above ``least``. Symmetric.
    """
    return weigh(levels(a, b, settings, least), settings)


def levels(a: Statement, b: Statement, settings: Settings, least: float = NEVER) -> list[Level] | str:
    """What comparing the two finds, or the contradiction that ends the comparison, or that it comes to no more than
    ``least``.
    """
    together = a.doc_id == b.doc_id
    x, y = a.value, b.value
    fits = _any_pair(a.values, b.values, Value.rounds)
    loose = fits or x.rounds(y, loose=True)
    if a.family != b.family and not _status_may_err(a, b, fits, settings):
        return "other_status"
    if a.editions and b.editions and a.of_other_edition(b):
        return "other_edition"
    if a.event and b.event and a.event != b.event:
        return "other_event_day"
    opposite = any(one in a.words and other in b.words for one, other in settings.opposites)
    grades = a.grades and b.grades and not a.grades & b.grades
    if opposite or grades or (together and loose and (x.point in b.wholes or y.point in a.wholes)):
        return "other_part"
    equal = fits and _any_pair(a.values, b.values, Value.equals)
    exact = min(x.digits, y.digits) >= settings.thresholds["chance_digits"]
    if _other_groups(a, b, fits, settings) and not (equal and exact):
        return "other_group"
    evidence: list[Level] = []
    if bool(a.groups) != bool(b.groups) and len(a.groups | b.groups) == 1 and not _one_number(x, y):
        evidence.append(("one_group", 1.0))
    if a.family != b.family:
        evidence.append(("other_status", 1.0))
    # Few are counted again and again in one article too: two riders here, two riders there.
    counted = all(one.unit is None or one.unit.category not in _MEASURED for one in (a, b))
    few = counted and min(x.point, y.point) > 0 and max(x.point, y.point) < settings.thresholds["few"]
    evidence.append(("prior_same_article" if together and loose and not few else "prior", 1.0))
    repeated = together and fits and x.exact == y.exact
    if repeated and in_one_sentence(a, b):
        small = x.point < settings.thresholds["small_count"] and not any(points_back(one, settings) for one in (a, b))
        if small or (a.nouns and b.nouns and not a.nouns & b.nouns):
            return "other_part"  # *tujuh sekolah di bawah tujuh instansi*, *48 siswa SMP dan 48 siswa SMA*
        evidence.append(("siblings", 1.0))
        repeated = False
    repeated &= not few
    alike = fits and ((together and not few) or exact)
    unit = "other_unit" if _two_kinds(a, b) else _unit_evidence(a.unit, b.unit, alike, settings)
    if unit is None and repeated and _alike_written(a, b, settings):
        unit = "other_unit_equal"  # *14,5 juta SPT* of *14,5 juta wajib pajak*
    if unit is None or (unit.startswith("other_unit") and (x.vague or y.vague)):
        return "other_unit_kind"  # *ribuan staf* are not the 8.000 teachers
    if unit:
        evidence.append((unit, 1.0))
    within = within_article(a, b, settings) if together and not loose else None
    known = len(evidence)
    if within != "refers_back":
        _programme_evidence(a, b, settings, evidence)
    named = any(name not in ("other_activity", "other_programme") for name, _ in evidence[known:])
    _value_evidence(a, b, x, y, fits, loose, settings, evidence)
    if within:
        evidence.append((within, 1.0))
    _circumstances(a, b, fits, settings, evidence, repeated=repeated)
    if least > NEVER and weigh(evidence, settings) + _most_words(a, together, settings) <= least:
        return UNLIKE
    likeness = _word_evidence(a, b, together, settings, evidence, repeated=repeated)
    if not (named or together or likeness >= settings.thresholds["words_neutral"]):
        evidence.append(("unrelated", 1.0))
    return evidence


def _most_words(a: Statement, together: bool, settings: Settings) -> float:
    """No more than so much can the words add, those of the articles' leads too where there are two."""
    own = "words_weak" if a.unit is not None and a.unit.category in _WEAK else "words"
    return most((own, *_WORD_LEVELS) if together else (own, "topic", *_WORD_LEVELS), settings)


def _one_number(x: Value, y: Value) -> bool:
    """The same number, though one may be a bound; no rounding, and no range with room for others."""
    return x.point == y.point and not any(v.low is not None and v.high is not None and v.low < v.high for v in (x, y))


def _other_groups(a: Statement, b: Statement, fits: bool, settings: Settings) -> bool:
    """They count two groups of people; of one that both count among others, equal values are one figure."""
    apart = settings.groups.disjoint if fits else settings.groups.apart
    return apart(a.groups, b.groups)


def _alike_written(a: Statement, b: Statement, settings: Settings) -> bool:
    """A precise number that is no measure."""
    least = settings.thresholds["chance_digits"]
    measured = any(one.unit is None or one.unit.category in _WEAK for one in (a, b))
    return not measured and min(a.value.digits, b.value.digits) >= least and a.family == b.family


def _any_pair(values: list[Value], others: list[Value], agree: Callable[[Value, Value], bool]) -> bool:
    if len(values) == 1 == len(others):  # as nearly all statements have
        return agree(values[0], others[0])
    return any(agree(v, w) for v in values for w in others)


def _nearest(x: Value, y: Value) -> bool:
    """The one is the other rounded to its last digit, not cut off."""
    return abs(x.point - y.point) <= max(x.grain, y.grain) / 2


def _status_may_err(a: Statement, b: Statement, fits: bool, settings: Settings) -> bool:
    """Reports word a plan now as a plan, now as a possibility; a precise plan as if it were done (*untuk 35,04 juta
    KPM*).

    A round target and an equal result are two things: the target was met.
    """
    if "denied" in (a.family, b.family) or (a.years and b.years and not a.years & b.years):
        return False
    if "potential" in (a.family, b.family) and "target" in (a.family, b.family):
        return fits or a.value.distance(b.value) <= settings.thresholds["same_plan"]
    if "potential" in (a.family, b.family):
        if fits and a.doc_id == b.doc_id and (a.titled or b.titled) and a.unit is not None and a.unit == b.unit:
            return True  # a title leaves out what tells a count from a possibility
        # A round estimate and an equal round count are two things; a precise one is the count worded cautiously.
        # Between one programme's equal numbers two digits are enough to tell.
        alike_named = (
            a.programme is not None
            and b.programme is not None
            and (settings.root(a.programme) == settings.root(b.programme))
        )
        least = settings.thresholds["chance_digits"] - (1 if alike_named else 0)
        # What is hoped for is near what came of it: it is the count only rounded, not cut off (4,8 for 4,89 juta).
        rounded = _any_pair(a.values, b.values, _nearest)
        return fits and rounded and max(a.value.digits, b.value.digits) >= least
    return fits and min(a.value.digits, b.value.digits) >= settings.thresholds["chance_digits"]


def _two_kinds(a: Statement, b: Statement) -> bool:
    """Two nouns under the widest word for organisations: *16 kementerian* and *16 klub*, unless one is that word."""
    if a.unit is None or b.unit is None or a.nouns & b.nouns or not (a.nouns and b.nouns):
        return False
    for nouns, wide, other in ((a.nouns, a.unit, b.unit), (b.nouns, b.unit, a.unit)):
        widest = wide.category == "organisation" and not wide.broader
        if widest and wide.id not in nouns and (wide.id == other.id or wide.id in other.broader):
            return True
    return False


def _unit_evidence(a: Unit | None, b: Unit | None, equal: bool, settings: Settings) -> str | None:
    """The kind of evidence, an empty string for none, None for a contradiction."""
    if a is None or b is None:
        known = a or b
        return None if known and known.category in ("money", "share") else ""
    if a.id == b.id:
        return "weak_unit" if a.category in _WEAK else "same_unit"
    if (a.id, b.id) in settings.interchangeable:
        return "broader_unit"
    if a.id in b.broader or b.id in a.broader:
        # A household is no person: "35 juta keluarga" are 140 million people.
        return None if "keluarga" in (a.id, b.id) else "broader_unit"
    if {a.category, b.category} == {"participant", "organisation"}:
        # The participants of a fair are companies; but a programme counts its trainees and their companies apart.
        return "broader_unit" if equal else "other_unit"
    if a.category in _PEOPLE and b.category in _PEOPLE:
        return "other_unit_equal" if equal else "other_unit"
    if set(a.broader) & set(b.broader) and not _WEAK & {a.category, b.category}:
        return "other_unit_equal" if equal else "other_unit"
    return None


def _programme_evidence(a: Statement, b: Statement, settings: Settings, evidence: list[Level]) -> None:
    if a.programme and b.programme:
        if a.programme == b.programme:
            key = "same_programme"
        elif a.programme in settings.broader_programmes.get(b.programme, ()) or (
            b.programme in settings.broader_programmes.get(a.programme, ())
        ):
            key = "broader_programme"
        elif settings.root(a.programme) == settings.root(b.programme):
            key = "sibling_programme"
        elif (
            a.programme in b.mentioned
            or b.programme in a.mentioned
            or (a.what and b.what and (a.what <= b.what or b.what <= a.what))
        ):
            key = "shared_programme"
        elif a.named and b.named:
            key = "other_programme"
        else:
            shared = len(a.what & b.what) / max(1, min(len(a.what), len(b.what)))
            key = "shared_programme" if shared >= 0.5 else "other_activity"
    elif a.mentioned & b.mentioned:
        key = "shared_programme"
    else:
        return
    share = settings.programme_shares.get(a.programme or "", 1.0) if key == "same_programme" else 1.0
    evidence.append((key, share))


def _value_evidence(
    a: Statement, b: Statement, x: Value, y: Value, fits: bool, loose: bool, settings: Settings,
    evidence: list[Level],
) -> None:  # fmt: skip
    thresholds = settings.thresholds
    if (x.vague or y.vague) and (fits or loose or a.doc_id != b.doc_id):
        alike = a.doc_id == b.doc_id or (fits and x.vague == y.vague)
        evidence.append(("vague" if alike else "vague_elsewhere", 1.0))
        return
    if fits and _any_pair(a.values, b.values, Value.equals):
        digits = min(x.digits, y.digits)
        if digits >= thresholds["chance_digits"]:
            evidence.append(("equal_exact", 1.0))
        else:
            evidence.append(("equal_two_digits" if digits > 1 else "equal_round", 1.0))
        return
    counts = "result" in (a.family, b.family)
    measured = a.unit is not None and a.unit.category in _WEAK
    small = not measured and a.doc_id != b.doc_id and max(x.point, y.point) < thresholds["small_count"]
    if small and (fits or loose) and (counts or (x.exact and y.exact)):
        evidence.append(("small_rounded", 1.0))
        return
    if fits:
        hedged = (x.approx or y.approx) and x.distance(y) > thresholds["hedged_apart"]
        key = "hedged" if hedged and x.exact and y.exact else "compatible"
        evidence.append((key, 1.0))
        return
    if loose:
        evidence.append(("loosely_compatible", 1.0))
        return
    if a.portion != b.portion:
        evidence.append(("one_portion", 1.0))
    ratio = x.distance(y)
    if a.unit and a.unit.category in ("share", "index"):
        evidence.append(("other_share", 1.0))
        return
    if (a.revised or b.revised) and a.family == "target" and (a.doc_id == b.doc_id or a.names & b.names):
        key = "revision_told" if a.revised and b.revised and a.doc_id == b.doc_id else "revision"
        evidence += [(key, 1.0), ("grown", ratio)]
        return
    if (
        x.exact
        and y.exact
        and max(x.digits, y.digits) >= thresholds["chance_digits"]
        and neighbours_swapped(x.point, y.point)
    ):
        evidence.append(("garbled", 1.0))
        return
    runs = a.family == "result" and not (a.unit and a.unit.category in _WEAK)
    if small:
        evidence.append(("small_count", 1.0))
    if exp(min(ratio, 50.0)) <= thresholds["near_ratio"]:
        if runs:
            evidence.append(("near_running", 1.0))
            return
        # Targets are revised over months; different values within days are of different things.
        days = abs((a.day - b.day).days) if a.day and b.day else 0
        share = ratio / log(thresholds["near_ratio"]) if days >= thresholds["revision_days"] else 1.0
        evidence.append(("near", share))
    elif not runs or a.day is None or b.day is None or a.day == b.day:
        evidence.append(("apart", ratio))
    else:
        first, last = (x, y) if a.day < b.day else (y, x)
        key = "grown" if last.point > first.point else "fallen"
        # Growth takes time: what a total could not have grown in the days between counts as any other distance.
        usual = thresholds["leap"] + thresholds["growth_a_day"] * abs((a.day - b.day).days)
        surplus = max(0.0, ratio - usual) if key == "grown" else 0.0
        evidence.append((key, ratio - surplus))
        if surplus:
            evidence.append(("apart", surplus))


def _circumstances(
    a: Statement, b: Statement, fits: bool, settings: Settings, evidence: list[Level], *, repeated: bool
) -> None:
    """Deadline, as-of day, place, speaker, owner, copy; an article that repeats a number may leave its place out."""
    if a.due and b.due:
        meets = any(d.fits(e) for d in a.due for e in b.due)
        if meets and fits:
            evidence.append(("same_due", 1.0))
        elif meets and not (a.revised or b.revised) and not set(a.due) & set(b.due):
            evidence.append(("interim", 1.0))
        elif not meets:
            moved = fits and (a.doc_id != b.doc_id or a.value.equals(b.value))
            key = "other_due" if moved else "other_due_other_value"
            evidence.append((key, 1.0))
    elif a.years and b.years and not (a.years & b.years):
        evidence.append(("other_due", 1.0))
    elif not fits and (a.was_due_before(b, settings.outcomes) or b.was_due_before(a, settings.outcomes)):
        evidence.append(("other_due_other_value", 1.0))
    attended = _attended(a, b)
    if attended:
        evidence.append(("same_event_day", 1.0))
        if not fits:
            evidence.append(("other_attendance", 1.0))
    elif a.as_of and b.as_of and a.as_of == b.as_of:
        evidence.append(("same_as_of", 1.0))
    elif _other_period(a, b, fits, settings):
        evidence.append(("other_period", 1.0))
    if a.place and b.place:
        if a.place == b.place or same_area(a, b, settings):
            evidence.append(("same_place", 1.0))
        elif not (a.place.startswith(b.place) or b.place.startswith(a.place)):
            evidence.append(("other_place", 1.0))
        else:
            evidence.append(("one_place_equal" if repeated else "one_place", 1.0))
    elif a.place or b.place:
        # The venue of an attendance limits nothing.
        alike = fits and (a.doc_id == b.doc_id or _any_pair(a.values, b.values, Value.equals))
        key = "one_place_equal" if alike else "one_venue" if attended else "one_place"
        evidence.append((key, 1.0))
    small = max(a.value.point, b.value.point) < settings.thresholds["small_count"]
    if small and a.doc_id != b.doc_id and not (a.place and b.place) and elsewhere(scene_of(a), scene_of(b)):
        evidence.append(("other_scene", 1.0))
    if a.speakers & b.speakers:
        evidence.append(("same_speaker", 1.0))
    if a.bodies & b.bodies:
        evidence.append(("same_body", 1.0))
    copied = (
        similarity(a.signature, b.signature) if a.doc_id != b.doc_id and a.signature and b.signature and fits else 0.0
    )
    if copied >= settings.thresholds["copy_similarity"]:
        evidence.append(("copy", 1.0))


def _other_period(a: Statement, b: Statement, fits: bool, settings: Settings) -> bool:
    """Sums of two stretches of time, or counts so long apart that they are of two editions, not of one total."""
    if a.as_of and b.as_of and not (a.as_of.is_day or b.as_of.is_day or a.as_of.fits(b.as_of)):
        return True
    if fits or a.day is None or b.day is None or not a.family == b.family == "result":
        return False
    return abs((a.day - b.day).days) > settings.thresholds["edition_days"]


def points_back(statement: Statement, settings: Settings) -> bool:
    """Whether it only speaks of a group that its report has told of before: *20 dapur itu*."""
    return all((fact.after.split() or [""])[0].strip(".,").lower() in settings.pointing for fact in statement.facts)


def _attended(a: Statement, b: Statement) -> bool:
    """Two reports count who came on one and the same day."""
    same_day = a.doc_id != b.doc_id and a.as_of is not None and a.as_of == b.as_of and a.as_of.is_day
    return same_day and a.family == b.family == "result" and all(one.facts[0].participants for one in (a, b))


def _word_evidence(
    a: Statement, b: Statement, together: bool, settings: Settings, evidence: list[Level], *, repeated: bool
) -> float:
    """How alike the words are: around the figures, or of the articles' titles and leads, whichever are more."""
    around = topic = 0.0
    if a.norm and b.norm:
        around = cosine(a.words, b.words, a.norm * b.norm)
        weak = a.unit is not None and a.unit.category in _WEAK
        evidence.append(("words_weak" if weak else "words", around - settings.thresholds["words_neutral"]))
        money = a.unit is not None and a.unit.category == "money"
        if weak and around < settings.thresholds["words_neutral"] and not (repeated and money):
            described = min(a.norm, b.norm) >= settings.thresholds["described"]
            # What one of two reports rounds is told by its words alone.
            if described or not (together or _any_pair(a.values, b.values, Value.equals)):
                evidence.append(("other_object", 1.0))
        if not a.names & b.names:
            mine, theirs = a.names.difference(b.words), b.names.difference(a.words)
            if mine and theirs:
                evidence.append(("repeated_other_name" if repeated else "other_name", 1.0))
            elif mine or theirs:
                evidence.append(("one_name", 1.0))
    if not together and a.topic_norm and b.topic_norm:
        topic = cosine(a.topic, b.topic, a.topic_norm * b.topic_norm)
        evidence.append(("topic", topic))
    return max(around, topic)

"""Whether two figures count the same things."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.desk.checking.claim import Claim
from extractor.desk.checking.figures import Figure, Lexicon, root_of
from extractor.reconcile.people import Groups
from extractor.reconcile.settings import Settings
from extractor.reconcile.statements.vocabulary import GENERIC_UNITS, read_unit
from extractor.text.stems import stem

#: Classes of counted nouns that are persons.
PERSONS = frozenset({"participant", "person", "crowd", "staff", "victim"})
_GENERIC = GENERIC_UNITS | {""}
# Classes whose nouns stand under one unit though no two of them are the same (*bus*, *motor*; *provinsi*, *kota*).
_SORTED = frozenset({"thing", "area", "facility", "organisation"})
_LOOSE = frozenset({"bare", "unknown", "thing", "area", "seat"})
# Classes of nouns behind or before which the group may stand whose people are counted.
_OPEN = frozenset({"bare", "unknown"})
# Characters behind a figure in which its group is named.
_BEHIND = 30
_STOP = re.compile(r"[.,;:()\d\"”]")
_FOLLOWING = re.compile(r"(?:\s+[^\W\d_]+){1,3}")
_WORD, _NOUN = re.compile(r"[^\W\d_]{4,}"), re.compile(r"[^\W\d_]{3,}")


def may_be(claim: Figure, other: Figure, settings: Settings, words: Lexicon) -> bool:
    """Whether the two can be of one thing at all: a number of one, a day of the other cannot."""
    if claim.kind != other.kind or (other.kind == "day" and other.told):
        return False
    if claim.kind == "money":
        return claim.unit == other.unit
    if "measure" not in (claim.category, other.category):
        return True
    if claim.category != other.category:
        return "bare" in (claim.category, other.category)
    mine, theirs = (one.text.split()[-1].lower() for one in (claim, other))
    scaled = mine in words.scales and theirs in words.scales
    return scaled or mine.startswith(theirs) or theirs.startswith(mine)


def groups_of(text: str, figure: Figure, start: int, clause: tuple[int, int], groups: Groups) -> frozenset[str]:
    """The groups of people that a figure counts: by its own noun, else by those that its clause is about.

    ``start`` is where it stands in ``text``. *Balita ... 6,3 juta anak* are toddlers.
    """
    if figure.kind != "count" or not (figure.category in PERSONS or figure.category in _OPEN):
        return frozenset()
    low, high = clause
    end = start + len(figure.text)
    before = _named(text[low:start], groups)
    stop = _STOP.search(text, end, min(high, end + _BEHIND))
    own = _named(text[start : stop.start() if stop else min(high, end + _BEHIND)], groups)
    if own:
        return frozenset(one for one in before if groups.above[one] & own) or own
    # *siswanya ... 32.000*: a noun that is not there is a guess.
    general = figure.unit in groups.general or figure.category in _OPEN or not _WORD.search(figure.text)
    return before if general else frozenset()


def _named(text: str, groups: Groups) -> frozenset[str]:
    lower = text.lower()
    stems = (stem(word) for word in _WORD.findall(lower))
    return frozenset(groups.ids[one] for one in (*groups.named.findall(lower), *stems) if one in groups.ids)


def units_of(
    claim: Claim, figure: Figure, text: str, clause: tuple[int, int], settings: Settings, words: Lexicon,
    people: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset()),
) -> list[str]:  # fmt: skip
    """Whether both count the same things, the article some of the claim's sort, things akin, or other ones.

    ``clause`` is where in ``text`` the figure's clause stands; ``people`` are the groups of people that the claim and
    the figure count. Of two groups they are other things, of one group the same; of a group and of people of any kind
    (*one_group*) they may be a part and the whole.
    """
    if settings.groups.disjoint(*people):
        return ["other_unit"]
    if people[0] == people[1] and any(people):
        return ["same_kind", "same_unit"]
    part = ["one_group"] if any(people) else []
    return part + _kinds(claim, figure, text, clause, settings, words)


def _kinds(
    claim: Claim, figure: Figure, text: str, stretch: tuple[int, int], settings: Settings, words: Lexicon
) -> list[str]:
    behind = _behind(claim.sentence, claim.at + len(claim.figure.text)), _behind(text, figure.end)
    mine, theirs = _counted(claim.figure, behind[0], settings), _counted(figure, behind[1], settings)
    clause = text[slice(*stretch)]
    broader = {one.unit: _broader(one.unit, settings) for one in (mine, theirs)}
    persons = mine.category in PERSONS and theirs.category in PERSONS
    # People are not counted by the unit, and bodies only where they are named.
    generic = {mine.unit, theirs.unit} & (_GENERIC if mine.category not in PERSONS else {""})
    if not (_names_bodies(mine, theirs, claim.sentence, words) and _names_bodies(theirs, mine, clause, words)):
        generic = generic & {""}
    if mine.unit == theirs.unit and not generic and (sorts := _sorts(mine, theirs, behind, words)):
        return sorts
    same = (
        mine.unit == theirs.unit
        or bool(generic)
        or _nouns(mine, words) & _nouns(theirs, words)
        or _same_role(theirs, mine, claim.sentence[slice(*claim.clause)], settings, words)
        or _same_role(mine, theirs, clause, settings, words)
    )
    if same:
        return ["same_kind", "same_unit"] if mine.unit and mine.unit == theirs.unit else ["same_kind"]
    if mine.unit in broader[theirs.unit]:
        return ["narrower"]
    if persons or theirs.unit in broader[mine.unit]:
        return ["akin"]
    return ["loose_unit" if _LOOSE & {mine.category, theirs.category} else "other_unit"]


def _counted(figure: Figure, behind: Sequence[str], settings: Settings) -> Figure:
    """A figure counted by the unit as one of the things named behind: *186 unit* of *186 unit motor* are motors."""
    known = read_unit(" ".join((figure.unit, *behind)), settings) if figure.unit in GENERIC_UNITS else None
    if known is None or known.id in GENERIC_UNITS:
        return figure
    return replace(figure, unit=known.id, category=known.category, text=" ".join((figure.text, *behind[:1])))


def _behind(text: str, end: int) -> list[str]:
    """The words right behind a figure that ends there; they may name what it counts (*40 mobil ambulans*)."""
    found = _FOLLOWING.match(text, end)
    return found.group().split() if found else []


def _names_bodies(mine: Figure, theirs: Figure, text: str, words: Lexicon) -> bool:
    """Whether ``text``, in which ``mine`` is counted by the unit, names the bodies that ``theirs`` counts, if any."""
    if theirs.category != "organisation" or mine.unit not in _GENERIC:
        return True
    nouns = _nouns(theirs, words)
    return any(root_of(word.lower(), words) in nouns for word in _NOUN.findall(text))


def _sorts(mine: Figure, theirs: Figure, behind: tuple[Sequence[str], Sequence[str]], words: Lexicon) -> list[str]:
    """What two nouns of one unit are to each other where they differ: two sorts, or a sort and all of them.

    The word ``behind`` either may be the noun of the other.
    """
    first, second = _nouns(mine, words), _nouns(theirs, words)
    more, further = ({root_of(word.lower(), words) for word in some[:1]} for some in behind)
    if mine.category not in _SORTED or not first or not second or first & (second | further) or more & second:
        return []
    every = {root_of(word, words) for word in mine.unit.split()}
    if every & first:
        return ["narrower"]
    return ["akin", "all_sorts"] if every & second else ["other_unit"]


def _same_role(narrow: Figure, broad: Figure, clause: str, settings: Settings, words: Lexicon) -> bool:
    """Whether the clause of the broader unit says of it what the narrower one is named for.

    *43 juta penerima* are the *43 juta orang* whom a programme serves; *43 guru* need not be.
    """
    if narrow.category != "participant" or broad.unit not in _broader(narrow.unit, settings):
        return False
    roles = _nouns(narrow, words)
    return any(root_of(word.lower(), words) in roles for word in _NOUN.findall(clause))


def _nouns(figure: Figure, words: Lexicon) -> set[str]:
    """The roots of the words with a number (*karcis* of *3,5 juta karcis*)."""
    found = (word.lower() for word in _NOUN.findall(figure.text))
    return {root_of(word, words) for word in found if stem(word) not in words.ignored}


def _broader(unit: str, settings: Settings) -> tuple[str, ...]:
    found = settings.units.get(unit)
    return found.broader if found else ()

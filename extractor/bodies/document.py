"""Hits of a whole article: what they cover, which are no mentions, and what one says about another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from extractor.bodies import foreign
from extractor.bodies.context import FORMER, CueSheet, collision, refusal, years_beside
from extractor.bodies.persons import match_holder, words_behind
from extractor.bodies.registry import bodies
from extractor.bodies.search import Hit, searcher
from extractor.bodies.surfaces import Surface
from extractor.rules import RuleSet
from extractor.text.folding import fold, squeeze_key


@dataclass(slots=True, eq=False)
class Spotted:
    """A hit with its full extent. ``refused``: the rule by which it is no mention; ``outer``: what it abbreviates.

    ``ours``: Indonesia is named with it. ``alias``: the other body whose name the text abbreviates so, as in *Badan
    Pangan Nasional (BPN)*.
    """

    start: int
    end: int
    surface: Surface
    refused: str | None = None
    outer: Spotted | None = None
    alias: Spotted | None = None
    ours: bool = False


_SLASH: Final = re.compile(r"\s?(?:\([A-Z]{2,5}(?:[/-][A-Z]{2,5})?\)\s?)?/\s?")
_HALF_GAP: Final = re.compile(r"\s?(?:\([A-Z]{2,5}(?:[/-][A-Z]{2,5})?\)\s?)?-?\s?")
_BRACKET: Final = re.compile(r"\s?\(\s?$")


def read_hits(text: str, hits: Sequence[Hit], published: date | None, ruleset: RuleSet) -> list[Spotted]:
    """The hits with their full extents; those that are no mentions carry the rule that says so."""
    cues = searcher(ruleset).cues
    abroad = foreign.abroad(ruleset)
    found = _merged(text, hits, cues)
    for index, spot in enumerate(found):
        previous = found[index - 1] if index else None
        spot.refused = _address(text, spot.start, spot.end) or refusal(
            text, spot.start, spot.end, spot.surface.via, cues
        )
        if spot.refused == FORMER and published is not None:
            last = max(years_beside(text, spot.start, spot.end), default=0)
            spot.refused = None if last >= published.year else FORMER  # "Menteri Agama 2024-2029"
        if spot.refused is None and _is_foreign(text, spot, abroad):
            spot.refused = "foreign"
        if previous is not None:
            _read_beside(text, previous, spot, cues)
    _refuse_redefined(text, found, cues, ruleset)
    _refuse_foreigners(text, found, abroad, ruleset)
    _refuse_abroad(text, found, abroad, ruleset)
    _refuse_local(text, found, cues, ruleset)
    return found


def _merged(text: str, hits: Sequence[Hit], cues: CueSheet) -> list[Spotted]:
    """One mention for *Menteri ATR/Kepala BPN*, and for *Kementerian Sosial RI*."""
    found: list[Spotted] = []
    for hit in hits:
        spot = Spotted(hit.start, hit.end, hit.surface)
        last = found[-1] if found else None
        gap = text[last.end : hit.start] if last and hit.start - last.end < 16 else None
        if (
            last
            and gap is not None
            and last.surface.ids & spot.surface.ids
            and (_SLASH.fullmatch(gap) or (_HALF_GAP.fullmatch(gap) and cues.second_head.match(text, hit.start)))
        ):
            last.end = spot.end
        else:
            found.append(spot)
            last = spot
        own = cues.own_country.match(text, last.end)
        if own and not text.endswith(cues.own_endings, last.start, last.end):
            last.end = own.end()
            last.ours = True
    return found


_ADDRESS_MARKS: Final = frozenset("./@_=")
_ADDRESS: Final = re.compile(r"://|www\.|\.(?:go|com|co|id|net|org|or|ac|info|tv)\b|\w@\w", re.I)


def _address(text: str, start: int, end: int) -> str | None:
    """Whether the hit is part of a web or mail address. An account name (*@kemnaker*) is none."""
    if text[max(0, start - 1) : start] not in _ADDRESS_MARKS and text[end : end + 1] not in _ADDRESS_MARKS:
        return None
    left = start
    while left > 0 and start - left < 120 and not text[left - 1].isspace():
        left -= 1
    right = end
    while right < len(text) and right - end < 120 and not text[right].isspace():
        right += 1
    return "address" if _ADDRESS.search(text, left, right) else None


def _is_foreign(text: str, spot: Spotted, abroad: foreign.Abroad) -> bool:
    if spot.ours:
        return False  # "Menlu RI-Rusia"
    if foreign.names_country(text, spot.end, abroad) is not None:
        return True
    if foreign.country_before(text, spot.start, abroad) or foreign.beside_country(text, spot.end, abroad):
        return True
    if spot.surface.via == "title" and any(word in abroad.people for word in foreign.name_words(text, spot.end)):
        return True
    if all(meaning.clipped for meaning in spot.surface.meanings):
        return foreign.country_in_paragraph(text, spot.start, abroad)
    return False


def _read_beside(text: str, previous: Spotted, spot: Spotted, cues: CueSheet) -> None:
    """An abbreviation in brackets goes with what it abbreviates; a coordinated office shares *mantan*."""
    gap = text[previous.end : spot.start]
    if _BRACKET.fullmatch(gap) and previous.surface.ids & spot.surface.ids:
        spot.outer = previous
        if previous.refused:
            spot.refused = previous.refused
        elif spot.surface.meanings[0].of == "half" and text[spot.end : spot.end + 1] == ")":
            spot.refused = "half_in_brackets"
    elif spot.refused == "foreign" and previous.refused is None and cues.coordinated.fullmatch(gap):
        both = previous.surface.via == spot.surface.via and not previous.surface.ids & spot.surface.ids
        if both and not previous.ours and _is_spelt_out(text, previous):
            previous.refused = spot.refused  # "Kementerian Luar Negeri dan Kementerian Kebudayaan Prancis"
    elif previous.refused == "former_office" and spot.surface.via == "title" and cues.coordinated.fullmatch(gap):
        spot.refused = previous.refused


def _refuse_redefined(text: str, found: Sequence[Spotted], cues: CueSheet, ruleset: RuleSet) -> None:
    """An acronym that the text itself explains otherwise means that throughout: *Kartu Kredit Pemerintah (KKP)*."""
    everywhere: dict[str, str | None] = {}
    aliases: dict[str, Spotted] = {}
    registry = bodies(ruleset)
    for spot in found:
        acronym = spot.surface.acronym
        if acronym is None:
            continue
        if spot.outer is None and acronym not in everywhere:
            names = [name for id_ in spot.surface.ids for name in (registry[id_].name, *registry[id_].names)]
            explained = _explained(text, acronym.upper(), found)
            if explained is None:
                redefined = _is_redefined(text, acronym.upper(), spot, found, names, cues)
                everywhere[acronym] = "redefined" if redefined else None
            else:
                everywhere[acronym] = None
                if not explained.surface.ids & spot.surface.ids:
                    aliases[acronym] = explained
        if spot.refused is None:
            rule = collision(text, spot.start, spot.end, acronym, cues)
            if rule is not None:
                spot.refused = rule.id
                if rule.everywhere:
                    everywhere[acronym] = rule.id
    for spot in found:
        if spot.surface.acronym in aliases and spot.refused is None and len(spot.surface.key) == spot.surface.capitals:
            spot.alias = aliases[spot.surface.acronym]
        elif spot.surface.acronym and spot.outer is None and spot.refused is None:
            spot.refused = everywhere.get(spot.surface.acronym)


def _explained(text: str, acronym: str, found: Sequence[Spotted]) -> Spotted | None:
    """The body whose name stands before the acronym's first brackets."""
    at = text.find(f"({acronym})")
    return next((other for other in found if other.end in (at, at - 1)), None) if at > 0 else None


def _is_redefined(
    text: str, acronym: str, spot: Spotted, found: Sequence[Spotted], names: Sequence[str], cues: CueSheet
) -> bool:
    at = text.find(f"({acronym})")
    if at > 0:
        words = text[max(0, at - 120) : at].split()
        spelt = spells(acronym, words[::-1], cues.small_words, backwards=True)
    elif f"{acronym} (" in text or f"{acronym}(" in text:
        behind = re.search(rf"(?<!\w){acronym}\s?\(([^()\n]{{6,80}})\)", text)
        if not behind or any(
            behind.start(1) <= o.start < behind.end(1) and o.surface.ids & spot.surface.ids for o in found
        ):
            return False
        spelt = spells(acronym, behind.group(1).split(), cues.small_words, backwards=False)
    else:
        return False
    return bool(spelt) and not any(_alike(spelt, name) for name in names)


def _alike(words: Sequence[str], name: str) -> bool:
    """Whether a misremembered name is still meant: *Badan Pengawasan Obat dan Makanan*."""
    own = [fold(word) for word in re.findall(r"\w+", name)]
    shared = sum(any(word[:5] == other[:5] for other in own) for word in map(fold, words))
    return shared >= 0.7 * len(words)


def spells(acronym: str, words: Sequence[str], small: frozenset[str], *, backwards: bool) -> list[str]:
    """The first of ``words`` whose initials spell ``acronym`` (read from its end, when ``backwards``), else none."""
    letters = acronym[::-1] if backwards else acronym
    used: list[str] = []
    for word in words:
        bare = word.strip("\"'“”‘’(),.")
        if bare and bare[0].upper() == letters[len(used)]:
            used.append(bare)
            if len(used) == len(letters):
                return used
        elif bare.lower() not in small:
            return []
    return []


def _refuse_foreigners(text: str, found: Sequence[Spotted], abroad: foreign.Abroad, ruleset: RuleSet) -> None:
    """What was foreign once stays foreign: a minister named again, an office that only foreigners hold here."""
    people: set[str] = set()
    ids: set[str] = set()
    for spot in found:
        if spot.refused == "foreign":
            ids |= spot.surface.ids
            at = foreign.names_country(text, spot.end, abroad)
            people.update(foreign.name_words(text, at) if at else ())
    if not ids:
        return
    doubtful = [spot for spot in found if spot.refused is None and spot.surface.ids & ids]
    ours: set[str] = set()
    for spot in doubtful:
        if foreign.speaks_of_home(text, spot.start, spot.end, abroad) or _names_holder(text, spot, ruleset):
            ours |= spot.surface.ids
    for spot in doubtful:
        words = foreign.name_words(text, spot.end) if spot.surface.via == "title" else ()
        if any(word in people for word in words) or not (ours & spot.surface.ids):
            spot.refused = "foreign"


def _refuse_abroad(text: str, found: Sequence[Spotted], abroad: foreign.Abroad, ruleset: RuleSet) -> None:
    """In a report of other countries that names nothing of Indonesia, an office spelt out is one of theirs."""
    if foreign.names_home(text, abroad):
        return
    left = [spot for spot in found if spot.refused is None and _is_spelt_out(text, spot)]
    if not left or any(_names_holder(text, spot, ruleset) for spot in found):
        return
    if foreign.names_abroad(text, abroad):
        for spot in left:
            spot.refused = "foreign"


def _refuse_local(text: str, found: Sequence[Spotted], cues: CueSheet, ruleset: RuleSet) -> None:
    """Where a text names a local office of a field and nothing of its ministry, the bare field means that office.

    *Diskominfo Garut rapat. Kominfo berbenah*, but not *Diskominfo rapat. Kemenkominfo hadir. Kominfo berbenah*.
    """
    registry, low = bodies(ruleset), ""
    by_key: dict[bytes, list[Spotted]] = {}
    for spot in found:
        by_key.setdefault(spot.surface.key, []).append(spot)
    for key, same in by_key.items():
        ids, first = same[0].surface.ids, text[same[0].start : same[0].end]
        fields = {field for id_ in ids for field in registry[id_].fields}
        if same[0].surface.via != "name" or key not in map(squeeze_key, fields):
            continue
        others = (one for name, some in by_key.items() if name != key for one in some)
        if any(one.surface.ids & ids and not one.refused for one in others):
            continue
        low = low or fold(text)
        if any(one.ours or cues.national_near(low, one.start, one.end) for one in same):
            continue
        if cues.names_local(low, (*fields, first)):
            for one in same:
                one.refused = one.refused or "local_field"


def _is_spelt_out(text: str, spot: Spotted) -> bool:
    """*Menteri Luar Negeri* may be any country's; *Kemlu* and *Menteri ESDM* are words of ours."""
    words = text[spot.start : spot.end].split()
    return len(words) > 1 and not any(word.isupper() for word in words)


def _names_holder(text: str, spot: Spotted, ruleset: RuleSet) -> bool:
    words = words_behind(text, spot.end, ruleset)
    registry = bodies(ruleset)
    return bool(words) and any(
        match_holder(words, registry[id_].holders, None, deputy=deputy)
        for id_ in spot.surface.ids
        for deputy in (False, True)
    )

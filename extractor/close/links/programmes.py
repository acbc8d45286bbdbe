"""What a figure belongs to: the programme, event or activity that the article names (``rules/programmes.yaml``).

Known programmes are found by name and acronym; unknown ones by the word that opens their name (*program*,
*pelatihan*, *festival*), by the year of an edition, or, where nothing has a name, by the deed that a target is about.
Of all, the nearest in the figure's sentence counts, then in its paragraph, then the one that the article is about.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from extractor.close.links.as_of import phrases
from extractor.close.speech import Speakers
from extractor.mentions import Sentence, Skimmed
from extractor.rules import RuleSet
from extractor.text.folding import fold
from extractor.text.layout import Paragraph, outside_masks
from extractor.text.wordsearch import WordSearch

# How much a kind of name is worth against nearness; set by reading development articles, coarse on purpose.
_KNOWN: Final = 3.0
_EDITION: Final = 3.0
_NAMED: Final = 2.8
_ACTIVITY: Final = 1.8
_DEED: Final = 1.0
_SIGN: Final = 1.5
#: Characters between a deed and its figure: *reaktivasi sebanyak 11 ribu*.
_RIGHT_BEFORE: Final = 16
#: Sentences back from which on it says nothing how near a name stands.
_FAR: Final = 4
_AIMED: Final = 2.0  # a deed that the target verb itself governs

_CAPITALS: Final = re.compile(
    r"\s[\"'“‘]?(?P<name>[A-Z0-9][\w'’/&.-]*(?:(?: (?:dan|untuk|bagi|of|in|for|the|di|&))? [A-Z0-9][\w'’/&-]*){0,7})"
)
_SMALL: Final = re.compile(r" (?P<name>[a-z][\w-]*(?: [a-z][\w-]*| [A-Z]{2,6}\b){0,2})")
# The digits first: a search for them skips the rest of the text, one for what stands before tries each place.
_YEAR: Final = re.compile(r"20[2-4]\d(?<=\s\d{4})\b(?!\s*[-–]\s*20)")
_YEAR_END: Final = re.compile(r" \d{4}$")
_EDITION_BEFORE: Final = re.compile(r"(?P<name>[A-Z][\w&'’.-]*(?: [A-Z][\w&'’-]*){0,6})(?: \((?P<short>[A-Z]\w+)\))? $")


class ProgrammeMention:
    """A programme or event named in the text. ``key`` is the same for all its forms."""

    __slots__ = ("bare", "edition", "end", "full", "key", "label", "sign", "start", "worth")

    def __init__(
        self,
        start: int,
        end: int,
        key: str,
        label: str,
        worth: float,
        full: bool,
        sign: bool = False,
        edition: bool = False,
        bare: bool = False,
    ) -> None:
        self.start = start
        self.end = end
        self.key = key
        self.label = label
        self.worth = worth
        self.full = full
        self.sign = sign
        self.edition = edition
        self.bare = bare


@dataclass(slots=True, frozen=True)
class Form:
    """A form to search for: in lower case, what it is, of which programme, its exact spelling or none, its worth."""

    text: str
    role: str
    key: str = ""
    exact: str = ""
    worth: float = 0.0


@dataclass(frozen=True)
class ProgrammeSearch:
    """The compiled search: names in lower case with what they open."""

    places: WordSearch
    forms: tuple[Form, ...]
    by_name: dict[str, Form]
    known: frozenset[str]
    under: dict[str, str]
    stops: frozenset[str]
    not_editions: frozenset[str]


@lru_cache(maxsize=8)
def compile_programmes(ruleset: RuleSet) -> ProgrammeSearch:
    """The programme search of a ruleset."""
    data = ruleset.yaml("programmes.yaml")
    forms: dict[str, Form] = {}
    for row in data["programmes"]:
        key, worth = row["id"], float(row.get("worth", _KNOWN))
        for name in row["names"]:
            forms.setdefault(name.lower(), Form(name.lower(), "name", key, "", worth))
        for acronym in row["acronyms"]:
            forms.setdefault(acronym.lower(), Form(acronym.lower(), "acronym", key, acronym, worth))
        for sign in row["signs"]:
            forms.setdefault(sign.lower(), Form(sign.lower(), "sign", key, sign if sign.isupper() else "", _SIGN))
    for row in data["heads"]:
        role = "programme" if row.get("drop_head") else "activity"
        for head in phrases(row["words"]):
            forms.setdefault(head, Form(head, role, worth=float(row.get("small_worth", _ACTIVITY))))
    for row in data["deeds"]:
        for deed in phrases(row["words"]):
            forms.setdefault(deed, Form(deed, "deed"))
    return ProgrammeSearch(
        places=WordSearch(forms),
        forms=tuple(forms.values()),
        by_name={form.text: form for form in forms.values() if form.role in ("name", "acronym")},
        known=frozenset(row["id"] for row in data["programmes"]),
        under={row["id"]: row["under"] for row in data["programmes"] if "under" in row},
        stops=frozenset(form for row in data["stops"] for form in phrases(row["words"])),
        not_editions=frozenset(word for row in data["not_editions"] for word in row["words"].split()),
    )


def find_programmes(text: str, search: ProgrammeSearch) -> Iterator[ProgrammeMention]:
    """All names of programmes and events in ``text``, and the deeds that may stand for one."""
    for which, start, end in search.places.find(fold(text)):
        if (start and (text[start - 1].isalnum() or text[start - 1] == "-")) or (
            end < len(text) and (text[end].isalnum() or text[end] == "_")
        ):
            continue
        form = search.forms[which]
        if form.exact and text[start:end] != form.exact:
            continue
        if form.key:
            yield ProgrammeMention(
                start, end, form.key, text[start:end], form.worth, form.role == "name", form.role == "sign"
            )
        else:
            mention = _after_head(text, start, end, form, search)
            if mention is not None:
                yield mention
    for match in _YEAR.finditer(text):
        before = _EDITION_BEFORE.search(text, max(0, match.start() - 90), match.start())
        if before is None:
            continue
        short = before["short"]
        words = [short] if short is not None and short.lower() in search.by_name else before["name"].split(" ")
        while words and words[0] in search.not_editions:
            words.pop(0)
        if (
            words
            and not words[-1].endswith("nya")  # *Targetnya 2027*
            and not search.not_editions.intersection(words[-1].split("-"))
            and not (len(words) == 1 and len(words[0]) < 3)
        ):
            label = f"{' '.join(words)} {match[0]}"
            known = search.by_name.get(" ".join(words).lower())
            key, worth = (known.key, known.worth) if known is not None else (label.lower(), _EDITION)
            yield ProgrammeMention(before.start("name"), match.end(), key, label, worth, True, edition=True)


def _after_head(text: str, start: int, end: int, form: Form, search: ProgrammeSearch) -> ProgrammeMention | None:
    """The name that a head word opens: capitalised words, else up to three small ones before a stop word."""
    role = form.role
    match = _CAPITALS.match(text, end)
    head = text[start:end]
    if match is not None:
        name = match["name"].rstrip(".'’")
        words = name.split(" ")
        if role == "deed":
            name, words = words[0].rstrip("."), words[:1]
            if not name[0].isalpha():  # *sertifikasi 240 bidang*: the deed alone, right before its figure
                return ProgrammeMention(start, end, form.text, head, _DEED, False)
        if any(" ".join(words[:length]).lower() in search.by_name for length in range(1, len(words) + 1)):
            return None  # the name behind the head is known and found by itself
        if words[0].lower() in search.stops:
            return None
        label = name if role == "programme" else f"{head} {name}"
        worth = _DEED if role == "deed" else _NAMED
        key = form.text if role == "deed" else label.lower()
        return ProgrammeMention(start, match.start("name") + len(name), key, label, worth, True)
    match = _SMALL.match(text, end)
    words = []
    for word in match["name"].split(" ") if match is not None else ():
        verb = word.startswith(("di", "ber", "me")) and len(word) > 6 and (role == "programme" or word[0] != "m")
        if word in search.stops or word.endswith("nya") or verb:
            break
        words.append(word)
    name = " ".join(words)
    if not name:
        return ProgrammeMention(start, end, head.lower(), head, 0.0, False, bare=True)
    if name in search.stops or any(" ".join(words[:length]) in search.by_name for length in range(1, len(words) + 1)):
        return None
    label = name if role == "programme" else f"{head} {name}"
    worth = _DEED if role == "deed" else form.worth
    if role == "deed" and _AIMS.search(text, max(0, start - 40), start):
        worth += _AIMED
    key = form.text if role == "deed" else label.lower()  # one deed in an article, whatever its object's wording
    return ProgrammeMention(start, end + 1 + len(name), key, label, worth, True)


_AIMS: Final = re.compile(
    r"(?:menargetkan|ditargetkan|menyasar|target|mengejar|merencanakan|berencana|bidik|membidik) (?:\w+ )?$"
)


def _with_anaphors(mentions: Iterable[ProgrammeMention]) -> Iterator[ProgrammeMention]:
    """Bare heads (*pelatihan ini*, *kuota reaktivasi*) take the name that the same head had before."""
    last: dict[str, ProgrammeMention] = {}
    for mention in sorted(mentions, key=lambda mention: mention.start):
        if not mention.bare:
            last[mention.label.split(" ")[0].lower()] = mention
            if not mention.sign and mention.worth >= _NAMED:
                last["program"] = mention
            yield mention
        elif mention.key in last:
            known = last[mention.key]
            worth = known.worth if mention.key != "program" else known.worth - 1.0
            yield ProgrammeMention(
                mention.start, mention.end, known.key, known.label, worth, False, known.sign, bare=True
            )


def _labels(mentions: Sequence[ProgrammeMention], title_end: int) -> dict[str, str]:
    """For each programme the one form used through the article: an edition, else a full name, else the acronym.

    Among forms of one rank the most frequent, then the first outside the title.
    """
    counts: dict[str, dict[str, tuple[int, int, int]]] = {}
    for position, mention in enumerate(mentions):
        if mention.sign or mention.bare:
            continue
        rank = 2 if mention.edition else 1 if mention.full else 0
        forms = counts.setdefault(mention.key, {})
        _, count, first = forms.get(mention.label, (rank, 0, -position - (10_000 if mention.start < title_end else 0)))
        forms[mention.label] = (rank, count + 1, first)
    return {key: max(forms.items(), key=lambda item: item[1])[0] for key, forms in counts.items()}


class Programmes:
    """The programmes of one article. Ask :meth:`what` for a figure."""

    __slots__ = (
        "_about",
        "_best",
        "_foremost",
        "_labels",
        "_mentions",
        "_ranks",
        "_sentences",
        "_speakers",
        "_starts",
        "_under",
    )

    def __init__(self, text: str, skimmed: Skimmed, speakers: Speakers, ruleset: RuleSet) -> None:
        search = compile_programmes(ruleset)
        self._under = search.under
        self._sentences = skimmed.sentences
        self._speakers = speakers
        title_end = speakers.layout.title_end
        found = outside_masks(list(find_programmes(text, search)), skimmed.boilerplate)
        body = text[title_end:] if any(mention.start < title_end for mention in found) else ""
        small = body.lower()
        self._mentions = list(
            _with_anaphors(
                mention
                for mention in found
                if mention.start >= title_end
                or mention.key in search.known
                or mention.label.lower() in small  # in a headline every word has a capital
                or (mention.edition and _YEAR_END.sub("", mention.label) in body)
            )
        )
        self._starts = [mention.start for mention in self._mentions]
        self._labels = _labels(self._mentions, title_end)
        self._about = self._prominence(title_end)
        self._ranks = {key: rank for rank, key in enumerate(self._about)}
        #: Of the mentions from one on, the best up to each.
        self._best: dict[int, list[ProgrammeMention | None]] = {}
        self._foremost = max(self._about, key=lambda key: self._about[key], default="")

    def _prominence(self, title_end: int) -> dict[str, float]:
        """How much the article is about each programme: often named, in the title, in the lead."""
        counts: dict[str, int] = {}
        worth: dict[str, float] = {}
        bonus: dict[str, float] = {}
        lead = title_end + 600
        for mention in self._mentions:
            key = mention.key
            if key not in self._labels:
                continue
            counts[key] = counts.get(key, 0) + 1
            worth[key] = max(worth.get(key, 0.0), mention.worth)
            if mention.start < title_end:
                bonus[key] = 1.5
            elif mention.start < lead:
                bonus[key] = max(bonus.get(key, 0.0), 0.75)
        return {key: worth[key] * 0.7 + bonus.get(key, 0.0) + min(counts[key], 5) * 0.25 for key in counts}

    def what(self, start: int, end: int) -> str | None:
        """The name of the programme or event of the figure ``text[start:end]``, in the article's fullest form."""
        if not self._labels or not self._speakers.layout.paragraphs:
            return None
        paragraph, index = self._speakers.layout.place(start)
        # Of all programmes only those named in the paragraph can pass the one that the article is most about.
        scores = {self._foremost: self._about[self._foremost]}
        first = bisect_left(self._starts, paragraph.start)
        near = first
        if index - _FAR >= paragraph.first:
            # Farther back nearness says nothing any more, and only the best of all that stand there can be meant.
            near = bisect_left(self._starts, self._sentences[index - _FAR].end, first)
            far = self._best_until(first, near)
            if far is not None:
                scores[far.key] = max(scores.get(far.key, self._about[far.key]), self._total(far, 0.0))
        for mention in self._mentions[near : bisect_left(self._starts, self._sentences[index].end, near)]:
            if mention.key in self._labels:
                total = self._total(mention, self._nearness(mention, start, end, index, paragraph))
                scores[mention.key] = max(scores.get(mention.key, self._about[mention.key]), total)
        best = min(scores, key=lambda key: (-scores[key], self._ranks[key]))
        if scores[best] < 2.4:
            return None
        return self._labels[self._specific(best)]

    def _total(self, mention: ProgrammeMention, nearness: float) -> float:
        return nearness + mention.worth + 0.15 * min(self._about[mention.key], 5)

    def _best_until(self, first: int, last: int) -> ProgrammeMention | None:
        """The best of the mentions ``first`` to ``last``, those far from the figure in its paragraph."""
        best = self._best.setdefault(first, [])
        for index in range(first + len(best), last):
            known = best[-1] if best else None
            mention = self._mentions[index]
            if mention.key in self._labels and (known is None or self._far_rank(mention) < self._far_rank(known)):
                known = mention
            best.append(known)
        return best[last - first - 1] if last > first else None

    def _far_rank(self, mention: ProgrammeMention) -> tuple[float, int]:
        return -self._total(mention, 0.0), self._ranks[mention.key]

    def _specific(self, key: str) -> str:
        """The one specific form (*BLT Kesra*) under a general name (*BLT*) that the article is about as much."""
        while True:
            below = [
                child
                for child, above in self._under.items()
                if above == key and self._about.get(child, 0.0) >= self._about.get(key, 0.0) - 0.5
            ]
            if len(below) != 1:
                return key
            key = below[0]

    def _nearness(self, mention: ProgrammeMention, start: int, end: int, index: int, paragraph: Paragraph) -> float:
        """How near a mention stands, in the figure's sentence or before it in the paragraph."""
        sentence: Sentence = self._sentences[index]
        if sentence.start <= mention.start < sentence.end:
            distance = mention.start - end if mention.start >= end else start - mention.end
            nearness = 4.0 - min(max(distance, 0), 120) / 60
            if mention.worth >= _SIGN:
                return nearness
            return nearness * (0.9 if mention.end <= start and distance <= _RIGHT_BEFORE else 0.6)
        back = index - self._speakers.layout.sentence_index(mention.start, paragraph)
        return 1.6 - 0.4 * min(back, _FAR)

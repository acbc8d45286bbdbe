"""What a figure belongs to: of the programmes and events that the article names, the one that the evidence speaks for.

Candidates are the mentions around the figure and what the article is most about; *none* is a candidate too.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from extractor.close.kept import kept
from extractor.close.links.choice import Linked, band, joined
from extractor.close.links.finder import Finder, beside
from extractor.close.links.full_names import in_one_form, labels
from extractor.close.links.phrases import find_names, find_phrases
from extractor.close.links.programmes import (
    KINDS,
    NAMING,
    ProgrammeMention,
    compile_programmes,
    find_programmes,
    repetitions,
    with_anaphors,
)
from extractor.mentions import Masked
from extractor.rules import RuleSet
from extractor.text.layout import START, between, outside_masks

#: Mentions on either side of a figure that may name what it belongs to, and how many of what the article is most about
#: may do so from afar: more seldom win and cost time.
_AROUND: Final = 8
_FOREMOST: Final = 4
#: The opening of the body, in characters: two or three sentences.
_LEAD: Final = 500
#: How much of the body, in characters, must bear out what the headline names: in a headline every word has a capital.
_BODY: Final = 20_000
_NEAR: Final = ((2, "touching"), (16, "beside"), (50, "near"), (120, "apart"))
#: How often the words of a name are said on average, up to so many times each.
_OFTEN: Final = ((1, "1"), (2, "2"), (3, "3"), (5, "5"), (8, "8"))
_MOST: Final = 12
#: A first sentence of so many characters is more than a place of writing.
_WHOLE: Final = 40
_TELLING_WORD: Final = re.compile(r"[^\W_]{3,}")
_BEFORE: Final = re.compile(r"(\w+)\W+$")


class Programmes(Finder[str]):
    """The programmes of one article, by the keys that identify them.

    For days alone only those are sought that a list or a head word tells: the others seldom name them rightly, and cost
    too much.
    """

    link = "what"

    def prepare(self, ruleset: RuleSet) -> None:
        search = self._search = compile_programmes(ruleset)
        text, title_end = self.text, self.layout.title_end
        self._everything = sorted(self._find(), key=START)
        found = outside_masks(self._everything, self.draft.boilerplate)
        small = text[title_end : title_end + _BODY].lower() if any(one.start < title_end for one in found) else ""
        told = [one for one in found if one.start >= title_end or one.key in search.known or one.label.lower() in small]
        told, called = in_one_form(told, search)
        named = list(with_anaphors(told, search))
        times = Counter(mention.key for mention in named)
        known = labels([one for one in named if one.kind != "bare" or times[one.key] > 1], title_end)
        self._labels = {key: label for key, label in known.items() if label.lower() not in search.general}
        self._names = self._labels | called
        self._signs = [mention for mention in named if mention.key in search.known]
        self._mentions = [mention for mention in named if mention.key in self._labels]
        self._by_key: dict[str, list[ProgrammeMention]] = {}
        for mention in self._mentions:
            self._by_key.setdefault(mention.key, []).append(mention)
        self._foremost = sorted(self._by_key, key=lambda key: -len(self._by_key[key]))[:_FOREMOST]
        self._lower = text.lower()
        self._said = Counter(_TELLING_WORD.findall(self._lower))
        opening = next((one for one in self.sentences if not one.title and one.end - one.start > _WHOLE), None)
        self._title = self._words(text[:title_end])
        self._lead = self._words(text[opening.start : opening.end]) if opening is not None else frozenset()

    def _find(self) -> list[ProgrammeMention]:
        """All mentions: those that a head word or a list tells first, then other names and phrases between them."""
        text, search, directory = self.text, self._search, self.speakers.directory
        found = list(find_programmes(text, search))
        if all(item.status is None for item in self.draft.linked):
            return [*found, *repetitions(text, found)]
        taken = [(mention.start, mention.end) for mention in found if mention.kind not in ("bare", "sign")]
        figures = sorted(item.start for item in self.draft.linked if item.status is not None)
        taken = sorted([*taken, *((body.start, body.end) for body in self.draft.bodies)])
        speaking = {word for item in self.draft.linked if item.said_by for word in item.said_by.name.split()}
        names = find_names(text, search, taken, directory.bare | speaking, directory.names_house, figures)
        return [*found, *names, *find_phrases(text, search, taken)]

    def fill(self, items: Sequence[Linked]) -> None:
        for item in items:
            item.programme, item.what = self.of(item)

    def of(self, figure: Linked) -> tuple[str | None, str | None]:
        """The programme or event of a figure: what identifies it, and its name in the article's fullest form.

        Where nothing is named, a word of the sentence may still point to a known programme.
        """
        headline = self.speakers.headline_at(figure.start)
        if headline is not None:
            return self._in_headline(figure, headline)
        best = self.find(figure)
        key = best if best in self._search.known else self._sign(figure) or best
        return key, self._names[best] if best else None

    def _in_headline(self, figure: Linked, headline: Masked) -> tuple[str | None, str | None]:
        """What another report's headline names nearest to a figure in it, as this report calls it if it does."""
        found = self._everything[slice(*between(self._everything, headline.start, headline.end))]
        named = [mention for mention in found if mention.end <= headline.end and mention.kind in NAMING]
        best = min(named, key=lambda mention: beside(figure, mention)[1], default=None)
        return (best.key, self._names.get(best.key, best.label)) if best is not None else (None, None)

    def _sign(self, figure: Linked) -> str | None:
        """The programme that the figure's sentence points to, at the nearest sign."""
        sentence = self.sentences[self.layout.place(figure.start)[1]]
        behind = bisect_left(self._signs, figure.start, key=START)
        near = self._signs[max(0, behind - 1) : behind + 1]
        here = [sign for sign in near if sentence.start <= sign.start < sentence.end]
        return min(here, key=lambda sign: abs(sign.start - figure.start)).key if here else None

    def label(self, key: str) -> str:
        """The form in which a candidate is given."""
        return self._names[key]

    def candidates(self, figure: Linked) -> Iterator[tuple[str | None, tuple[str, ...]]]:
        about = "day" if figure.status is None else f"{'target' * figure.target}{'count' * figure.participants}"
        yield None, ("none", *joined("none", about, figure.category))
        index = self.layout.place(figure.start)[1]
        middle = bisect_left(self._mentions, figure.start, key=START)
        around = self._mentions[max(0, middle - _AROUND) : middle + _AROUND]
        near: dict[str, ProgrammeMention] = {}
        for mention in around:
            known = near.get(mention.key)
            if known is None or self._cost(mention, figure, index) < self._cost(known, figure, index):
                near[mention.key] = mention
        for key in (*near, *(key for key in self._foremost if key not in near)):
            place = self._closeness(near[key], figure) if key in near else ("far",)
            yield key, (*self._lasting(key, about), *place)

    def _cost(self, mention: ProgrammeMention, figure: Linked, index: int) -> int:
        """How far a mention stands from a figure; one behind its sentence is farther than any in it or before."""
        return beside(figure, mention)[1] + (1000 if mention.start >= self.sentences[index].end else 0)

    @kept
    def _lasting(self, key: str, about: str) -> tuple[str, ...]:
        """What speaks for a programme in the whole article, for figures of a kind."""
        mentions, label = self._by_key[key], self._labels[key]
        kinds = {mention.kind for mention in mentions}
        kind = next(kind for kind in KINDS if kind in kinds)
        title_end = self.layout.title_end
        form = "capitals" if label[:1].isupper() and label[-1:] != label[:1] else "small"
        times, words = f"named={min(4, len(mentions))}", f"{form}, {min(3, label.count(' '))}"
        evidence = [f"kind={kind}", *joined(f"kind={kind}", about, words), times, f"{times}, kind={kind}"]
        if mentions[0].start < title_end:
            evidence.append("title")
        if any(title_end <= mention.start < title_end + _LEAD for mention in mentions[:4]):
            evidence.append("lead")
        opened = "unopened" if kind in ("proper", "phrase") else "opened"
        evidence += (f"{name}, {opened}" for name in self._topical(label))
        if mentions[0].kind in ("event", "activity", "deed", "bare", "phrase"):
            evidence.append(f"head={label.split(' ')[0].lower()}")
        return tuple(evidence)

    def _words(self, name: str) -> frozenset[str]:
        """The telling words of a name, in lower case."""
        return frozenset(word for word in _TELLING_WORD.findall(name.lower()) if word not in self._search.stops)

    def _topical(self, name: str) -> Iterator[str]:
        """How often the words of a name are said, and whether title and opening of the article say them."""
        words = self._words(name)
        if not words:
            yield "no words"
            return
        said = [min(_MOST, self._said[word]) for word in words]
        yield f"said={band(sum(said) // len(said), _OFTEN)}"
        yield f"said least={min(4, *said, 4)}"
        for place, there in (("title", self._title), ("lead", self._lead)):
            if there:
                share = len(words & there)
                yield f"words in {place}={'all' if share == len(words) else 'some' if share else 'none'}"
        yield f"times={min(5, self._lower.count(name.lower()))}"

    def _closeness(self, mention: ProgrammeMention, figure: Linked) -> Iterator[str]:
        """What speaks for a programme by where it stands from the figure."""
        paragraph, index = self.layout.place(figure.start)
        sentence = self.sentences[index]
        kind = "named" if mention.kind not in ("activity", "deed", "bare", "sign") else mention.kind
        if sentence.start <= mention.start < sentence.end:
            side, distance = beside(figure, mention)
            reach = band(distance, _NEAR)
            yield from (f"{reach} {side}", f"{reach}, {kind}", f"same sentence, {kind}")
            lead = _BEFORE.search(self.text, max(sentence.start, mention.start - 24), mention.start)
            if lead is not None:
                yield f"after={lead[1].lower()}"
        elif paragraph.start <= mention.start < paragraph.end:
            yield f"sentences={max(-2, min(3, index - self.layout.place(mention.start)[1]))}"
        else:
            yield "paragraph before" if paragraph.start > mention.start else "paragraph behind"

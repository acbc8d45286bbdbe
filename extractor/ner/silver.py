"""Silver sentences: raw news labelled by several teachers, for the training of one student.

A name that most teachers see is taken; where they differ, the stretch is unsure and teaches nothing. A teacher reads
one sentence at a time, an article names its people and bodies again and again: so a name found in one sentence of
an article is looked for in the others, and the parts of a person's name are that person.

Some articles are read twice, the second time spelled as a tokenised corpus, so that the student keeps the guideline
that such text is read by (:mod:`extractor.ner.guideline`) apart from that of ordinary news.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from extractor.ner.data import Labelled
from extractor.ner.guideline import CORPUS, guideline_of
from extractor.ruleset import RuleSet
from extractor.skim.boilerplate import find_boilerplate
from extractor.skim.sentences import split_sentences

Name = tuple[int, int, str]

#: Characters of a sentence; shorter ones are debris, longer ones are lists that the splitter could not part.
SHORTEST, LONGEST = 20, 700
#: A form that one article labels this often the same way has that label wherever the article uses it.
_AGREED = 0.6
_CAPITALISED = re.compile(r"[A-Z][\w'’.-]*")
#: What idner-news-2k spells otherwise: it has no quotation marks, and full stops and commas stand apart.
_QUOTATION = re.compile(r'["“”]')
_STOP = re.compile(r"(?<=[\w)])(?=[.,](?:\s|$))")


def read_sentences(articles: Iterable[tuple[str, str]], ruleset: RuleSet) -> list[Labelled]:
    """The sentences of articles (id, text), without boilerplate and without repetitions, nothing labelled."""
    seen: set[str] = set()
    sentences = []
    for doc, text in articles:
        for sentence in split_sentences(text, find_boilerplate(text, ruleset), ruleset):
            piece = text[sentence.start : sentence.end]
            if SHORTEST <= len(piece) <= LONGEST and piece not in seen:
                seen.add(piece)
                sentences.append(Labelled(piece, (), doc, guideline=guideline_of(piece)))
    return sentences


def spelled_as_corpus(sentences: Iterable[Labelled], every: int) -> list[Labelled]:
    """The sentences of ``every`` so many articles in the spelling of idner-news-2k, where it shows; none for 0."""
    articles: dict[str | None, int] = {}
    spelled = []
    for sentence in sentences:
        if every and articles.setdefault(sentence.doc, len(articles)) % every == 0:
            text = _STOP.sub(" ", _QUOTATION.sub("", sentence.text))
            if guideline_of(text) == CORPUS:
                spelled.append(Labelled(text, (), sentence.doc, guideline=CORPUS))
    return spelled


def label_sentences(sentences: Sequence[Labelled], teachers: Sequence[Sequence[set[Name]]]) -> list[Labelled]:
    """``sentences`` with the names that the teachers agree on. ``teachers`` holds each one's names a sentence."""
    voted = [
        vote(sentence, [names[index] for names in teachers], needed=len(teachers) // 2 + 1)
        for index, sentence in enumerate(sentences)
    ]
    articles: dict[tuple[str | None, str], list[int]] = defaultdict(list)
    for index, sentence in enumerate(voted):
        articles[sentence.doc, sentence.guideline].append(index)
    for indices in articles.values():
        for index, sentence in zip(indices, _agree([voted[index] for index in indices]), strict=True):
            voted[index] = sentence
    return voted


def vote(sentence: Labelled, found: Sequence[set[Name]], needed: int) -> Labelled:
    """Names with enough votes, the rest unsure. With more than half of the votes, no two names can overlap."""
    votes = Counter(name for names in found for name in names)
    names = sorted(name for name, count in votes.items() if count >= needed)
    unsure = {(start, end) for start, end, _ in votes if not _touches(start, end, names)}
    return replace(sentence, names=tuple(names), unsure=tuple(sorted(unsure)))


def _touches(start: int, end: int, names: Iterable[Name]) -> bool:
    return any(start < other_end and other_start < end for other_start, other_end, _ in names)


def _agree(article: Sequence[Labelled]) -> Iterator[Labelled]:
    """The sentences of one article, with its names found again where they were missed or labelled otherwise."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence in article:
        for start, end, kind in sentence.names:
            text = sentence.text[start:end]
            forms[text][kind] += 1
            if kind == "PER" and " " in text:
                for part in text.split():
                    if len(part) > 2 and _CAPITALISED.fullmatch(part):
                        forms[part][kind] += 0  # known as a part, counted only where it stands alone
    settled = {text: _settled(counts) for text, counts in forms.items()}
    if not settled:
        yield from article
        return
    longest_first = sorted(settled, key=len, reverse=True)
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])")
    for sentence in article:
        names = list(sentence.names)
        unsure = list(sentence.unsure)
        for match in pattern.finditer(sentence.text):
            start, end = match.span()
            label = settled[match.group()]
            exact = [name for name in names if name[:2] == (start, end)]
            if exact and label and exact[0][2] != label:
                names.remove(exact[0])
                unsure.append((start, end))
            elif not _touches(start, end, names):
                stood_in_doubt = any(start < other_end and other_start < end for other_start, other_end in unsure)
                unsure = [(one, other) for one, other in unsure if not (start < other and one < end)]
                if label and (stood_in_doubt or forms[match.group()].total() > 1):
                    names.append((start, end, label))
                else:
                    unsure.append((start, end))
        yield replace(sentence, names=tuple(sorted(names)), unsure=tuple(sorted(unsure)))


def _settled(counts: Counter[str]) -> str | None:
    """The label of a form in its article, null when it is used in several ways."""
    kind, count = counts.most_common(1)[0]
    total = counts.total()
    return kind if not total or count >= _AGREED * total else None

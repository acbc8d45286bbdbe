"""Many facts for timing reconciliation: synthetic stories with known records, the same for a seed on every machine.

    python -m tests.benchmarks.many_facts 10000 100000

A story is a programme with several figures (a target, a running total, an attendance, a deadline); it is reported by a
handful of articles over some weeks, with roundings, hedges, repetitions in the title, now and then a slip. Sizes of
stories follow a Zipf law, as in news: a few programmes are in thousands of articles, most in two or three. Words come
from a list of 4,000 invented stems, so that topics differ as topics do.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta

from extractor.engines.collection import collect_seldom
from extractor.models import ArticleSummary, DateFact, Fact, Interval, QuantityFact, Span, Speaker
from extractor.text.signature import signature

_SYLLABLES = re.findall("..", "babebibobudadidugagikakekikulalelimamimunanipaperarisasisutatituwaya")
_UNITS = ("peserta", "penerima manfaat", "siswa", "orang", "koperasi", "unit rumah", "umkm", "sekolah")
_SOURCES = tuple(f"media{number}.id" for number in range(40))
_FIRST_DAY = date(2025, 1, 6)


class _Story:
    """A programme with its true figures."""

    def __init__(self, number: int, dice: random.Random) -> None:
        self.name = " ".join(_word(dice).capitalize() for _ in range(3))
        self.unit = dice.choice(_UNITS)
        self.topic = [_word(dice) for _ in range(40)]
        self.target = dice.choice(
            (dice.randint(11, 99) * 1000, dice.randint(101, 999) * 100, dice.randint(1011, 99999))
        )
        self.count = self.target * dice.uniform(0.05, 0.3)
        self.growth = dice.uniform(1.01, 1.1)
        self.start = _FIRST_DAY + timedelta(days=dice.randint(0, 500))
        self.due = self.start + timedelta(days=dice.randint(90, 400))
        self.speaker = f"{_word(dice).capitalize()} {_word(dice).capitalize()}"
        self.ministry = f"kemen-{number % 48}"


def _word(dice: random.Random) -> str:
    return "".join(dice.choice(_SYLLABLES) for _ in range(dice.randint(2, 4)))


def make(facts: int, seed: int = 7) -> Iterator[tuple[ArticleSummary, list[Fact]]]:
    """Articles with their facts, until ``facts`` quantities and dates with a role are there."""
    dice = random.Random(seed)
    stories = [_Story(number, dice) for number in range(max(10, facts // 60))]
    weights = [1.0 / (rank + 3) for rank in range(len(stories))]
    made = number = 0
    chosen: list[_Story] = []
    while made < facts:
        if not chosen:
            chosen = dice.choices(stories, weights, k=1000)
        summary, found = _article(number, chosen.pop(), dice)
        number += 1
        made += len(found)
        yield summary, found


def _article(number: int, story: _Story, dice: random.Random) -> tuple[ArticleSummary, list[Fact]]:
    day = story.start + timedelta(days=min(int(dice.expovariate(1 / 40)), 200))
    reached = int(story.count * story.growth ** ((day - story.start).days / 7))
    reached = reached if dice.random() < 0.5 else round(reached, -max(0, len(str(reached)) - 3))
    if dice.random() < 0.01:
        reached *= 10
    doc_id = f"a{number:07d}"
    source = dice.choice(_SOURCES)
    text, facts = "", []

    def say(sentence: str, phrase: str, **fields: object) -> None:
        nonlocal text
        start = len(text)
        place = start + sentence.index(phrase)
        text += sentence + " "
        common = {
            "doc_id": doc_id,
            "source": source,
            "url": None,
            "published": day,
            "start": place,
            "end": place + len(phrase),
            "text": phrase,
            "sentence": Span(start=start, end=start + len(sentence)),
            "before": text[start:place],
            "after": text[place + len(phrase) : start + len(sentence)],
            "rule": "synthetic",
        }
        kind = "date" if "from_" in fields else "quantity"
        made = {"fact_id": f"{doc_id}#{kind}:{place}-{place + len(phrase)}", **common, **fields}
        facts.append(DateFact(**made) if kind == "date" else QuantityFact(**made))

    def filler(count: int) -> str:
        return " ".join(dice.choices(story.topic, k=count))

    due = Interval(from_=story.due, to=story.due)
    shared = {"unit": story.unit, "what": story.name, "ministries": (story.ministry,)}
    target = {
        **shared,
        "min": story.target,
        "max": story.target,
        "target": True,
        "participants": True,
        "status": "target",
    }
    figure = f"{story.target} {story.unit}"
    say(f"{story.name} menyasar {figure}", figure, **target)
    text = text.rstrip() + "\n"
    due_text = story.due.isoformat()
    spoken = Speaker(name=story.speaker)
    say(f"{filler(6)} menargetkan {figure} {filler(5)} pada {due_text}.", figure, **target, due=due, said_by=spoken,
        due_fact=f"{doc_id}#date:{{}}")  # fmt: skip
    last = facts.pop()
    assert isinstance(last, QuantityFact)
    place = last.sentence.start + text[last.sentence.start :].index(due_text)
    deadline = f"{doc_id}#date:{place}-{place + len(due_text)}"
    facts.append(last.model_copy(update={"due_fact": deadline}))
    facts.append(
        DateFact(
            fact_id=deadline, doc_id=doc_id, source=source, url=None, published=day, start=place,
            end=place + len(due_text), text=due_text, sentence=last.sentence, before=text[last.sentence.start : place],
            after=text[place + len(due_text) : last.sentence.end], rule="synthetic", from_=story.due,
            to=story.due, edtf=due_text, target=True, role="due", what=story.name,
        )
    )  # fmt: skip
    hedged = dice.random() < 0.2
    figure = f"{reached} {story.unit}"
    say(f"Hingga kini {filler(7)} sudah menjangkau {figure} {filler(4)}.", figure, **shared, min=reached, max=reached,
        approx=hedged, target=False, participants=True, status="realised")  # fmt: skip
    if dice.random() < 0.4:
        crowd = dice.randint(20, 900)
        figure = f"{crowd} peserta"
        event = _word(dice)
        say(f"Acara {event} {filler(5)} diikuti {figure} {filler(3)}.", figure, min=crowd, max=crowd, unit="peserta",
            what=f"{story.name} {event}", target=False, participants=True, status="realised")  # fmt: skip
    text += " ".join(dice.choices(story.topic, k=60))
    title = text.split("\n")[0]
    summary = ArticleSummary(
        id=doc_id, source=source, url=None, published=day, published_by="metadata", title=title, length=len(text),
        signature=signature(text), boilerplate=(), flags=(), counts={}, lead=text[:400], text=text,
    )  # fmt: skip
    return summary, facts


def main(sizes: list[int]) -> None:
    """Print facts, records, seconds and facts a second, for every size; one core."""
    from extractor.reconcile import reconcile_group
    from extractor.rules import load_rules

    rules = load_rules()
    for size in sizes:
        summaries: list[ArticleSummary] = []
        facts: list[Fact] = []
        for summary, found in make(size):
            summaries.append(summary)
            facts.extend(found)
        began = time.process_time()
        records = reconcile_group(facts, summaries, rules)
        seconds = time.process_time() - began
        print(
            f"{len(facts)} facts, {len(records)} records, {seconds:.1f} s, {len(facts) / seconds:.0f} facts/s",
            flush=True,
        )


if __name__ == "__main__":
    collect_seldom()  # as the command does
    main([int(size) for size in sys.argv[1:]] or [10_000])

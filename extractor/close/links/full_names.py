"""By which of its forms a programme is called: the full one for the short one, the official one for the clipped one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from extractor.close.links.programmes import ProgrammeMention, ProgrammeSearch


def with_full_names(mentions: Iterable[ProgrammeMention], search: ProgrammeSearch) -> Iterator[ProgrammeMention]:
    """A short name that the article explains takes the full one behind a word that says but its class (*ajang JPS*)."""
    known = list(mentions)
    explained = {
        mention.short: mention
        for mention in known
        if mention.short and mention.kind in ("explained", "proper") and mention.short[0] == mention.label[0]
    }
    for mention in known:
        head, _, short = mention.label.rpartition(" ")
        full = explained.get(short) if mention.kind in ("event", "led", "programme") else None
        if full is not None and (not head or head.lower() in search.classes):
            yield replace(mention, key=full.key, label=full.label)
        else:
            yield mention


def labels(mentions: Sequence[ProgrammeMention], title_end: int) -> dict[str, str]:
    """For each programme the one form used through the article: an edition, else a full name, else the acronym.

    Among forms of one rank the most frequent, then the first outside the title.
    """
    counts: dict[str, dict[str, tuple[int, int, int]]] = {}
    for position, mention in enumerate(mentions):
        if mention.kind == "sign" or (mention.kind == "bare" and mention.label.lower() != mention.key):
            continue
        rank = 2 if mention.kind == "edition" else 1 if mention.full else 0
        forms = counts.setdefault(mention.key, {})
        _, count, first = forms.get(mention.label, (rank, 0, -position - (10_000 if mention.start < title_end else 0)))
        forms[mention.label] = (rank, count + 1, first)
    return {key: max(forms.items(), key=lambda item: item[1])[0] for key, forms in counts.items()}


def official_names(mentions: Sequence[ProgrammeMention], used: Mapping[str, str]) -> dict[str, str]:
    """The forms ``used`` of programmes, in place of a listed name the one in the text that its row lists first
    (*bantuan sosial* for *bansos*).
    """
    listed: dict[str, dict[str, int]] = {}
    for mention in mentions:
        if mention.kind == "known" and mention.full:
            listed.setdefault(mention.key, {}).setdefault(mention.label, mention.order)
    names = dict(used)
    for key, forms in listed.items():
        if used.get(key) in forms:
            names[key] = min(forms, key=lambda label: forms[label] - (label == used[key]) / 2)
    return names

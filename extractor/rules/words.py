"""Word lists of the rules: as patterns, and where one list refers to another so that a word stands once.

In a pattern ``«name»`` is a gap for any word of the list ``name``, the longest first. In a list of a file
``"@speakers.yaml/cues/speech-active"`` stands for the phrases of that row, and ``"@dates.yaml/months/*/names"`` for
those of all rows of a section.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

_GAP: Final = re.compile(r"«([a-z_-]+)»")
REFERENCE: Final = "@"
# Words by their letters; where a word ends.
_Tree = dict[str, "_Tree"]
_END: Final = ""
# Of so many first letters none is looked at before the words are.
_FEW: Final = 2


def _longest_first(word: str) -> tuple[int, str]:
    return -len(word), word


def any_of(words: Iterable[str], blank: str = r"\ ") -> str:
    """A pattern of any of the words, the longest first; ``blank``: the pattern of a blank in them.

    Words that begin alike are tried together, and none where no word begins with the letter that stands there: three
    to five times as fast as one word after another.
    """
    tree: _Tree = {}
    for word in sorted(words, key=_longest_first):
        node = tree
        for sign in word:
            node = node.setdefault(sign, {})
        node[_END] = {}
    if _END in tree:
        return _grouped(tree, blank)
    heads = "".join(map(re.escape, tree))
    branches = _branches(tree, blank)
    return rf"(?=[{heads}])(?:{branches})" if len(tree) > _FEW and " " not in tree else branches


def _branches(tree: _Tree, blank: str) -> str:
    """The pattern of a tree of words; where one ends that others go on from, those come first."""
    going_on = [
        (blank if sign == " " else re.escape(sign)) + _grouped(below, blank) for sign, below in tree.items() if sign
    ]
    return "|".join(going_on)


def _grouped(tree: _Tree, blank: str) -> str:
    ends = _END in tree
    if len(tree) - ends > 1 or (ends and len(tree) > 1):
        return f"(?:{_branches(tree, blank)}){'?' if ends else ''}"
    return _branches(tree, blank)


def filled(template: str, words: Mapping[str, Iterable[str]]) -> str:
    """The template with its gaps filled. Raises KeyError for a list that is not there."""
    return _GAP.sub(lambda gap: any_of(words[gap[1]]), template)


def rows_by_id(rows: Iterable[Mapping[str, Any]]) -> dict[str, frozenset[str]]:
    """The phrases of each row of a section."""
    return {row["id"]: frozenset(row["phrases"]) for row in rows}


def resolve(value: Any, content: Callable[[str], Any]) -> None:
    """Puts the phrases in the place of the references in ``value``. Raises LookupError for one that leads nowhere."""
    if isinstance(value, dict):
        for inner in value.values():
            resolve(inner, content)
    elif isinstance(value, list):
        if any(isinstance(item, str) and item.startswith(REFERENCE) for item in value):
            value[:] = [word for item in value for word in _phrases(item, content)]
        for inner in value:
            resolve(inner, content)


def _phrases(item: Any, content: Callable[[str], Any]) -> Iterator[Any]:
    if not (isinstance(item, str) and item.startswith(REFERENCE)):
        yield item
        return
    file, *steps = item.removeprefix(REFERENCE).split("/")
    found = [content(file)]
    for step in steps:
        found = [inner for part in found for inner in _under(part, step)]
    lists = [part["phrases"] if isinstance(part, dict) else part for part in found]
    if not lists:
        raise LookupError(f"{item!r} leads nowhere")
    for words in lists:
        yield from words


def _under(part: Any, step: str) -> list[Any]:
    if isinstance(part, list):
        return [row for row in part if isinstance(row, dict) and step in ("*", row["id"])]
    if isinstance(part, dict):
        return list(part.values()) if step == "*" else [part[step]] if step in part else []
    return []

"""What all links have in common: candidates with named evidence, among which learned weights choose.

Each link is a class that gives the candidates of a figure; its table lies in ``rules/weights/`` under its name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from extractor.close.links.choice import Linked, choose, weights_of
from extractor.close.speech import Speakers
from extractor.rules import RuleSet

if TYPE_CHECKING:  # it holds what the finders find
    from extractor.close.draft import Draft

Found = TypeVar("Found")


class Finder(Generic[Found]):
    """Finds one link of the figures and days of an article, which may look at the links that were found before."""

    link: ClassVar[str]

    def __init__(self, draft: Draft, speakers: Speakers, ruleset: RuleSet) -> None:
        self.text = draft.article.text
        self.draft = draft
        self.speakers = speakers
        self.lexicon = speakers.lexicon
        self.layout = speakers.layout
        self.sentences = speakers.layout.sentences
        self.weights = weights_of(ruleset, self.link)
        self.prepare(ruleset)

    def prepare(self, ruleset: RuleSet) -> None:
        """Looks up what the figures of the article share."""

    def candidates(self, item: Linked) -> Iterator[tuple[Found | None, tuple[str, ...]]]:
        """What ``item`` may be linked to, each with its evidence; none first."""
        raise NotImplementedError

    @classmethod
    def wants(cls, item: Linked) -> bool:
        """Whether ``item`` may have this link."""
        return True

    def fill(self, items: Sequence[Linked]) -> None:
        """Finds the link of each."""
        for item in items:
            setattr(item, self.link, self.find(item))

    def find(self, item: Linked) -> Found | None:
        """The candidate that the evidence speaks for; ``None`` for none."""
        return choose(self.candidates(item), self.weights)


def beside(item: Linked, other: Any) -> tuple[str, int]:
    """On which side of a figure something stands, and how many characters away."""
    if other.start >= item.end:
        return "behind", other.start - item.end
    return "before", item.start - other.end

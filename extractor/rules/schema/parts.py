"""What the schemas of rule files are made of: words given once, rows with an id given once, examples."""

from __future__ import annotations

import re
from collections.abc import Hashable
from datetime import date
from typing import Annotated, Final, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

Text = Annotated[str, Field(min_length=1)]


def _date(value: str) -> str:
    try:
        date.fromisoformat(value)
    except ValueError:
        raise ValueError(f"{value!r} is not a day (write 2024-10-21)") from None
    return value


Date = Annotated[str, AfterValidator(_date), Field(json_schema_extra={"pattern": r"^\d{4}-\d\d-\d\d$"})]
Day = Date | None
Kind = Literal["ministry", "coordinating_ministry", "agency"]
Item = TypeVar("Item")


def _once(values: list[Item]) -> list[Item]:
    seen: set[Hashable] = set()
    for value in values:
        key = getattr(value, "id", value)
        if key in seen:
            raise ValueError(f"{key!r} is given twice")
        seen.add(key)
    return values


Words = Annotated[list[Text], AfterValidator(_once)]
AnyWords = Annotated[list[Text], AfterValidator(_once), Field(default_factory=list)]
Rows = Annotated[list[Item], AfterValidator(_once)]


def _regex(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"no regular expression: {error}") from None
    return pattern


Regex = Annotated[str, AfterValidator(_regex)]


class Part(BaseModel):
    """A mapping of a rule file; keys that it does not name are refused."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Tested(Part):
    """A part with examples, which `rujuk rules check` runs."""

    examples: list[Text] = Field(default=[], description="Texts that the rule must read, with => what it reads.")
    counter_examples: list[Text] = Field(default=[], description="Texts that the rule must not read.")


class Rule(Tested):
    """A rule with its name; the id is a label and decides nothing."""

    id: Text = Field(description="Its name: a label, which decides nothing.")
    note: Text | None = Field(default=None, description="For who reads the file.")


class Phrases(Rule):
    """Words and phrases; a blank in a phrase is a blank in the text."""

    phrases: Words = Field(description="Words and phrases; a blank is a blank in the text.")


_GAP: Final = re.compile(r"\{(\w+)\}")


def same_gaps(one: str, other: str) -> None:
    """Raises ValueError unless both texts have the same gaps in braces."""
    if set(_GAP.findall(one)) != set(_GAP.findall(other)):
        raise ValueError("the languages have different gaps")


class Bilingual(Part):
    """A text for people in both languages, with the same gaps."""

    indonesian: Text = Field(description="For readers, in Indonesian, with {gaps} to be filled.")
    english: Text = Field(description="The same in English, with the same gaps.")

    @model_validator(mode="after")
    def _same_gaps(self) -> Bilingual:
        same_gaps(self.indonesian, self.english)
        return self

"""Tables in the words of readers: heads and cells in their language, for spreadsheets."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from extractor.desk.days import told_value
from extractor.desk.labels import body_name, remarks
from extractor.export.columns import TABLES, Column
from extractor.messages.phrases import Phrase, phrases
from extractor.messages.values import Language, format_day, format_value, is_third, outlet_name
from extractor.models import Claim, Difference, Flag, Interval, Moment
from extractor.rules import RuleSet

# Columns whose values have words, and the phrases that these are.
_WORDED = {"attribute": "attribute", "relation": "relation", "status": "status", "review": "decision", "slip": "slip"}


@dataclass(frozen=True)
class Wording:
    """How tables are worded. With ``keys`` heads and values are as in JSON lines, and only what has parts is told."""

    ruleset: RuleSet
    language: Language = "id"
    keys: bool = False

    @property
    def phrase(self) -> Phrase:
        """The words of the language."""
        return phrases(self.ruleset, self.language)

    def heads(self, table: str) -> list[str]:
        """The heads of a table's columns."""
        names = [column.name for column in TABLES[table]]
        return names if self.keys else [self.phrase(f"head_{name}") for name in names]

    def sheet(self, table: str) -> str:
        """What a sheet with the table is called."""
        return self.phrase(f"sheet_{table}")

    def row(self, table: str, line: Mapping[str, Any]) -> list[Any]:
        """The cells of a line: texts, numbers, days, truth values."""
        worded: Collection[str] = () if self.keys else _WORDED
        return [
            line.get(column.plain) if column.plain and column.name not in worded else self._cell(column, line)
            for column in TABLES[table]
        ]

    def _cell(self, column: Column, line: Mapping[str, Any]) -> Any:
        if column.parts:
            return self._told(line[column.name], line)
        found = column.of(line)
        if column.is_list:
            return ", ".join(found or () if self.keys else (body_name(self.ruleset, one) for one in found or ()))
        if found is not None and column.name in _WORDED and not self.keys:
            return self.phrase(f"{_WORDED[column.name]}_{found}")
        return found

    def _told(self, found: Any, line: Mapping[str, Any]) -> str:
        """Counts, a history, differences, or flags as one text."""
        if isinstance(found, dict):
            return ", ".join(f"{self.phrase(f'kind_{kind}')} {count}" for kind, count in found.items())
        if found and "reason" in found[0]:
            return "; ".join(map(self._difference, map(Difference.model_validate, found)))
        if found and "kind" not in found[0]:
            claims = {claim["fact_id"]: claim for claim in line.get("claims", ())}
            return "; ".join(self._moment(one, claims.get(one.fact_id)) for one in map(Moment.model_validate, found))
        return " ".join(remarks(self.ruleset, self.language, [Flag.model_validate(one) for one in found]))

    def _difference(self, one: Difference) -> str:
        value = format_value(one.value, None, language=self.language)
        return f"{value}: {self.phrase(f'differs_{one.reason}')} ({one.record_id})"

    def _moment(self, moment: Moment, claim: Mapping[str, Any] | None) -> str:
        day = format_day(moment.day, self.language) if moment.day else self.phrase("undated")
        outlet = outlet_name(moment.source, moment.fact_id.rpartition("#")[0], self.language)
        third = isinstance(moment.value, Interval) and is_third(moment.value)
        of = Claim.model_validate(claim) if third and claim else None  # read only where its words decide
        return f"{day}: {told_value(moment.value, None, of, self.ruleset, self.language)} ({outlet})"

"""What each rule file may hold: ``rujuk rules check`` reads by it, text editors complete and mark by its JSON.

A key that no schema names, a word given twice in a list and an id given twice in a file are faults. What the keys mean
stands at the head of each file. The schemas cost half a second to build: nothing but that command loads them.
"""

from __future__ import annotations

import json
from typing import Any, Final

from pydantic import TypeAdapter

from extractor.rules.schema import bodies, cues, grammars, records
from extractor.rules.schema.parts import Phrases, Rows

FILES: Final[dict[str, Any]] = {
    "boilerplate.yaml": Rows[grammars.Masked],
    "checks.yaml": records.Checks,
    "claims.yaml": records.Claims,
    "columns.yaml": grammars.Columns,
    "counters.yaml": cues.Counters,
    "countries.yaml": bodies.Countries,
    "date_roles.yaml": cues.DateRoles,
    "dates.yaml": grammars.Dates,
    "days.yaml": cues.Cues[cues.Cue[cues.Days]],
    "factchecks.yaml": records.FactChecks,
    "feasts.yaml": grammars.Feasts,
    "interface.yaml": dict[str, records.Label],
    "ministries.yaml": bodies.Bodies,
    "ministry_context.yaml": bodies.BodyContext,
    "ministry_forms.yaml": bodies.FormPatterns,
    "numbers.yaml": grammars.Numbers,
    "outlets.yaml": records.Outlets,
    "owners.yaml": cues.Owners,
    "participants.yaml": cues.Cues[cues.Cue[cues.Participation]],
    "places.yaml": cues.Places,
    "programmes.yaml": cues.Programmes,
    "publication.yaml": grammars.Publication,
    "reconcile.yaml": records.Reconcile,
    "sentences.yaml": Rows[Phrases],
    "speakers.yaml": cues.Speakers,
    "status.yaml": cues.Cues[cues.Cue[cues.Status]],
    "timex.yaml": grammars.Timex,
    "titles.yaml": records.Titles,
    "units.yaml": cues.Units,
    "weights/beliefs.yaml": records.Beliefs,
    "weights/pins.yaml": records.Pins,
    "wording.yaml": records.Wording,
}


def json_schemas() -> dict[str, str]:
    """The JSON Schema (draft 2020-12) of each rule file, by the name of its own file: ``status.json``."""
    return {file.replace(".yaml", ".json").replace("/", "."): _json_schema(file) for file in FILES}


def _json_schema(file: str) -> str:
    schema = TypeAdapter(FILES[file]).json_schema(by_alias=True)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": file}
    return json.dumps({**schema, **head}, ensure_ascii=False, indent=1, sort_keys=True)

"""The OpenAPI description of the interface as rows for a page: no script from elsewhere is needed to read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Field:
    """A value that is given or answered."""

    name: str
    kind: str
    needed: bool
    about: str


@dataclass(frozen=True, slots=True)
class Operation:
    """A call: what it takes, and what it answers by status."""

    method: str
    path: str
    about: str
    takes: tuple[Field, ...]
    gives: tuple[Field, ...]
    statuses: tuple[tuple[str, str], ...]


def operations(spec: Schema) -> Iterator[Operation]:
    """All calls of an OpenAPI description, in its order."""
    schemas: Schema = spec["components"]["schemas"]
    for path, methods in spec["paths"].items():
        for method, call in methods.items():
            given = [_field(one["name"], one["schema"] | one, one["required"]) for one in call.get("parameters", ())]
            answers = call["responses"]
            good = next(one for status, one in answers.items() if status.startswith("2"))
            yield Operation(
                method.upper(),
                path,
                call["description"],
                (*given, *_fields(call.get("requestBody", {}), schemas)),
                tuple(_fields(good, schemas)),
                tuple((status, one["description"]) for status, one in sorted(answers.items())),
            )


def _fields(message: Schema, schemas: Schema) -> Iterator[Field]:
    """The fields of the JSON object of a message, or of each object of its list."""
    schema = message.get("content", {}).get("application/json", {}).get("schema", {})
    schema = schema.get("items", schema)
    named = schemas.get(schema.get("$ref", "").rpartition("/")[2], schema)
    for name, one in named.get("properties", {}).items():
        yield _field(name, one, name in named.get("required", ()))


def _field(name: str, schema: Schema, needed: bool) -> Field:
    return Field(name, _kind(schema), needed, schema.get("description", ""))


def _kind(schema: Schema) -> str:
    """*string*, *target | participants*, *Claim list*."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "enum" in schema or "const" in schema:
        return " | ".join(str(one) or '""' for one in schema.get("enum", (schema.get("const"),)))
    if "anyOf" in schema:
        return " | ".join(map(_kind, schema["anyOf"]))
    kind = str(schema.get("format") or schema.get("type", "object"))
    return f"{_kind(schema.get('items', {}))} list" if kind == "array" else kind

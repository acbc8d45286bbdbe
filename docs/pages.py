"""What the site has beside the pages of this folder: those at the root of the repository, Python's names, the rules.

MkDocs calls the functions that begin with ``on_``.
"""

from __future__ import annotations

import inspect
import json
import re
import types
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

import extractor
from extractor import frames, models

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

ROOT = Path(__file__).parents[1]
#: Files at the root, and what they are called in the site.
AT_ROOT = {
    "README.md": "index.md",
    "CONTRIBUTING.md": "contributing.md",
    "BENCHMARKS.md": "benchmarks.md",
    "CHANGELOG.md": "changelog.md",
    "SECURITY.md": "security.md",
    "LICENSE": "LICENSE",
    "NOTICE": "NOTICE",
}
_LINK = re.compile(r"(?<=\]\()(?:\.\./)?([A-Z]+(?:\.md)?)(?=[#)])")
# What the public names hand out, and what that is made of.
_NOUNS = (
    models.MinistryFact, models.AgencyFact, models.DateFact, models.QuantityFact, models.Claim, models.Moment,
    models.Amount, models.Interval, models.Speaker, models.Place, models.Flag, frames.Reading, frames.Table,
)  # fmt: skip
_ROLE = re.compile(r":\w+:(?=`)")
_HEAD = re.compile(r"# yaml-language-server.*\n((?:#.*\n)*)")
_DEFINED = re.compile(r"\s*`?(\w+(?:, \w+)*)`?(?:: |\s{2,})\s*(\S.*)")
_SECTION = re.compile(r"^((\w+):.*\n(?:(?![\w#]).*\n)*)", re.MULTILINE)
_KEY = r"((?:^{0}#.*\n)*)^{0}(\w+):(?:[^#\n]*#(.*))?"


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds the pages that are not in this folder."""
    from mkdocs.structure.files import File

    for name, path in AT_ROOT.items():
        files.append(File.generated(config, path, content=(ROOT / name).read_text(encoding="utf-8")))
    files.append(File.generated(config, "api.md", content="\n".join(python_page())))
    files.append(File.generated(config, "rules.md", content="\n".join(rules_page())))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Links lead within the site as they do within the repository."""
    linked = _LINK.sub(lambda match: AT_ROOT.get(match[1], match[0]), markdown)
    return linked.replace("](docs/", "](") if page.file.src_uri in AT_ROOT.values() else linked


def python_page() -> Iterator[str]:
    """Every public name with its docstring, signature or fields, then the nouns behind them."""
    yield "# Python\n\nAll names of the first part are importable from `rujuk`;"
    yield "[the first page](index.md#python) shows them at work.\n\n## Public names\n"
    public = [getattr(extractor, name) for name in extractor.__all__ if not name.startswith("_")]
    for one in public:
        yield from _described(one)
    yield "## What they hand out\n"
    for noun in _NOUNS:
        yield from _described(noun)


def _described(one: Any) -> Iterator[str]:
    if not inspect.isclass(one) and not inspect.isfunction(one):  # a union, such as Fact
        parts = ", ".join(f"`{part.__name__}`" for part in _parts(one))
        yield f"### Fact\n\nOne of {parts}.\n"
        return
    yield f"### {one.__name__}\n"
    if not (inspect.isclass(one) and issubclass(one, BaseModel | Exception)):
        yield f"```python\n{one.__name__}{_signature(one)}\n```\n"
    yield f"{_ROLE.sub('', inspect.getdoc(one) or '')}\n"
    if inspect.isclass(one) and issubclass(one, BaseModel):
        yield "| field | type | meaning |\n| --- | --- | --- |"
        for name, field in one.model_fields.items():
            yield f"| `{field.alias or name}` | {_cell(_named(field.annotation))} | {_cell(field.description or '')} |"
        yield ""
    elif inspect.isclass(one):
        for name, member in vars(one).items():
            if not name.startswith("_") and inspect.isfunction(member):
                yield (
                    f"- `{name}{_signature(member)}`: {_ROLE.sub('', inspect.getdoc(member) or '')}".replace(
                        "\n", "\n  "
                    )
                    + "\n"
                )


def _parts(union: Any) -> Iterator[type]:
    for part in typing.get_args(union):
        if inspect.isclass(part):
            yield part
        else:
            yield from _parts(part)


def _signature(one: Any) -> str:
    return str(inspect.signature(one)).replace("'", "").replace("self, ", "").replace("(self)", "()")


def _named(annotation: Any) -> str:
    """A type as one writes it: ``tuple[Claim, ...]``, ``date | None``."""
    origin, parts = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return _named(parts[0])
    if origin in (typing.Union, types.UnionType):
        return " | ".join(map(_named, parts))
    if origin is typing.Literal:
        return " | ".join(map(repr, parts))
    if parts:
        return f"{origin.__name__}[{', '.join('...' if part is ... else _named(part) for part in parts)}]"
    return "None" if annotation is types.NoneType else getattr(annotation, "__name__", str(annotation))


def _cell(words: str) -> str:
    return words.replace("|", "\\|")


def rules_page() -> Iterator[str]:
    """Each rule file: what its head says, and each key with what it may hold and what it means."""
    yield "# Rule files\n"
    yield "What each file of `rules/` may hold. `rujuk rules check` reads them by the same schemas, and a text editor"
    yield "that knows YAML schemas completes keys by `rules/schema/`. How to add: [Contributing](contributing.md).\n"
    for schema_path in sorted((ROOT / "rules" / "schema").glob("*.json")):
        schema = json.loads(schema_path.read_text(encoding="utf-8"))
        text = (ROOT / "rules" / schema["title"]).read_text(encoding="utf-8")
        head = re.sub(r"^# ?", "", _HEAD.match(text)[1], flags=re.MULTILINE)  # type: ignore[index]
        yield f"## {schema['title']}\n\n```text\n{head.rstrip()}\n```\n"
        parts = schema.get("$defs", {})
        known = {key for part in (schema, *parts.values()) for key in part.get("properties", ())}
        told = _defined(head, known)
        sections = {match[2]: match[0] for match in _SECTION.finditer(text)}
        within = {field.get("$ref", "").rpartition("/")[2]: key for key, field in schema.get("properties", {}).items()}
        if schema.get("properties"):
            yield from _keys(schema, told | _commented(text, ""))
        for name, part in parts.items():
            if part.get("properties"):
                yield f"Keys of a *{_plain(name)}*:\n"
                yield from _keys(part, told | _commented(sections.get(within.get(name, ""), ""), "  "))


def _defined(head: str, keys: set[str]) -> dict[str, str]:
    """What the head of a file says of keys: ``parent   the broader unit``, and what is indented below it."""
    told: dict[str, str] = {}
    names: list[str] = []
    for line in head.splitlines():
        match = _DEFINED.match(line)
        if match and keys.issuperset(match[1].split(", ")):
            names = match[1].split(", ")
            told |= dict.fromkeys(names, match[2])
        elif names and line.startswith("   "):
            told |= {name: f"{told[name]} {line.strip()}" for name in names}
        else:
            names = []
    return told


def _commented(text: str, indent: str) -> dict[str, str]:
    """What the comment above or behind a key at this depth says of it."""
    told = {}
    for above, key, behind in re.findall(_KEY.format(indent), text, re.MULTILINE):
        words = " ".join(line.lstrip("# ") for line in above.splitlines()) or behind.strip()
        told |= {key: words} if words else {}
    return told


def _keys(part: dict[str, Any], told: dict[str, str]) -> Iterator[str]:
    yield "| key | holds | meaning |\n| --- | --- | --- |"
    for key, field in part["properties"].items():
        needed = " (needed)" if key in part.get("required", ()) else ""
        meaning = told.get(key) or field.get("description") or ""
        yield f"| `{key}` | {_cell(_kind(field))}{needed} | {_cell(meaning)} |"
    yield ""


def _kind(field: dict[str, Any]) -> str:
    """What a field holds, in words."""
    if "$ref" in field:
        return f"*{_plain(field['$ref'].rpartition('/')[2])}*"
    if "anyOf" in field:
        kinds = [_kind(one) for one in field["anyOf"] if one.get("type") != "null"]
        return " or ".join(dict.fromkeys(kinds))
    if "enum" in field:
        return ", ".join(f"`{one}`" for one in field["enum"])
    if "const" in field:
        return f"`{field['const']}`"
    if field.get("type") == "array":
        items = field.get("items") or {}
        return f"list of {_kind(items)}" if items else "list"
    if field.get("type") == "object":
        values = field.get("additionalProperties")
        return f"mapping to {_kind(values)}" if isinstance(values, dict) else "mapping"
    return {"string": "text", "integer": "whole number", "boolean": "yes or no"}.get(str(field.get("type")), "number")


def _plain(definition: str) -> str:
    """``Cue_Literal__aim____…`` is a cue."""
    return definition.partition("_")[0].lower()

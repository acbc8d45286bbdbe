"""Reading the rule files by their schemas: each fault with file, line, rule and reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError

from extractor.rules import Problem, RulesError, RuleSet
from extractor.rules.schema import FILES
from extractor.rules.schema.parts import Part


def check_schema(ruleset: RuleSet) -> Iterator[Problem]:
    """Rule files that are missing or unknown, and what in them their schema does not allow."""
    names = {path.relative_to(ruleset.directory).as_posix() for path in ruleset.directory.rglob("*.yaml")}
    for name in sorted(names - FILES.keys()):
        yield Problem(name, "", "no rule file of this name is read")
    for name, shape in FILES.items():
        try:
            content = ruleset.yaml(name)
        except RulesError as error:
            yield Problem(name, "", str(error))
            continue
        try:
            TypeAdapter(shape).validate_python(content)
        except ValidationError as error:
            text = ruleset.path(name).read_text(encoding="utf-8")
            root = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
            for fault in error.errors(include_url=False, include_context=False):
                yield _problem(name, content, root, fault)


def refuse_malformed(ruleset: RuleSet) -> None:
    """Raises :class:`RulesError` with the first faults of rule files that their schema does not allow."""
    problems = list(check_schema(ruleset))
    if problems:
        raise RulesError("; ".join(map(str, problems[:3])) + (" …" if len(problems) > 3 else ""))


def _problem(name: str, content: Any, root: yaml.Node | None, fault: Any) -> Problem:
    """The fault with the line of the innermost part that is there, and the id of the row around it."""
    rule, node, line = "", root, 1
    for step in fault["loc"]:
        found = _inner(node, step)
        if found is None:
            break
        (node, line), content = found, content[step]
        if isinstance(content, dict):
            rule = str(content.get("id", rule) if isinstance(step, int) else step)
    reason = _reason(fault)
    return Problem(name, "" if reason.startswith(f"{rule}: ") else rule, reason, line)


def _inner(node: yaml.Node | None, step: str | int) -> tuple[yaml.Node, int] | None:
    """The part of ``node`` under a key or at a place, and the line where it begins."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return value, key.start_mark.line + 1
    elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step].start_mark.line + 1
    return None


def _reason(fault: Any) -> str:
    key = str(fault["loc"][-1]) if fault["loc"] else ""
    if fault["type"] == "extra_forbidden":
        like = get_close_matches(key, _known_keys(), n=1)
        return f"unknown key {key!r}" + (f", meant {like[0]!r}?" if like else "")
    if fault["type"] == "missing":
        return f"{key!r} is missing"
    return f"{key}: {fault['msg'].removeprefix('Value error, ')}"


def _known_keys() -> Sequence[str]:
    known: dict[str, None] = {}
    parts: list[type[Part]] = [Part]
    while parts:
        part = parts.pop()
        parts += part.__subclasses__()
        known.update((field.alias or name, None) for name, field in part.model_fields.items())
    return sorted(known)

"""Label Studio: articles as tasks with rujuk's facts as predictions, and corrected labels back as gold.

Labelling configuration (``label-studio.xml``): one label a fact type; each region has a text field *value* that
holds its values in plain words, ``min=5000 max=10000 unit=peserta target participants``, ``from=2025-05-01
to=2025-05-31 target``, ``id=kemnaker``. Offsets are code points of the article's text, as in Label Studio.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import orjson

from extractor import __version__
from extractor.desk.notes import read_notes, standing
from extractor.desk.rebuilding import as_corrected
from extractor.desk.store import Store
from extractor.disk.atomic import replacing
from extractor.errors import RujukError
from extractor.models import DateFact, Fact, MinistryFact, QuantityFact

CONFIG = """<View>
  <Header value="$title"/>
  <Labels name="label" toName="text">
    <Label value="ministry" background="#2563eb"/>
    <Label value="agency" background="#64748b"/>
    <Label value="date" background="#ca8a04"/>
    <Label value="quantity" background="#dc2626"/>
  </Labels>
  <Text name="text" value="$text" granularity="symbol"/>
  <TextArea name="value" toName="text" perRegion="true" maxSubmissions="1" editable="true"
            placeholder="min=5000 max=10000 unit=peserta target participants"/>
</View>
"""
_KEYS: dict[str, frozenset[str]] = {
    "ministry": frozenset({"id", "via", "stale", "optional"}),
    "agency": frozenset({"id", "via", "stale", "optional"}),
    "date": frozenset({"from", "to", "target", "optional"}),
    "quantity": frozenset(
        {"min", "max", "unit", "approx", "target", "participants", "due", "ministries", "status", "optional"}
    ),
}
_PAIR = re.compile(r'([a-z_]+)(?:=(?:"([^"]*)"|(\S*)))?(?:\s+|$)')


class LabelsError(RujukError, ValueError):
    """An exported label is malformed; the message names file, task, region and reason."""


def export_label_studio(store: Store, out: Path) -> list[Path]:
    """``label-studio.json`` (tasks with predictions) and ``label-studio.xml`` (the labelling configuration).

    Predictions are what editors corrected, where they did. Articles whose text was not kept are left out.
    """
    tasks, config = out / "label-studio.json", out / "label-studio.xml"
    with replacing(tasks) as stream:
        stream.write(b"[")
        for number, task in enumerate(_tasks(store)):
            stream.write(b",\n" if number else b"\n")
            stream.write(json.dumps(task, ensure_ascii=False).encode())
        stream.write(b"\n]\n")
    with replacing(config) as stream:
        stream.write(CONFIG.encode())
    return [tasks, config]


def _tasks(store: Store) -> Iterator[dict[str, Any]]:
    notes = standing(read_notes(store.directory))
    for doc_id in store.doc_ids():
        article = store.article(doc_id)
        if article is None or article.text is None:
            continue
        result = [region for fact in as_corrected(store.facts(doc_id), notes) for region in _regions(fact)]
        yield {
            "data": {
                "id": article.id,
                "source": article.source,
                "url": article.url,
                "published": article.published.isoformat() if article.published else None,
                "title": article.title or article.id,
                "text": article.text,
            },
            "predictions": [{"model_version": f"rujuk {__version__}", "result": result}],
        }


def _regions(fact: Fact) -> Iterator[dict[str, Any]]:
    place = {"start": fact.start, "end": fact.end, "text": fact.text}
    shared = {"id": fact.fact_id, "to_name": "text", "score": fact.confidence}
    yield {**shared, "from_name": "label", "type": "labels", "value": {**place, "labels": [fact.type]}}
    yield {**shared, "from_name": "value", "type": "textarea", "value": {**place, "text": [_write_value(fact)]}}


def _write_value(fact: Fact) -> str:
    if isinstance(fact, QuantityFact):
        fields: dict[str, object] = {
            "min": fact.min,
            "max": fact.max,
            "unit": fact.unit,
            "approx": fact.approx,
            "target": fact.target,
            "participants": fact.participants,
            "status": fact.status,
            "due": f"{fact.due.from_ or ''}..{fact.due.to or ''}" if fact.due else None,
            "ministries": ",".join(fact.ministries),
        }
    elif isinstance(fact, DateFact):
        fields = {"from": fact.from_, "to": fact.to, "target": fact.target}
    else:
        body = fact.ministry if isinstance(fact, MinistryFact) else fact.agency
        fields = {"id": body, "via": fact.via, "stale": fact.stale}
    return " ".join(_pair(key, value) for key, value in fields.items() if value not in (None, False, ""))


def _pair(key: str, value: object) -> str:
    if value is True:
        return key
    text = str(value).replace('"', "'")
    return f'{key}="{text}"' if re.search(r"\s", text) else f"{key}={text}"


def import_labels(path: Path) -> Iterator[dict[str, Any]]:
    """Gold rows (``id, source, url, published, text, facts``) from a Label Studio JSON export.

    The first annotation that was not cancelled counts; a task without one is left out. Raises :class:`LabelsError`.
    """
    try:
        tasks = orjson.loads(path.read_bytes())  # which takes no halves of characters and no endless nesting
    except orjson.JSONDecodeError as error:
        raise LabelsError(f"{path}: {error}") from error
    if not isinstance(tasks, list):
        raise LabelsError(f"{path}: a list of tasks is expected")
    for number, task in enumerate(tasks, 1):
        where = f"{path}: task {number}"
        try:
            data = task["data"]
            text = data["text"]
            annotations = [one for one in task.get("annotations", ()) if not one.get("was_cancelled")]
        except (KeyError, TypeError, AttributeError) as error:
            raise LabelsError(f"{where}: not a task of this export ({error})") from error
        if annotations:
            try:
                found = list(_read_regions(annotations[0].get("result", ()), text, where))
            except LabelsError:
                raise
            except (LookupError, TypeError, AttributeError, ValueError) as error:
                raise LabelsError(f"{where}: not an annotation of this export ({error!r})") from error
            facts = sorted(found, key=lambda fact: (fact["start"], fact["end"]))
            yield {**{key: data.get(key) for key in ("id", "source", "url", "published")}, "text": text, "facts": facts}


def _read_regions(result: Any, text: str, where: str) -> Iterator[dict[str, Any]]:
    values = {one["id"]: one["value"]["text"] for one in result if one.get("from_name") == "value"}
    for region in result:
        if region.get("from_name") != "label":
            continue
        value, name = region["value"], f"{where}, region {region.get('id')}"
        start, end = value["start"], value["end"]
        if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end):
            raise LabelsError(f"{name}: offsets {start}..{end} are outside the text")
        start, end = _in_characters(text, start, end, value.get("text"), name)
        (kind,) = value["labels"]
        if kind not in _KEYS:
            raise LabelsError(f"{name}: unknown label {kind!r}")
        written = values.get(region["id"], "")
        words = written if isinstance(written, str) else " ".join(written)
        yield {"type": kind, "start": start, "end": end, "text": text[start:end], **_read_value(kind, words, name)}


def _in_characters(text: str, start: int, end: int, words: Any, where: str) -> tuple[int, int]:
    """The offsets in code points. Browsers count UTF-16 units, two for an emoji: ``words`` shows which were meant."""
    if words in (None, text[start:end]) and end <= len(text):
        return start, end
    units = text.encode("utf-16-le", "surrogatepass")
    if 2 * end > len(units):
        raise LabelsError(f"{where}: offsets {start}..{end} are outside the text")
    head, found = (one.decode("utf-16-le", "replace") for one in (units[: 2 * start], units[2 * start : 2 * end]))
    if found != words:
        raise LabelsError(f"{where}: {words!r} does not stand at {start}..{end}")
    return len(head), len(head) + len(found)


def _read_value(kind: str, words: str, where: str) -> dict[str, Any]:
    fields: dict[str, str | bool] = {}
    position = 0
    for match in _PAIR.finditer(words.strip()):
        if match.start() != position:
            break
        key, quoted, bare = match.groups()
        if key not in _KEYS[kind]:
            raise LabelsError(f"{where}: unknown key {key!r} for a {kind}")
        fields[key] = quoted if quoted is not None else bare if bare is not None else True
        position = match.end()
    if position != len(words.strip()):
        raise LabelsError(f"{where}: cannot read {words[position : position + 40]!r}")
    flags = {key: True for key in ("approx", "stale", "optional") if fields.get(key)}
    if kind in ("ministry", "agency"):
        return {kind: fields.get("id"), "via": fields.get("via", "name"), **flags}
    if kind == "date":
        ends = {key: _day(fields.get(key), where) for key in ("from", "to")}
        return {**ends, **({"target": True} if fields.get("target") else {}), **flags}
    due = str(fields["due"]).partition("..") if "due" in fields else None
    return {
        "min": _number(fields.get("min"), where),
        "max": _number(fields.get("max"), where),
        "unit": fields.get("unit"),
        "target": bool(fields.get("target")),
        "participants": bool(fields.get("participants")),
        "due": {"from": _day(due[0], where), "to": _day(due[2], where)} if due else None,
        "ministries": [one for one in str(fields.get("ministries", "")).split(",") if one],
        **({"status": fields["status"]} if "status" in fields else {}),
        **flags,
    }


def _day(text: str | bool | None, where: str) -> str | None:
    if not text:
        return None
    try:
        return date.fromisoformat(str(text)).isoformat()
    except ValueError:
        raise LabelsError(f"{where}: {text!r} is no day (YYYY-MM-DD)") from None


def _number(text: str | bool | None, where: str) -> int | float | None:
    if text is None:
        return None
    try:
        number = float(text)
        if not math.isfinite(number):
            raise ValueError
    except ValueError:
        raise LabelsError(f"{where}: {text!r} is no number") from None
    return int(number) if number.is_integer() else number

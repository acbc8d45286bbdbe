#!/usr/bin/env python3
"""Builds the sample articles and their gold from the marked texts beside this file.

    python corpus/gold/build.py            writes corpus/articles/, corpus/gold/facts.jsonl and records.jsonl
    python corpus/gold/build.py --check    writes nothing, exits 1 when a file differs

A marked text (``marked/NN-name.txt``) has a head of ``key: value`` lines, ``---``, and the article with its facts as
``[[text|spec]]``; the article is written without the marks, so that offsets cannot be wrong. Specs:

    m ID [stale]             a ministry by name          t ID [stale]       … by its minister's office
    d FROM[..TO] [target] [wc likely=DAY] [opt]          a date; 2025-05 is the month, 2025 the year
    q [~]N | N..M | N.. | ..N  UNIT  [T][P] [key=value …]   a quantity; T target, P participants; ~ approximate
        due=DATE  as=DATE  by=SPEAKER  w=PROGRAMME  pl=PLACE  cb=COUNTER  min=ID,ID  st=STATUS  opt

``R=ID`` puts a fact into the record ``ID`` of ``records.yaml`` (``R=-`` says that it belongs to none on purpose),
``flag=KIND`` says what a fact-checker must see there. ``by=M`` stands for the speaker that the head names under ``M:``;
``w=x`` for ``w.x:``, and without ``w=`` the head's ``what:`` holds. ``_`` in values is a blank, ``-`` is null.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import json
import re
import sys
from calendar import monthrange
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

import yaml

GOLD = Path(__file__).resolve().parent
CORPUS = GOLD.parent
_MARK = re.compile(r"\[\[([^\[\]|]+)\|([^\[\]|]+)\]\]")
_WEEKDAYS = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")
_CSV = ("title", "publish_date", "author", "content", "keyword", "category", "source", "link")
_STATUSES = {"target", "realised", "potential", "denied"}
_QUANTITY_KEYS = {"due", "as", "by", "w", "pl", "cb", "min", "st", "R", "flag"}


class GoldError(ValueError):
    """A marked text is wrong; the message names the file and the mark."""


@dataclass(frozen=True)
class Marked:
    """One article: its head, its text without marks, and its facts in order."""

    name: str
    head: dict[str, str]
    text: str
    facts: list[dict[str, Any]]

    @property
    def title(self) -> str:
        return self.text.split("\n", 1)[0]

    @property
    def body(self) -> str:
        return self.text.split("\n", 1)[1]

    @property
    def file(self) -> Path:
        return Path(self.head["file"])

    @property
    def id(self) -> str:
        """The id that the product gives: of the row, of the address, or of the file."""
        if self.file.suffix == ".jsonl":
            return self.head["id"]
        if self.file.suffix == ".csv":
            return hashlib.sha256(self.head["url"].encode()).hexdigest()[:16]
        return self.file.with_suffix("").as_posix()

    @property
    def published(self) -> str | None:
        value = self.head["published"]
        return None if value == "null" else value


def read_marked(path: Path) -> Marked:
    """Reads one marked text. Raises :class:`GoldError`."""
    raw_head, separator, body = path.read_text(encoding="utf-8").partition("\n---\n")
    if not separator:
        raise GoldError(f"{path.name}: no --- line")
    head = dict(line.split(": ", 1) for line in raw_head.splitlines())
    body = body.removesuffix("\n")
    pieces: list[str] = []
    facts: list[dict[str, Any]] = []
    position = length = 0
    for match in _MARK.finditer(body):
        piece = body[position : match.start()]
        pieces += [piece, match[1]]
        start = length + len(piece)
        length = start + len(match[1])
        position = match.end()
        try:
            facts.append(_fact(match[1], match[2].split(), start, head))
        except (IndexError, KeyError, ValueError) as error:
            raise GoldError(f"{path.name}: {match[0]}: {error}") from error
    text = "".join(pieces) + body[position:]
    if "[[" in text or "]]" in text:
        raise GoldError(f"{path.name}: a mark is not closed")
    return Marked(path.stem, head, text, facts)


def _fact(text: str, spec: list[str], start: int, head: dict[str, str]) -> dict[str, Any]:
    kind, rest = spec[0], spec[1:]
    place = {"start": start, "end": start + len(text), "text": text}
    if kind in ("m", "t"):
        fact: dict[str, Any] = {
            "type": "ministry",
            **place,
            "ministry": rest[0],
            "via": "name" if kind == "m" else "title",
        }
        if "stale" in rest[1:]:
            fact["stale"] = True
        if unknown := set(rest[1:]) - {"stale"}:
            raise ValueError(f"unknown {sorted(unknown)}")
        return fact
    bare = {item for item in rest if "=" not in item}
    keys = dict(item.split("=", 1) for item in rest if "=" in item)
    if kind == "d":
        fact = _date(text, place, rest[0], bare - {rest[0]}, keys)
    elif kind == "q":
        fact = _quantity(place, rest, bare, keys, head)
    else:
        raise ValueError(f"unknown kind {kind!r}")
    if "opt" in bare:
        fact["optional"] = True
    if "flag" in keys:
        fact["flags"] = [keys["flag"]]
    if keys.get("R", "-") != "-":
        fact["record"] = keys["R"]
    return fact


def _date(text: str, place: dict[str, Any], value: str, bare: set[str], keys: dict[str, str]) -> dict[str, Any]:
    if unknown := (bare - {"target", "wc", "opt"}) | (set(keys) - {"likely", "R", "flag"}):
        raise ValueError(f"unknown {sorted(unknown)}")
    fact: dict[str, Any] = {"type": "date", **place, **_interval(value)}
    if "target" in bare:
        fact["target"] = True
    if "wc" in bare:
        fact |= {"weekday_conflict": True, "likely": keys["likely"]}
    said = next((day for day in _WEEKDAYS if text.lower().startswith(day)), None)
    if said and fact["from"] == fact["to"]:
        day = date.fromisoformat(fact["likely"] if "wc" in bare else fact["from"])
        if _WEEKDAYS[day.weekday()] != said:
            raise ValueError(f"{day} is a {_WEEKDAYS[day.weekday()]}")
    return fact


def _interval(value: str) -> dict[str, str]:
    first, _, last = value.partition("..")
    return {"from": _day(first, last=False), "to": _day(last or first, last=True)}


def _day(value: str, *, last: bool) -> str:
    parts = [int(part) for part in value.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else (12 if last else 1)
    day = parts[2] if len(parts) > 2 else (monthrange(year, month)[1] if last else 1)
    return date(year, month, day).isoformat()


def _quantity(
    place: dict[str, Any], rest: list[str], bare: set[str], keys: dict[str, str], head: dict[str, str]
) -> dict[str, Any]:
    amount, unit = rest[0], rest[1].replace("_", " ")
    roles = bare & {"T", "P", "TP"}
    if unknown := (bare - {amount, rest[1], "T", "P", "TP", "opt"}) | (set(keys) - _QUANTITY_KEYS):
        raise ValueError(f"unknown {sorted(unknown)}")
    if len(roles) != 1:
        raise ValueError("a quantity is T, P or TP")
    role = roles.pop()
    low, separator, high = amount.lstrip("~").partition("..")
    fact: dict[str, Any] = {
        "type": "quantity",
        **place,
        "min": _number(low),
        "max": _number(high) if separator else _number(low),
        **({"approx": True} if amount.startswith("~") else {}),
        "unit": unit,
        "target": "T" in role,
        "participants": "P" in role,
        "due": _interval(keys["due"]) if "due" in keys else None,
        "ministries": keys["min"].split(",") if "min" in keys else [],
        "status": keys.get("st", "target" if "T" in role else "realised"),
        "what": head[f"w.{keys['w']}"] if keys.get("w", "-") != "-" else None if "w" in keys else head["what"],
        "said_by": head.get(keys["by"], _words(keys["by"])) if "by" in keys else None,
        "counted_by": _words(keys["cb"]) if "cb" in keys else None,
        "as_of": _interval(keys["as"]) if "as" in keys else None,
        "place": _words(keys["pl"]) if "pl" in keys else None,
    }
    if fact["status"] not in _STATUSES:
        raise ValueError(f"unknown status {fact['status']!r}")
    return fact


def _words(value: str) -> str | None:
    return None if value == "-" else value.replace("_", " ")


def _number(value: str) -> int | float | None:
    return None if not value else float(value) if "." in value else int(value)


def write_articles(articles: list[Marked]) -> dict[Path, str]:
    """The input files of the product, by path within the corpus."""
    groups: dict[Path, list[Marked]] = defaultdict(list)
    for article in articles:
        groups[article.file].append(article)
    files: dict[Path, str] = {}
    for path, group in groups.items():
        if path.suffix == ".txt":
            files[path] = group[0].text + "\n"
        elif path.suffix == ".html":
            files[path] = _page(group[0])
        elif path.suffix == ".jsonl":
            files[path] = "".join(_line(_row(article)) for article in group)
        else:
            files[path] = _table(group)
    return files


def _row(article: Marked) -> dict[str, Any]:
    row = {key: article.head[key] for key in ("id", "source", "url")}
    return row | {"published": article.published, "title": article.title, "text": article.body}


def _line(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False) + "\n"


def _table(group: list[Marked]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_CSV)
    for article in group:
        head = article.head
        category = head["url"].split("/")[3]
        writer.writerow(
            [
                article.title,
                head["published"],
                head["author"],
                article.body,
                head["what"],
                category,
                head["source"],
                head["url"],
            ]
        )
    return out.getvalue()


def _page(article: Marked) -> str:
    head = article.head
    paragraphs = "\n".join(f"      <p>{escape(line, quote=False)}</p>" for line in article.body.split("\n") if line)
    return f"""<!doctype html>
<html lang="id">
  <head>
    <meta charset="utf-8">
    <title>{escape(article.title)}</title>
    <meta property="og:title" content="{escape(article.title)}">
    <meta property="og:site_name" content="{escape(head["source"])}">
    <meta property="og:url" content="{escape(head["url"])}">
    <link rel="canonical" href="{escape(head["url"])}">
    <meta property="article:published_time" content="{head["published"]}T08:00:00+07:00">
  </head>
  <body>
    <nav><a href="/">Beranda</a> <a href="/pasar">Pasar</a> <a href="/langganan">Langganan</a></nav>
    <article>
      <h1>{escape(article.title, quote=False)}</h1>
{paragraphs}
    </article>
    <footer>Hak cipta Bursa Harian</footer>
  </body>
</html>
"""


def gold_rows(articles: list[Marked]) -> str:
    """The gold facts, one document a line."""
    lines = []
    for article in articles:
        facts = [{key: value for key, value in fact.items() if key != "record"} for fact in article.facts]
        lines.append(
            _line(
                {
                    "id": article.id,
                    "source": article.head.get("source"),
                    "url": article.head.get("url"),
                    "published": article.published,
                    "text": article.text,
                    "facts": facts,
                }
            )
        )
    return "".join(lines)


def gold_records(articles: list[Marked]) -> str:
    """The gold records with their claims, in the order of ``records.yaml``."""
    claims: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for article in articles:
        seen: dict[str, int] = defaultdict(int)
        for fact in article.facts:
            seen[fact["text"]] += 1
            if "record" in fact:
                claims[fact["record"]].append(_claim(article.id, fact, seen[fact["text"]]))
    lines = []
    records = yaml.safe_load((GOLD / "records.yaml").read_text(encoding="utf-8"))
    for record in records:
        if not claims.get(record["record_id"]):
            raise GoldError(f"record {record['record_id']} has no claim")
        value = {key: str(day) if isinstance(day, date) else day for key, day in record["value"].items()}
        lines.append(_line(record | {"value": value, "claims": claims.pop(record["record_id"])}))
    if claims:
        raise GoldError(f"records.yaml lacks {sorted(claims)}")
    return "".join(lines)


def _claim(doc_id: str, fact: dict[str, Any], nth: int) -> dict[str, Any]:
    keys = ("min", "max", "approx") if fact["type"] == "quantity" else ("from", "to", "weekday_conflict", "likely")
    return (
        {"doc_id": doc_id, "text": fact["text"], "nth": nth}
        | {key: fact[key] for key in keys if key in fact}
        | {key: fact.get(key) for key in ("status", "said_by", "due", "as_of", "counted_by")}
        | {"start": fact["start"], "end": fact["end"]}
    )


def build() -> dict[Path, str]:
    """All files that this script writes, by path within the corpus."""
    articles = [read_marked(path) for path in sorted((GOLD / "marked").glob("*.txt"))]
    files = write_articles(articles)
    files[Path("gold/facts.jsonl")] = gold_rows(articles)
    files[Path("gold/records.jsonl")] = gold_records(articles)
    return files


def main() -> int:
    """Command line. Returns the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when a file differs")
    check = parser.parse_args().check
    differing = []
    for path, content in build().items():
        target = CORPUS / path
        if target.is_file() and target.read_text(encoding="utf-8") == content:
            continue
        differing.append(path)
        if not check:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(content, encoding="utf-8")
    for path in differing:
        print(("differs: " if check else "wrote ") + path.as_posix())
    return 1 if check and differing else 0


if __name__ == "__main__":
    sys.exit(main())

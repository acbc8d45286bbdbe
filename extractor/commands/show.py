"""``rujuk show``: records in the terminal, conflicts first; one record with its claims and quotes."""

from __future__ import annotations

import heapq
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from extractor.cli import example
from extractor.commands.options import Directory, Rules
from extractor.messages.language import chosen_language, say

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from extractor.models import Claim, Record
    from extractor.rules import RuleSet

_RANKS = {"conflict": 0, "update": 2, "compatible": 3, "agree": 4, "single": 5}
_UNRESOLVED_RANK = 1
_MOST_LISTED = 10
_WIDE = 80
Shown = Literal["conflict", "unresolved", "update", "compatible", "agree", "single"]


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(
        "show",
        help=say(
            "Rujukan di terminal, yang bertentangan lebih dulu; satu rujukan dengan semua klaim dan kutipannya.",
            "Records in the terminal, conflicts first; one record with all its claims and quotes.",
        ),
        epilog=example("rujuk show output/", "rujuk show output/ RECORD_ID --why"),
    )(show)


def show(
    directory: Directory,
    record_id: Annotated[
        str | None,
        typer.Argument(help=say("Rujukan (awalan id cukup).", "A record (the start of its id will do).")),
    ] = None,
    limit: Annotated[int, typer.Option(help=say("Jumlah rujukan.", "How many records."), min=1)] = 20,
    why: Annotated[
        bool,
        typer.Option("--why", help=say("Dengan alasan, pasangan demi pasangan.", "With the reasons, pair by pair.")),
    ] = False,
    query: Annotated[
        str | None,
        typer.Option("--query", "-q", metavar="TEXT", help=say("Yang memuat kata ini.", "With these words.")),
    ] = None,
    relation: Annotated[
        Shown | None, typer.Option("--relation", help=say("Dengan hubungan ini.", "Those of this relation."))
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=say("Sebagai JSON Lines.", "As JSON Lines."))] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help=say("Sebagai CSV.", "As CSV."))] = False,
    rules: Rules = None,
) -> None:
    path = directory / "records.jsonl"
    if not path.is_file():
        raise FileNotFoundError(2, say("bukan folder keluaran rujuk", "not an output folder of rujuk"), str(path))
    from extractor.rules import load_rules

    ruleset = load_rules(rules)
    if record_id is not None:
        record = _one(path, record_id)
        if not _printed([record], as_json, as_csv):
            _detail(directory, record, why, ruleset)
        return
    wanted = (one for one in _records(path) if _holds(one, query) and relation in (None, _relation(one)))
    records = heapq.nsmallest(limit, wanted, key=_rank)
    if not _printed(records, as_json, as_csv):
        _list(records, why, ruleset)


def _one(path: Path, record_id: str) -> Record:
    """The record of this id, or the only one whose id begins so."""
    from extractor.errors import RujukError

    found = [one for one in _records(path) if one.record_id.startswith(record_id)]
    exact = [one for one in found if one.record_id == record_id]
    if not found:
        raise RujukError(say(f"rujukan tidak ada: {record_id}", f"no such record: {record_id}"))
    if len(found) > 1 and not exact:
        names = [f"{one.record_id} ({one.what or one.unit or one.claims[0].text})" for one in found[:_MOST_LISTED]]
        names += ["…"] if len(found) > _MOST_LISTED else []
        listed = ", ".join(names)
        raise RujukError(
            say(f"{len(found)} rujukan berawalan {record_id}: {listed}", f"{len(found)} records begin so: {listed}")
        )
    return (exact or found)[0]


def _holds(record: Record, query: str | None) -> bool:
    """Whether every word of the query stands in the record's name, its unit or a claim."""
    if query is None:
        return True
    texts = (record.what, record.unit, *record.ministries, *(claim.text for claim in record.claims))
    held = " ".join(text for text in texts if text).casefold()
    return all(word in held for word in query.casefold().split())


def _printed(records: list[Record], as_json: bool, as_csv: bool) -> bool:
    """Prints the records for other programs, where that was asked for."""
    import json

    from extractor.export.csv import RECORD_COLUMNS, csv_line, record_row

    if as_csv:
        typer.echo(csv_line(RECORD_COLUMNS), nl=False)
    for record in records:
        line = record.model_dump_json(by_alias=True)
        if as_csv:
            typer.echo(csv_line(record_row(json.loads(line))), nl=False)
        elif as_json:
            typer.echo(line)
    return as_csv or as_json


def _records(path: Path) -> Iterator[Record]:
    from pydantic import ValidationError

    from extractor.models import RECORD

    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            try:
                yield RECORD.validate_json(line)
            except ValidationError:
                from extractor.desk.store import StoreError

                raise StoreError(
                    say(
                        f"{path}:{number}: bukan rujukan versi ini; jalankan lagi rujuk run",
                        f"{path}:{number}: no record of this version; give rujuk run again",
                    )
                ) from None


def _rank(record: Record) -> tuple[int, int, str]:
    rank = _RANKS[record.relation] if record.resolved or record.relation == "conflict" else _UNRESOLVED_RANK
    return rank, -len(record.claims), record.record_id


def _relation(record: Record) -> str:
    return record.relation if record.resolved or record.relation == "conflict" else "unresolved"


def _list(records: list[Record], why: bool, ruleset: RuleSet) -> None:
    from rich.console import Console

    from extractor.commands.tables import plain_table
    from extractor.messages.phrases import phrases
    from extractor.messages.values import format_value

    language = chosen_language()
    words = say("rujukan hubungan atribut nilai klaim sumber", "record relation attribute value claims sources").split()
    console = Console()
    # What is left where a row would not fit: the rest is in the record itself.
    narrow = console.width < _WIDE
    names = [*words[:2], say("apa", "what"), *words[2:]]
    table = plain_table(*([*names[:3], names[4]] if narrow else names), right=[] if narrow else [5, 6])
    reasons: list[str] = []
    phrase = phrases(ruleset, language)
    for record in records:
        what = (record.title if language == "id" else record.title_en) or record.claims[0].text
        value = format_value(record.value, record.unit, language=language) if record.resolved else "?"
        figures = (str(len(record.claims)), str(record.sources))
        relation, attribute = phrase(f"relation_{_relation(record)}"), phrase(f"attribute_{record.attribute}")
        rest = (value,) if narrow else (attribute, value, *figures)
        table.add_row(record.record_id, relation, what, *rest)
        if why:
            reasons.append(f"{record.record_id}: {record.why if language == 'id' else record.why_en}")
    # An id that is folded over two lines cannot be copied into the next command.
    table.columns[0].no_wrap = table.columns[1].no_wrap = True
    console.print(table)
    for reason in reasons:
        typer.echo(reason)


def _detail(directory: Path, record: Record, why: bool, ruleset: RuleSet) -> None:
    from extractor.desk.labels import flag_words
    from extractor.messages.phrases import phrases
    from extractor.messages.values import format_interval, format_value

    language = chosen_language()
    phrase = phrases(ruleset, language)
    value = format_value(record.value, record.unit, language=language)
    kind = f"{phrase(f'attribute_{record.attribute}')}, {phrase(f'relation_{_relation(record)}')}"
    typer.echo(f"{record.record_id}  {(record.title if language == 'id' else record.title_en) or '—'}  [{kind}]")
    typer.echo(f"{value}" + (f"  ({format_interval(record.due, language)})" if record.due else ""))
    typer.echo(record.why if language == "id" else record.why_en)
    for review in [record.review] if record.review else []:
        typer.echo(f"[{phrase(f'decision_{review.decision}')}] {review.comment}")
    texts = _texts(directory, {claim.doc_id for claim in record.claims})
    for number, claim in enumerate(record.claims, 1):
        status = phrase(f"status_{claim.status}") if claim.status else ""
        typer.echo(f"\n{number}. " + _claim_line(claim, status))
        sentence = texts.get(claim.doc_id, "")[claim.sentence.start : claim.sentence.end]
        typer.echo(f"   “{' '.join((sentence or claim.text).split())}”")
        for flag in claim.flags:
            typer.echo(f"   ! {flag_words(ruleset, language, flag)}")
    if why:
        _joins(directory, record, ruleset)


def _joins(directory: Path, record: Record, ruleset: RuleSet) -> None:
    """Pair by pair, why the claims stand in one record."""
    import orjson

    from extractor.models import FACT, ArticleSummary
    from extractor.reconcile.grouping.joins import explain_joins

    wanted = {claim.doc_id for claim in record.claims}
    with (directory / "articles.jsonl").open("rb") as lines:
        articles = [ArticleSummary.model_validate_json(line) for line in lines if orjson.loads(line)["id"] in wanted]
    with (directory / "facts.jsonl").open("rb") as lines:
        facts = [FACT.validate_json(line) for line in lines if orjson.loads(line)["doc_id"] in wanted]
    numbers = {claim.fact_id: number for number, claim in enumerate(record.claims, 1)}
    for join in explain_joins(record, facts, articles, ruleset, chosen_language()):
        pair = f"{numbers[join.claim.fact_id]} – {numbers[join.other.fact_id]}"
        if join.repetition:
            typer.echo(f"\n{pair}: " + say("pengulangan dalam satu berita", "repeated in one report"))
            continue
        typer.echo(f"\n{pair}: {join.score:+.2f}")
        for name, points, reason in join.evidence:
            typer.echo(f"   {points:+.2f}  {name}: {reason}")


def _claim_line(claim: Claim, status: str) -> str:
    from extractor.messages.values import format_interval, format_value

    language = chosen_language()
    parts = [
        format_value(claim.value, claim.unit, approx=claim.approx, language=language),
        status,
        f"{claim.source or claim.doc_id} {claim.published or ''}".strip(),
        say("kata ", "said by ") + claim.said_by.name if claim.said_by else "",
        say("dihitung ", "counted by ") + claim.counted_by if claim.counted_by else "",
        say("per ", "as of ") + format_interval(claim.as_of, language) if claim.as_of else "",
        say("salinan ", "copy of ") + claim.copy_of if claim.copy_of else "",
        f"{claim.doc_id}:{claim.start}-{claim.end}",
    ]
    return " · ".join(part for part in parts if part)


def _texts(directory: Path, wanted: Collection[str]) -> dict[str, str]:
    """The texts of some articles, where ``articles.jsonl`` has them."""
    import orjson

    found: dict[str, str] = {}
    prefixes = tuple(b'{"id":' + orjson.dumps(doc_id) + b"," for doc_id in wanted)
    with (directory / "articles.jsonl").open("rb") as lines:
        for line in lines:
            if line.startswith(prefixes):
                row = orjson.loads(line)
                found[row["id"]] = row.get("text") or ""
    return found

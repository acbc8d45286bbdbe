"""``rujuk show``: records in the terminal, conflicts first; one record with its claims and quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from extractor.cli import example
from extractor.commands.options import Directory, Rules
from extractor.messages.language import chosen_language, say

if TYPE_CHECKING:
    from extractor.desk.store import Store
    from extractor.models import Claim, Record
    from extractor.rules import RuleSet

_MOST_LISTED = 10
_WIDE = 110
Shown = Literal["conflict", "unresolved", "update", "compatible", "agree", "single"]


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(
        "show",
        help=say(
            "Rujukan di terminal, yang bertentangan lebih dulu; satu rujukan dengan semua klaim dan kutipannya.",
            "Records in the terminal, conflicts first; one record with all its claims and quotes.",
        ),
        epilog=example("rujuk show output/", "rujuk show output/ -q magang", "rujuk show output/ RECORD_ID --why"),
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
        typer.Option(
            "--query",
            "-q",
            metavar="TEXT",
            help=say("Cari kata dan angka: “mbg 36,7 jt”.", "Words and figures: “mbg 36.7 million”."),
        ),
    ] = None,
    relation: Annotated[
        Shown | None, typer.Option("--relation", help=say("Dengan hubungan ini.", "Those of this relation."))
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=say("Sebagai JSON Lines.", "As JSON Lines."))] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help=say("Sebagai CSV.", "As CSV."))] = False,
    as_svg: Annotated[
        bool, typer.Option("--svg", help=say("Rujukan itu sebagai kartu (SVG).", "The record as a card (SVG)."))
    ] = False,
    rules: Rules = None,
) -> None:
    from contextlib import closing

    from extractor.desk.pictures.card import card
    from extractor.desk.search import Search
    from extractor.desk.store import RecordFilter, Store
    from extractor.messages.phrases import phrases
    from extractor.rules import load_rules

    ruleset = load_rules(rules)
    with closing(Store(directory)) as store:
        if record_id is not None:
            record = _one(store, record_id)
            if as_svg:
                typer.echo(card(record, ruleset, chosen_language()))
            elif not _printed([record], ruleset, as_json, as_csv):
                _detail(store, record, why, ruleset)
            return
        hits = None
        if query:
            with closing(Search(store, ruleset)) as search:
                hits = search.find(query, most=None)
        where = RecordFilter(relation=relation or "")
        records = store.records(where, limit=limit, among=hits.ranks if hits else None)
        phrase = phrases(ruleset, chosen_language())
        if hits and hits.spelled:
            typer.echo(phrase("search_spelled", words=query, spelled=hits.spelled), err=True)
        elif hits and hits.nearest:
            typer.echo(phrase("search_nearest" if records else "nothing_found", words=query), err=True)
        if not _printed(records, ruleset, as_json, as_csv):
            _list(records, why, ruleset)


def _one(store: Store, record_id: str) -> Record:
    """The record of this id, or the only one whose id begins so."""
    from extractor.errors import RujukError

    found = store.beginning(record_id, limit=_MOST_LISTED + 1)
    exact = store.record(record_id)
    if not found:
        raise RujukError(say(f"rujukan tidak ada: {record_id}", f"no such record: {record_id}"))
    if len(found) > 1 and exact is None:
        names = [f"{one.record_id} ({one.what or one.unit or one.claims[0].text})" for one in found[:_MOST_LISTED]]
        names += ["…"] if len(found) > _MOST_LISTED else []
        listed = ", ".join(names)
        raise RujukError(
            say(
                f"lebih dari satu rujukan berawalan {record_id}: {listed}",
                f"several records begin with {record_id}: {listed}",
            )
        )
    return exact or found[0]


def _printed(records: list[Record], ruleset: RuleSet, as_json: bool, as_csv: bool) -> bool:
    """Prints the records for other programs, where that was asked for."""
    from extractor.export.csv import csv_line
    from extractor.export.wording import Wording

    wording = Wording(ruleset, chosen_language(), keys=True)
    if as_csv:
        typer.echo(csv_line(wording.heads("records")), nl=False)
    for record in records:
        if as_csv:
            typer.echo(csv_line(wording.row("records", record.model_dump(mode="json"))), nl=False)
        elif as_json:
            typer.echo(record.model_dump_json())
    return as_csv or as_json


def _list(records: list[Record], why: bool, ruleset: RuleSet) -> None:
    from rich.console import Console

    from extractor.commands.tables import plain_table
    from extractor.desk.days import told_value
    from extractor.desk.labels import kind_of, title_of
    from extractor.messages.phrases import phrases

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
        what = title_of(record, language)
        value = told_value(record.value, record.unit, record, ruleset, language) if record.resolved else "?"
        figures = (str(len(record.claims)), str(record.sources))
        relation, attribute = phrase(f"relation_{kind_of(record)}"), phrase(f"attribute_{record.attribute}")
        rest = (value,) if narrow else (attribute, value, *figures)
        table.add_row(record.record_id, relation, what, *rest)
        if why:
            reasons.append(f"{record.record_id}: {record.why if language == 'id' else record.why_en}")
    # An id that is folded over two lines cannot be copied into the next command.
    table.columns[0].no_wrap = table.columns[1].no_wrap = True
    console.print(table)
    for reason in reasons:
        typer.echo(reason)


def _detail(store: Store, record: Record, why: bool, ruleset: RuleSet) -> None:
    from extractor.desk.days import told_days, told_value
    from extractor.desk.labels import kind_of, remarks, title_of
    from extractor.messages.phrases import phrases

    language = chosen_language()
    phrase = phrases(ruleset, language)
    value = told_value(record.value, record.unit, record, ruleset, language)
    kind = f"{phrase(f'attribute_{record.attribute}')}, {phrase(f'relation_{kind_of(record)}')}"
    typer.echo(f"{record.record_id}  {title_of(record, language)}  [{kind}]")
    typer.echo(f"{value}" + (f"  ({told_days(record.due, record, ruleset, language)})" if record.due else ""))
    typer.echo(record.why if language == "id" else record.why_en)
    for review in [record.review] if record.review else []:
        typer.echo(f"[{phrase(f'decision_{review.decision}')}] {review.comment}")
    for number, claim in enumerate(record.claims, 1):
        status = phrase(f"status_{claim.status}") if claim.status else ""
        typer.echo(f"\n{number}. " + _claim_line(claim, status, ruleset))
        typer.echo(f"   “{' '.join(claim.quote.split())}”")
        for remark in remarks(ruleset, language, claim.flags):
            typer.echo(f"   ! {remark}")
    if why:
        _joins(store, record, ruleset)


def _joins(store: Store, record: Record, ruleset: RuleSet) -> None:
    """Pair by pair, why the claims stand in one record."""
    from extractor.reconcile.grouping.joins import explain_joins

    wanted = sorted({claim.doc_id for claim in record.claims})
    articles = [article for one in wanted if (article := store.article(one))]
    facts = [fact for one in wanted for fact in store.facts(one)]
    numbers = {claim.fact_id: number for number, claim in enumerate(record.claims, 1)}
    for join in explain_joins(record, facts, articles, ruleset, chosen_language()):
        pair = f"{numbers[join.claim.fact_id]} – {numbers[join.other.fact_id]}"
        if join.repetition:
            typer.echo(f"\n{pair}: " + say("pengulangan dalam satu berita", "repeated in one report"))
            continue
        typer.echo(f"\n{pair}: {join.score:+.2f}")
        for name, points, reason in join.evidence:
            typer.echo(f"   {points:+.2f}  {name}: {reason}")


def _claim_line(claim: Claim, status: str, ruleset: RuleSet) -> str:
    from extractor.desk.days import told_days, told_value
    from extractor.messages.values import outlet_name

    language = chosen_language()
    parts = [
        told_value(claim.value, claim.unit, claim, ruleset, language, approx=claim.approx),
        status,
        f"{outlet_name(claim.source, claim.doc_id, language)} {claim.published or ''}".strip(),
        say("kata ", "said by ") + claim.said_by.name if claim.said_by else "",
        say("data ", "counted by ") + claim.counted_by if claim.counted_by else "",
        say("per ", "as of ") + told_days(claim.as_of, claim, ruleset, language) if claim.as_of else "",
        say("salinan ", "copy of ") + claim.copy_of if claim.copy_of else "",
        f"{claim.doc_id}:{claim.start}-{claim.end}",
    ]
    return " · ".join(part for part in parts if part)

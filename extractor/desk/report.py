"""One self-contained HTML file with all records, their claims and quotes: to mail, to archive, to print."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from extractor.desk import rendering
from extractor.desk.pictures.plot import plot
from extractor.desk.store import RecordFilter, Store
from extractor.messages.values import Language
from extractor.rules import RuleSet

_BATCH = 200


def report(store: Store, ruleset: RuleSet, language: Language) -> Iterator[str]:
    """The file in pieces, so that a large output needs no more memory than a small one.

    It loads nothing: styles are inside, there is no script, and its own policy forbids both from elsewhere.
    """
    styles = (rendering.STATIC / "desk.css").read_text(encoding="utf-8")
    yield rendering.template("report_head.html", ruleset, language, styles=Markup(styles), totals=store.totals())
    count = store.count(RecordFilter())
    for offset in range(0, count, _BATCH):
        for record in store.records(RecordFilter(), limit=_BATCH, offset=offset):
            originals = sorted({claim.copy_of for claim in record.claims if claim.copy_of})
            targets = store.siblings(record, "target") if record.attribute != "target" else []
            yield rendering.template(
                "report_record.html",
                ruleset,
                language,
                record=record,
                titles=store.titles(originals),
                plot=plot(record, targets, ruleset, language),
            )
    yield rendering.template("report_foot.html", ruleset, language)

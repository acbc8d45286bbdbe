"""The fact-check sheet as Markdown: the fact, how it was checked, sources with links and quotes, the day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from extractor import __version__
from extractor.desk.checking import Checked
from extractor.desk.days import told_days, told_value
from extractor.desk.labels import check_paragraph, kind_of, title_of
from extractor.messages.phrases import phrases
from extractor.messages.values import Language, format_day, outlet_name
from extractor.models import Record
from extractor.rules import RuleSet

# Characters with a meaning in Markdown or HTML; text from outside shows as written.
_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+!|~&-])")
_SPACE = re.compile(r"\s+")


def plain(text: str | None) -> str:
    """Text from outside as one line of Markdown without any markup of its own."""
    return _SPECIAL.sub(r"\\\1", _SPACE.sub(" ", text or "").strip())


def factsheet(records: Iterable[Record], ruleset: RuleSet, language: Language, checked: date) -> str:
    """One sheet for some records."""
    t = phrases(ruleset, language)
    lines = [f"# {t('sheet_title')}", "", f"{t('sheet_checked')}: {format_day(checked, language)}", ""]
    for record in records:
        articles = len({claim.doc_id for claim in record.claims})
        value = told_value(record.value, record.unit, record, ruleset, language) if record.value else t("unresolved")
        lines += [
            f"## {plain(title_of(record, language))}",
            "",
            f"**{t('sheet_fact')}:** {plain(value)} "
            f"({t(f'attribute_{record.attribute}')}, {t(f'relation_{kind_of(record)}')})",
            "",
            plain(record.why_en if language == "en" else record.why),
            "",
            f"**{t('sheet_how')}:** "
            + t(
                "sheet_how_text",
                n=len(record.claims),
                articles=articles,
                version=__version__,
                digest=ruleset.digest[:12],
                sources=record.sources,
            ),
            "",
        ]
        if record.review:
            review = plain(record.review.comment)
            lines += [
                f"**{t('notes')}:** {t(f'decision_{record.review.decision}')}{': ' + review if review else ''}",
                "",
            ]
        lines += [f"**{t('sheet_sources')}:**", ""]
        for claim in record.claims:
            parts = [plain(outlet_name(claim.source, claim.doc_id, language))]
            if claim.published:
                parts.append(format_day(claim.published, language))
            if claim.said_by:
                parts.append(f"{t('said_by').lower()} {plain(claim.said_by.name)}")
            if claim.counted_by:
                parts.append(f"{t('counted_by').lower()} {plain(claim.counted_by)}")
            if claim.as_of:
                parts.append(f"{t('as_of').lower()} {told_days(claim.as_of, claim, ruleset, language)}")
            link = f" <{claim.url}>" if claim.url and re.fullmatch(r"https?://[^\s<>]{1,2000}", claim.url) else ""
            shown = plain(told_value(claim.value, claim.unit, claim, ruleset, language, approx=claim.approx))
            lines.append(f"- **{shown}**: “{plain(claim.quote)}” — {', '.join(parts)}{link}")
        lines.append("")
    return "\n".join(lines)


def check_sheet(checked: Checked, ruleset: RuleSet, language: Language, day: date) -> str:
    """The sheet of a checked text: a paragraph for each figure."""
    t = phrases(ruleset, language)
    lines = [f"# {t('sheet_title')}", "", f"{t('sheet_checked')}: {format_day(day, language)}", ""]
    for one in checked.verdicts:
        lines += [f"## {plain(one.text)}", "", plain(check_paragraph(ruleset, language, one)), ""]
    if checked.left_out:
        lines += [t("check_left_out", n=checked.left_out), ""]
    return "\n".join(lines)

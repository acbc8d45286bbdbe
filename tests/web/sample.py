"""A small output folder made by hand, hostile where the outside world can be: markup, scripts, formulas, marks."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from extractor.models import (
    Amount,
    ArticleSummary,
    Boilerplate,
    Claim,
    DateFact,
    Fact,
    Flag,
    Interval,
    MinistryFact,
    Moment,
    QuantityFact,
    Record,
    Span,
    Speaker,
)
from extractor.values import bounds_of

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)> \u202eterbalik\u202c \x07"
TEXTS = {
    "warta/1": "Kemnaker latih 5.000 orang\nBACA JUGA: Harga emas\n"
    "Kemnaker melatih 5.000 orang hingga 20 Oktober 2025.",
    "kabar-2": f"Pelatihan diikuti 8.000 orang\nPelatihan itu diikuti 8.000 orang, kata Menaker. {HOSTILE}",
    "=cmd|' /C calc'!A0": "Target 10.000 peserta\nKemnaker menargetkan 10.000 peserta pada 2026.",
}
SOURCES = {"warta/1": "Harian Warta", "kabar-2": "<b>Kabar</b>", "=cmd|' /C calc'!A0": "=1+1"}
DAYS = {"warta/1": date(2025, 10, 20), "kabar-2": date(2025, 10, 21), "=cmd|' /C calc'!A0": date(2025, 10, 22)}
URLS = {"warta/1": "https://warta.example/1", "kabar-2": "javascript:alert(3)", "=cmd|' /C calc'!A0": None}
FITS = Interval(from_=date(2025, 10, 21), to=date(2025, 10, 21))


def quantity(doc_id: str, words: str, number: int, *, target: bool = False, nth: int = 0) -> QuantityFact:
    """The nth place where ``words`` stand in the article, as a fact about the training."""
    text = TEXTS[doc_id]
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", start) % (len(text) + 1)
    return QuantityFact(
        fact_id=f"{doc_id}#quantity:{start}-{start + len(words)}",
        doc_id=doc_id,
        source=SOURCES[doc_id],
        url=URLS[doc_id],
        published=DAYS[doc_id],
        start=start,
        end=start + len(words),
        text=words,
        sentence=Span(start=first, end=last),
        before=text[first:start],
        after=text[start + len(words) : last],
        said_by=Speaker(name="Yassierli", role="Menaker") if doc_id == "kabar-2" else None,
        rule="test",
        min=number,
        max=number,
        unit=words.split()[-1],
        target=target,
        participants=True,
        confidence=1.0 if target else 0.9,
        status="target" if target else "realised",
        what="Pelatihan Vokasi",
        due=Interval(from_=date(2026, 1, 1), to=date(2026, 12, 31)) if target else None,
        ministries=("kemnaker",),
    )


def facts() -> list[Fact]:
    """All facts of the sample in output order."""
    one = quantity("warta/1", "5.000 orang", 5000, nth=1)
    shared = {name: getattr(one, name) for name in ("doc_id", "source", "url", "published", "sentence")}
    first = TEXTS["warta/1"].rindex("Kemnaker")
    day = TEXTS["warta/1"].index("20 Oktober 2025")
    return [
        quantity("=cmd|' /C calc'!A0", "10.000 peserta", 10000, target=True, nth=1),
        quantity("kabar-2", "8.000 orang", 8000, nth=1),
        DateFact(
            fact_id=f"warta/1#date:{day}-{day + 15}", start=day, end=day + 15, text="20 Oktober 2025", rule="test",
            from_=date(2025, 10, 20), to=date(2025, 10, 20), edtf="2025-10-20", role="as_of", **shared,
        ),
        MinistryFact(
            fact_id=f"warta/1#ministry:{first}-{first + 8}", start=first, end=first + 8, text="Kemnaker", rule="test",
            ministry="kemnaker", via="name", **shared,
        ),
        one,
    ]  # fmt: skip


def claim(fact: QuantityFact, copy_of: str | None = None) -> Claim:
    """The fact inside a record."""
    shared = (
        "fact_id", "doc_id", "source", "url", "published", "start", "end", "text", "sentence", "before", "after",
        "approx", "unit", "status", "said_by", "counted_by", "as_of", "due", "place", "what", "confidence",
    )  # fmt: skip
    return Claim(
        **{name: getattr(fact, name) for name in shared}, value=bounds_of(fact.amount), copy_of=copy_of,
        title=TEXTS[fact.doc_id].split("\n")[0],
    )  # fmt: skip


def records() -> list[Record]:
    """A conflict of two results, and the target apart from them."""
    target, second, *_, first = facts()
    assert isinstance(target, QuantityFact)
    assert isinstance(second, QuantityFact)
    assert isinstance(first, QuantityFact)
    claims = (claim(first), claim(second))
    return [
        Record(
            record_id="r-konflik", title="Pelatihan Vokasi: peserta", title_en="Pelatihan Vokasi: participants",
            what="Pelatihan Vokasi", attribute="participants", unit="orang",
            ministries=("kemnaker",), relation="conflict", value=None, low=5000, high=8000, resolved=False,
            why="Harian Warta menyebut 5.000, Kabar 8.000; keduanya tentang hari yang sama.",
            why_en="Harian Warta says 5,000, Kabar 8,000; both about the same day.", sources=2, claims=claims,
            history=tuple(
                Moment(day=c.published, by="published", value=c.value, source=c.source, fact_id=c.fact_id)
                for c in claims
            ),
            flags=(Flag(kind="sum_mismatch", start=0, end=1),),
        ),
        Record(
            record_id="r-target", title="Pelatihan Vokasi: target", title_en="Pelatihan Vokasi: target",
            what="Pelatihan Vokasi", attribute="target", unit="peserta",
            ministries=("kemnaker",), due=target.due,
            relation="single", value=Amount(min=10000, max=10000), low=10000, high=10000,
            resolved=True, why="Hanya satu klaim.", why_en="Only one claim.", sources=1, claims=(claim(target),),
            history=(),
        ),
    ]  # fmt: skip


def write_output(directory: Path, *, with_text: bool = True) -> Path:
    """The folder as ``rujuk run`` leaves it."""
    directory.mkdir(parents=True, exist_ok=True)
    summaries = [
        ArticleSummary(
            id=doc_id, source=SOURCES[doc_id], url=URLS[doc_id], published=DAYS[doc_id], published_by="metadata",
            title=text.split("\n")[0], length=len(text),
            boilerplate=(Boilerplate(start=27, end=48, kind="read_also"),) if doc_id == "warta/1" else (),
            flags=(Flag(kind="weekday_conflict", start=0, end=8, fits=(FITS,)),) if doc_id == "kabar-2" else (),
            counts={}, text=text if with_text else None,
        )
        for doc_id, text in sorted(TEXTS.items())
    ]  # fmt: skip
    for name, models in (("articles", summaries), ("facts", facts()), ("records", records())):
        lines = "".join(model.model_dump_json() + "\n" for model in models)  # type: ignore[attr-defined]
        (directory / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    return directory

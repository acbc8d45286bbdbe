"""Editors put records right in headless Chromium, and the next ``rujuk run`` keeps it. Needs Debian's ``chromium``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("playwright.sync_api")
from playwright.sync_api import Browser, Page, expect

from extractor.jobs.extract import JobOptions, extract_into
from extractor.jobs.reconcile import reconcile_into
from extractor.jobs.stages import ExtractWork, ReconcileWork
from extractor.rules import load_rules
from tests.web.test_journeys import CHROMIUM, browser, served

__all__ = ["browser"]

pytestmark = [pytest.mark.browser, pytest.mark.skipif(not CHROMIUM, reason="no chromium on this machine")]

ARTICLES = [
    ("warta-1", "2025-10-20", "mencatat Pelatihan Vokasi Nasional diikuti 5.210 peserta"),
    ("kabar-2", "2025-10-21", "menyatakan Pelatihan Vokasi Nasional diikuti 6.340 peserta"),
    ("suara-3", "2025-10-22", "menyatakan Magang Nasional diikuti 20.150 peserta"),
]
LATER = ("radar-4", "2025-10-23", "menyebut Pelatihan Vokasi Nasional diikuti 6.340 peserta")


def run(out: Path, articles: list[tuple[str, str, str]]) -> None:
    """``rujuk run`` over these articles."""
    given = out.with_suffix(".jsonl")
    rows = (
        {"id": doc_id, "source": f"{doc_id[:-2]}.example", "published": day, "text": f"Kemnaker {words}."}
        for doc_id, day, words in articles
    )
    given.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    ruleset = load_rules()
    options = JobOptions(workers=1, quiet=True)
    extract_into(out, [str(given)], ExtractWork(str(ruleset.directory)), ruleset.digest, options)
    reconcile_into(out, ReconcileWork(str(ruleset.directory)), workers=1, quiet=True)


@pytest.fixture
def output(tmp_path: Path) -> Path:
    run(tmp_path / "out", ARTICLES)
    return tmp_path / "out"


@pytest.fixture
def desk(output: Path) -> Iterator[str]:
    with served(output) as address:
        yield address


def signed_page(browser: Browser, desk: str) -> Page:
    return browser.new_context(base_url=desk, viewport={"width": 1100, "height": 900}).new_page()


def sign(page: Page, name: str, reason: str) -> None:
    form = page.locator("#right")
    form.get_by_label("Alasan").fill(reason)
    form.get_by_label("Nama").fill(name)


def record_with(desk: str, page: Page, words: str) -> None:
    """Opens the record that holds a claim of these words, by way of its article."""
    page.goto(f"/article?id={words}")
    page.locator(".fact a").first.click()
    expect(page.locator("table.claims")).to_be_visible()  # an article has none


def claims(page: Page) -> list[str]:
    return [one.strip() for one in page.locator("table.claims td.number").all_inner_texts()]


def test_split_run_merge_and_undo(browser: Browser, desk: str, output: Path) -> None:
    page = signed_page(browser, desk)
    record_with(desk, page, "kabar-2")
    assert claims(page) == ["5.210", "6.340"]
    page.get_by_label("Pilih 6.340 peserta dari kabar.example").check()
    sign(page, "ana", "angkatan kedua, bukan yang pertama")
    page.get_by_text("Pisahkan atau buang klaim").click()
    page.get_by_role("button", name="Pisahkan").click()
    expect(page.locator("#notes")).to_contain_text("dipisahkan redaksi")
    assert claims(page) == ["6.340"]

    run(output, [*ARTICLES, LATER])
    record_with(desk, page, "kabar-2")
    assert claims(page) == ["6.340", "6.340"]  # what came in went with its value
    expect(page.locator("#notes")).to_contain_text("angkatan kedua, bukan yang pertama")
    record_with(desk, page, "warta-1")
    assert claims(page) == ["5.210"]

    sign(page, "budi", "satu program")
    page.get_by_text("Gabungkan dengan rujukan lain").click()
    page.get_by_label("Rujukan tujuan").select_option(index=1)
    page.get_by_role("button", name="Gabungkan").click()
    expect(page.locator("#notes")).to_contain_text("digabungkan redaksi")
    assert claims(page) == ["5.210", "6.340", "6.340"]

    page.get_by_role("link", name="Semua keputusan").click()
    newest = page.locator("ul.notes > li").first
    expect(newest).to_contain_text("satu program")
    newest.get_by_text("Batalkan").first.click()
    newest.get_by_label("Alasan").fill("ternyata dua acara")
    newest.get_by_label("Nama").fill("ana")
    newest.get_by_role("button", name="Batalkan").click()
    expect(page.locator("#notes")).to_contain_text("keputusan dibatalkan")
    assert claims(page) == ["5.210"]
    lines = [json.loads(line) for line in (output / "notes.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(line["decision"], line["by"]) for line in lines] == [("split", "ana"), ("merge", "budi"), ("undo", "ana")]
    page.context.close()


def test_two_editors_at_once_keep_both_decisions(browser: Browser, desk: str, output: Path) -> None:
    ana, budi = signed_page(browser, desk), signed_page(browser, desk)
    for page in (ana, budi):
        record_with(desk, page, "kabar-2")  # both look at the record as it is now
    sign(ana, "ana", "angkatan kedua")
    ana.get_by_label("Pilih 6.340 peserta dari kabar.example").check()
    ana.get_by_text("Pisahkan atau buang klaim").click()
    ana.get_by_role("button", name="Pisahkan").click()
    expect(ana.locator("#notes")).to_contain_text("dipisahkan redaksi")
    sign(budi, "budi", "nama resminya")
    budi.get_by_text("Ganti judul").click()
    budi.get_by_label("Judul baru").fill("Peserta angkatan pertama")
    budi.keyboard.press("Enter")  # decides nothing: which button would it press?
    budi.get_by_role("button", name="Simpan judul").click()
    expect(budi.locator("#notes")).to_contain_text("dinamai ulang redaksi: Peserta angkatan pertama")
    expect(budi.locator("h1")).to_have_text("Peserta angkatan pertama")
    assert claims(budi) == ["5.210"]
    ana.reload()
    assert claims(ana) == ["6.340"]
    assert (output / "notes.jsonl").read_bytes().count(b"\n") == 2
    for page in (ana, budi):
        page.context.close()


def test_a_claim_is_corrected_where_it_is_quoted(browser: Browser, desk: str) -> None:
    page = signed_page(browser, desk)
    record_with(desk, page, "suara-3")
    page.get_by_role("link", name="betulkan").first.click()
    page.get_by_label("Nilai").fill("20 ribu")
    page.get_by_label("Status").select_option("target")
    page.get_by_label("Alasan").fill("baru kuota")
    page.get_by_label("Nama").fill("ana")
    page.get_by_role("button", name="Simpan pembetulan").click()
    expect(page.locator("p.value")).to_contain_text("20.000 peserta")
    expect(page.locator("#notes")).to_contain_text("baru kuota")
    expect(page.locator("ul.quotes")).to_contain_text("20.150 peserta")
    expect(page.locator("main")).to_contain_text("dibetulkan redaksi")
    page.context.close()

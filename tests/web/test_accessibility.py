"""Pages that everybody can use: no serious finding of axe-core in light or dark, and a journey by keyboard alone."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import pytest

pytest.importorskip("playwright.sync_api")
from playwright.sync_api import Browser, Locator, Page, expect

from extractor.desk.notes import Note, add_note, named
from tests.web.sample import records, write_output
from tests.web.test_journeys import CHROMIUM, browser, served

__all__ = ["browser"]

pytestmark = [pytest.mark.browser, pytest.mark.skipif(not CHROMIUM, reason="no chromium on this machine")]

AXE = gzip.decompress((Path(__file__).parent / "axe" / "axe.min.js.gz").read_bytes()).decode("utf-8")
FOUND = """
async () => (await axe.run()).violations.filter(one => ['serious', 'critical'].includes(one.impact))
    .flatMap(one => one.nodes.map(node => `${one.id}: ${node.target} ${node.failureSummary}`))
"""
FACT = records()[0].claims[0].fact_id


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = write_output(tmp_path_factory.mktemp("axe") / "out")
    conflict, target = records()
    at = datetime(2025, 11, 3, 9, tzinfo=UTC)
    for number, record in enumerate((conflict, target)):
        add_note(folder, Note(id=f"n{number}", decision="comment", claims=named(record.claims), by="ana",
                              comment="ditanyakan ke humas", at=at, record_id=record.record_id))  # fmt: skip
    add_note(folder, Note(id="n2", decision="undo", undoes="n1", by="budi", comment="keliru", at=at))
    with served(folder) as address:
        yield address


def findings(page: Page) -> list[str]:
    page.evaluate(AXE)
    found: list[str] = page.evaluate(FOUND)
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_has_no_serious_findings(browser: Browser, desk: str, scheme: Literal["light", "dark"]) -> None:
    page = browser.new_page(base_url=desk, color_scheme=scheme)
    found: dict[str, list[str]] = {}
    for path in ("/", "/?q=vokasi&view=all", "/record?id=r-konflik", "/record?id=r-target&lang=en", "/notes?lang=id",
                 "/article?id=warta%2F1", f"/correct?claim={FACT.replace('#', '%23')}", "/sources", "/api/docs",
                 "/nowhere"):  # fmt: skip
        page.goto(path)
        for details in page.locator("main details").all():
            details.evaluate("one => one.open = true")
        found[path] = findings(page)
    page.goto("/check")
    page.get_by_label("Teks").fill(
        "Kemnaker melatih 5.000 orang. Pelatihan itu diikuti 9.500 orang pada 20 Oktober 2025."
    )
    page.get_by_role("button", name="Cek", exact=True).click()
    expect(page.locator(".verdicts > li")).not_to_have_count(0)
    found["/check"] = findings(page)
    assert {path: told for path, told in found.items() if told} == {}
    page.close()


def test_keys_alone_split_a_record_and_undo_it(browser: Browser, desk: str) -> None:
    page = browser.new_page(base_url=desk)

    def reach(wanted: Locator) -> None:
        for _ in range(80):
            page.keyboard.press("Tab")
            if wanted.evaluate("one => one === document.activeElement"):
                outline = wanted.evaluate("one => getComputedStyle(one).outlineStyle")
                assert outline != "none"  # whoever goes by keys sees where
                return
        raise AssertionError(f"no key leads to {wanted}")

    page.goto("/record?id=r-konflik")
    reach(page.locator("td.tick input").nth(1))
    page.keyboard.press("Space")
    reach(page.locator("#right").get_by_label("Alasan"))
    page.keyboard.type("dua acara")
    page.keyboard.press("Tab")
    page.keyboard.type("ana")
    reach(page.locator("summary", has_text="Pisahkan"))
    page.keyboard.press("Enter")
    reach(page.get_by_role("button", name="Pisahkan"))
    page.keyboard.press("Enter")
    expect(page.locator(".quotes > li")).to_have_count(1)
    expect(page.locator("#notes li").last).to_contain_text("dipisahkan redaksi")
    notes = page.locator("#notes li", has_text="dipisahkan")
    reach(notes.locator("summary"))
    page.keyboard.press("Enter")
    reach(notes.get_by_label("Alasan"))
    page.keyboard.type("keliru")
    page.keyboard.press("Tab")
    page.keyboard.type("ana")
    reach(notes.get_by_role("button", name="Batalkan"))
    page.keyboard.press("Enter")
    expect(page.locator(".quotes > li")).to_have_count(2)
    page.close()

"""The pictures of the documentation, made of the sample corpus's own output: ``make pictures``."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("playwright.sync_api")
from PIL import Image
from playwright.sync_api import Page, expect

from extractor.messages.phrases import phrases
from extractor.rules import load_rules
from tests.web.test_journeys import CHROMIUM, browser, served

FOLDER = Path(os.environ.get("RUJUK_SCREENSHOTS") or "none")
OUTPUT = Path(__file__).parents[2] / "output"
CLAIM = "Kemnaker targetkan 10.000 peserta pelatihan kewirausahaan mulai Mei 2025."
T = phrases(load_rules(), "id")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM or FOLDER.name == "none", reason="pictures are made on request"),
]
__all__ = ["browser"]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[str]:
    shutil.copytree(OUTPUT, tmp_path / "output", ignore=shutil.ignore_patterns(".rujuk"))
    with served(tmp_path / "output") as address:
        yield address


def take(page: Page, name: str) -> None:
    """The page as it stands, in few colours: a page of text needs no more, and a repository keeps every version."""
    path = FOLDER / f"{name}.png"
    page.screenshot(path=path, animations="disabled")
    Image.open(path).convert("RGB").quantize(64, dither=Image.Dither.NONE).save(path, optimize=True)
    assert path.stat().st_size < 100_000


def test_pictures(browser, desk: str) -> None:  # type: ignore[no-untyped-def]
    FOLDER.mkdir(parents=True, exist_ok=True)
    page = browser.new_page(base_url=desk, viewport={"width": 1000, "height": 760})
    page.goto("/")
    take(page, "daftar")
    page.goto("/?q=pekerja+BSU&relation=update")
    page.locator("ol.records h3 a").first.click()
    take(page, "rujukan")
    page.set_viewport_size({"width": 1000, "height": 520})
    page.evaluate("scrollTo(0, document.querySelector('figure.plotted').offsetTop - 50)")
    take(page, "grafik")
    card = page.locator("[data-card]").get_attribute("data-card")
    page.set_viewport_size({"width": 1000, "height": 760})
    page.get_by_role("link", name=T("in_article")).first.click()
    page.evaluate("scrollTo(0, 0)")
    take(page, "artikel")
    page.set_viewport_size({"width": 1000, "height": 980})
    page.goto("/check")
    page.get_by_label(T("check_text"), exact=True).fill(CLAIM)
    page.get_by_role("button", name=T("check_run"), exact=True).click()
    expect(page.locator(".verdicts > li").first).to_be_visible()
    page.evaluate("scrollTo(0, document.querySelector('h1').offsetTop - 20)")
    take(page, "cek")
    page.goto("/sources")
    page.set_viewport_size({"width": 1000, "height": 460})
    take(page, "sumber")
    page.set_viewport_size({"width": 1200, "height": 630})
    page.goto("about:blank")
    page.set_content(f'<body style="margin:0">{page.request.get(desk + str(card)).text()}')
    take(page, "kartu")
    split_and_undo(page)
    page.close()


def split_and_undo(page: Page) -> None:
    """Two pictures: the form in which a claim is split off, and the decision among all others, to be undone."""
    page.set_viewport_size({"width": 1000, "height": 760})
    page.goto("/?q=mitra+kerja+sama&relation=conflict")
    page.locator("ol.records h3 a").first.click()
    page.locator("input[name=claims]").last.check()
    form = page.locator("form#right")
    form.get_by_label(T("reason_label")).fill("Naskah kedua, di luar 29 mitra")
    form.get_by_label(T("by_label")).fill("Ani, desk ekonomi")
    form.get_by_text(T("split_or_drop")).click()
    form.scroll_into_view_if_needed()
    page.evaluate("scrollTo(0, document.querySelector('section#notes').offsetTop)")
    take(page, "pisah")
    form.get_by_role("button", name=T("split"), exact=True).click()
    expect(page).to_have_url(re.compile("/record"))
    page.set_viewport_size({"width": 1000, "height": 360})
    page.goto("/notes")
    take(page, "keputusan")

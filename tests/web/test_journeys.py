"""The five journeys of a journalist through the desk, in headless Chromium.

Needs Debian's ``chromium`` (or ``RUJUK_CHROMIUM`` with its path).
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

pytest.importorskip("playwright.sync_api")
import uvicorn
from playwright.sync_api import Browser, Page, expect, sync_playwright

from extractor.pipeline import Pipeline
from extractor.rules import load_rules
from extractor.web.app import create_app
from tests.web.documents import word_file
from tests.web.sample import write_output

CHROMIUM = os.environ.get("RUJUK_CHROMIUM") or shutil.which("chromium") or ""
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip

expect.set_options(timeout=30_000)  # milliseconds; a busy machine may take its time

pytestmark = [pytest.mark.browser, pytest.mark.skipif(not CHROMIUM, reason="no chromium on this machine")]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return write_output(tmp_path / "out")


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The desk over a folder, on a free port of this machine."""
    ruleset = load_rules()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    app = create_app(folder, ruleset, Pipeline(ruleset).read)
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(10)


@pytest.fixture
def desk(output: Path) -> Iterator[str]:
    with served(output) as address:
        yield address


@pytest.fixture
def page(browser: Browser, desk: str) -> Iterator[Page]:
    context = browser.new_context(base_url=desk, viewport={"width": 1100, "height": 800}, accept_downloads=True)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith(desk) else complaints.append(request.url))
    yield page
    context.close()
    assert complaints == []  # no script error, nothing blocked by the policy, nothing fetched from elsewhere


def test_find_a_conflict_and_read_its_reason(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Cari").press_sequentially("vokasi")
    page.get_by_text("Filter lain").click()
    page.get_by_label("Hubungan").select_option("conflict")
    expect(page.locator("ol.records > li")).to_have_count(1)  # without a click: filtered while typing
    assert "relation=conflict" in page.url
    page.locator("ol.records h3 a").first.click()
    expect(page.locator(".why-box")).to_contain_text("Harian Warta menyebut 5.000")
    expect(page.locator("svg.plot circle")).to_have_count(2)
    page.go_back()
    expect(page.locator("ol.records > li")).to_have_count(1)
    expect(page.locator("header.top")).to_be_visible()


def test_follow_a_claim_to_its_quote(page: Page) -> None:
    page.goto("/record?id=r-konflik")
    page.get_by_role("link", name="lihat di artikel").first.click()
    fact = page.locator(".fact:target")
    expect(fact).to_have_text("5.000 orang")
    expect(fact).to_be_in_viewport()
    fact.get_by_role("link").click()
    expect(page.locator(".why-box")).to_be_visible()
    assert "/record?id=r-konflik" in page.url


def test_drop_a_word_file_and_copy_its_paragraph(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/check")
    data = base64.b64encode(word_file("Kemnaker menargetkan 10.000 peserta Pelatihan Vokasi pada 2026.")).decode()
    transfer = page.evaluate_handle(
        """data => {
            const carried = new DataTransfer();
            const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0));
            carried.items.add(new File([bytes], "rilis.docx"));
            return carried;
        }""",
        data,
    )
    page.dispatch_event("main", "drop", {"dataTransfer": transfer})
    verdict = page.locator(".verdicts > li").filter(has_text="10.000 peserta")
    expect(verdict.locator(".chip")).to_have_text("didukung")
    verdict.get_by_role("button", name="Salin").click()
    expect(verdict.get_by_role("button", name="Tersalin")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Klaim “10.000 peserta” sesuai dengan berita ")
    assert "22 Oktober 2025" in copied


def test_check_a_pasted_claim(page: Page) -> None:
    page.goto("/check")
    page.get_by_label("Teks").fill("Kemnaker menargetkan 10.000 peserta Pelatihan Vokasi pada 2026.")
    page.get_by_role("button", name="Cek").click()
    verdict = page.locator(".verdicts > li").filter(has_text="10.000 peserta")
    expect(verdict.locator(".verdict-supported").first).to_have_text("didukung")
    verdict.get_by_role("link", name="Rujukan").first.click()
    expect(page.locator("h1")).to_have_text("Pelatihan Vokasi: target")
    assert "/record?id=r-target" in page.url


def test_reject_a_value_and_see_it_kept(page: Page, output: Path) -> None:
    page.goto("/record?id=r-target")
    page.get_by_label("Alasan").fill("bantahan resmi")
    page.get_by_label("Nama").fill("ana")
    page.get_by_role("button", name="Angka keliru").click()
    expect(page.locator("#notes")).to_contain_text("ditolak redaksi: 10.000 peserta")
    page.goto("/record?id=r-target")
    expect(page.locator("#notes")).to_contain_text("bantahan resmi")
    (note,) = (output / "notes.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(note)["decision"] == "reject"


def test_export(page: Page, tmp_path: Path) -> None:
    page.goto("/record?id=r-konflik")
    with page.expect_download() as download:
        page.get_by_role("link", name="Lembar cek fakta (Markdown)").click()
    sheet = tmp_path / download.value.suggested_filename
    download.value.save_as(sheet)
    assert sheet.name == "rujuk-pelatihan-vokasi-peserta.md"
    assert "Harian Warta menyebut 5.000" in sheet.read_text(encoding="utf-8")


def test_a_card_as_png(page: Page, tmp_path: Path) -> None:
    page.goto("/record?id=r-konflik")
    with page.expect_download() as download:
        page.get_by_role("button", name="PNG").click()
    download.value.save_as(tmp_path / "kartu.png")
    head = (tmp_path / "kartu.png").read_bytes()[:24]
    assert head[12:] == b"IHDR" + (1200).to_bytes(4, "big") + (630).to_bytes(4, "big")


@pytest.mark.parametrize("path", ["/", "/record?id=r-konflik", "/article?id=warta%2F1", "/check"])
def test_pages_fit_a_phone_and_do_not_shift(browser: Browser, desk: str, path: str) -> None:
    context = browser.new_context(base_url=desk, viewport={"width": 360, "height": 700})
    page = context.new_page()
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver(list => list.getEntries().forEach(e => window.shift += e.value))"
        ".observe({type: 'layout-shift', buffered: true})"
    )
    page.goto(path, wait_until="networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.evaluate("window.shift") == 0
    context.close()


def test_everything_works_without_javascript(browser: Browser, desk: str) -> None:
    context = browser.new_context(base_url=desk, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.get_by_text("Filter lain").click()
    page.get_by_label("Jenis").select_option("target")
    page.get_by_role("button", name="Terapkan").click()
    expect(page.locator("ol.records > li")).to_have_count(1)
    page.locator("ol.records h3 a").click()
    page.get_by_label("Alasan").fill("dicek ke humas")
    page.get_by_label("Nama").fill("ana")
    page.get_by_role("button", name="Angka benar").click()
    expect(page.locator("#notes")).to_contain_text("diterima redaksi")
    context.close()


def test_search_by_abbreviation_number_and_slip(page: Page) -> None:
    page.goto("/")
    field, first = page.get_by_label("Cari"), page.locator("ol.records h3 a").first
    field.press_sequentially("kemnaker 10 rb")
    expect(first).to_have_attribute("href", "/record?id=r-target")
    field.fill("")
    field.press_sequentially("vokais")
    expect(page.get_by_role("status")).to_contain_text("“vokasi”")
    expect(page.locator("ol.records > li")).to_have_count(2)
    field.fill("")
    expect(page.get_by_role("heading", name="Terbaru")).to_be_visible()  # the front page again


def test_a_phone_shows_the_first_record_at_once(browser: Browser, desk: str) -> None:
    page = browser.new_page(base_url=desk, viewport={"width": 360, "height": 640})
    page.goto("/")
    box = page.locator("ol.records > li").first.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 640
    page.close()


def test_keys_alone_lead_from_the_search_to_a_record(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("konflik 8.000")
    page.keyboard.press("Enter")
    expect(page.locator("ol.records > li")).not_to_have_count(0)
    link = page.locator("ol.records h3 a").first
    for _ in range(30):
        if link.evaluate("one => one === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".why-box")).to_be_visible()


def test_the_keyboard_reaches_the_search_and_skips_the_header(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Langsung ke isi")).to_be_focused()
    page.keyboard.press("/")
    expect(page.get_by_label("Cari")).to_be_focused()

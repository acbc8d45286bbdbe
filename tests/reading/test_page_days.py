"""The publication day and the outlet of a page; never a day that the page did not give for its article."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.models import Article
from extractor.reading import read_articles
from extractor.reading.outlet import host_of, outlet_of

REPORT = "<p>" + "Kementerian Ketenagakerjaan membuka pelatihan bagi pencari kerja di Bandung, Rabu. " * 4 + "</p>"


def page(tmp_path: Path, head: str = "", before: str = "", after: str = "", below: str = "") -> Article:
    """The article of a page with these parts: in the head, before the article, after it, below the headline."""
    text = f"""<html><head><title>Pelatihan Dibuka - Kabar</title>{head}</head><body>{before}<article>
      <h1>Pelatihan Dibuka</h1>{below}{REPORT}{REPORT}</article>{after}</body></html>"""
    (tmp_path / "x.html").write_text(text)
    (item,) = read_articles([str(tmp_path / "x.html")])
    assert isinstance(item, Article)
    return item


def ld(content: str) -> str:
    return f'<script type="application/ld+json">{content}</script>'


@pytest.mark.parametrize(
    "parts",
    [
        {"after": "<footer>Hak cipta 2021 Kabar Media</footer>"},
        {"after": "<footer>Diterbitkan 3 Mei 2021</footer>"},
        {"after": '<div class="sidebar"><span class="date">3 Mei 2021</span></div>'},
        {"after": "<aside><ul><li>Banjir, 3 Mei 2021</li></ul></aside>"},
        {"after": '<div class="related"><time datetime="2021-05-03">3 Mei 2021</time></div>'},
        {"before": '<nav><span class="tanggal">Senin, 3 Mei 2021</span></nav>'},
        {"before": '<header><div class="date">Senin, 3 Mei 2021</div></header>'},
        {"before": '<div class="site-header"><span class="date">Senin, 3 Mei 2021</span></div>'},
        {"before": '<div class="top-bar-date">Senin, 3 Mei 2021</div>'},
        {"after": '<div class="daftar"><h3>Lain</h3><time datetime="2021-05-03">3 Mei</time></div>'},
        {"head": '<script>var build = "20210503"</script>'},
        {"after": '<img src="/uploads/2021/05/03/foto.jpg">'},
        {"below": "<p>Aturan itu berlaku sejak 12 Maret 2018.</p>"},
        {"head": '<meta property="article:modified_time" content="2021-05-03T10:00:00+07:00">'},
        {"head": ld('{"@type": "NewsArticle", "dateModified": "2021-05-03"}')},
        {"head": ld('{"@type": "WebSite", "datePublished": "2021-05-03"}')},
        {"below": '<time datetime="2021-05-03">Diperbarui 3 Mei 2021</time>'},
        {"head": ld("[" * 5000)},
    ],
)
def test_no_day_is_invented(tmp_path: Path, parts: dict[str, str]) -> None:
    assert page(tmp_path, **parts).published is None


@pytest.mark.parametrize(
    "parts",
    [
        {"head": '<meta property="article:published_time" content="2025-07-08T19:00:00Z">'},
        {"head": '<meta name="publishdate" content="Tue, 08 Jul 2025 20:00:00 GMT">'},
        {"head": '<meta itemprop="datePublished" content="2025-07-08T18:30:00+00:00">'},
        {"head": ld('{"@type": "NewsArticle", "datePublished": "2025-07-08T17:05:00.000Z"}')},
        {
            "head": ld(
                '{"@graph": [{"@type": "WebSite", "datePublished": "2020-01-01"},'
                ' {"@type": "WebPage", "datePublished": "2020-01-02"},'
                ' {"@type": ["NewsArticle"], "datePublished": "2025-07-09T01:00:00+07:00"}]}'
            )
        },
        {
            "head": '<meta property="article:modified_time" content="2025-08-02T10:00:00+07:00">',
            "before": '<div class="date">Rabu, 9 Juli 2025 | 10:00 WIB</div>',
        },
        {"below": "<time datetime=2025-08-02>Diperbarui 2 Agustus</time><time datetime=2025-07-09>9 Juli</time>"},
        {"below": "<span>Redaksi</span><br><span>09/07/2025, 10:00 WIB</span>"},
        {"below": '<p class="tanggal">Kabar Bandung, 9 Juli 2025</p>', "before": "<span>Kamis, 3 Juli 2025</span>"},
        {"head": '<link rel="canonical" href="https://kabar.example/2025/07/09/pelatihan">'},
    ],
)
def test_the_first_publication_in_jakarta_time(tmp_path: Path, parts: dict[str, str]) -> None:
    assert str(page(tmp_path, **parts).published) == "2025-07-09"


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        ('<meta property="og:site_name" content="Kabar Desa">', "Kabar Desa"),
        (ld('{"@type": "NewsArticle", "publisher": {"@type": "Organization", "name": "Kabar"}}'), "Kabar"),
        ('<link rel="canonical" href="https://www.kabar.example/x">', "kabar.example"),
        ('<meta property="og:url" content="https://bisnis.kabar.co.id/x">', "kabar.co.id"),
        (
            '<meta property="og:site_name" content="Pelatihan Dibuka"><link rel="canonical" href="https://a.example/x">',
            "a.example",
        ),
        ("", None),
    ],
)
def test_the_outlet_is_the_site_and_never_the_headline(tmp_path: Path, head: str, outlet: str | None) -> None:
    assert page(tmp_path, head).source == outlet


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://www.kemnaker.go.id/news/1", "kemnaker.go.id"),
        ("https://jabar.antara.co.id:443/a", "antara.co.id"),
        ("http://bisnis.tempo.co/read", "tempo.co"),
        ("https://kabar.id", "kabar.id"),
        ("https://127.0.0.1/a", "127.0.0.1"),
        ("https://[::1", None),
        ("https://localhost/a", None),
        ("kabar", None),
    ],
)
def test_registrable_hosts(address: str, host: str | None) -> None:
    assert host_of(address) == host


def test_a_site_name_that_is_an_address_is_its_host() -> None:
    assert outlet_of("https://www.kabar.example/", None, "Pelatihan") == "kabar.example"

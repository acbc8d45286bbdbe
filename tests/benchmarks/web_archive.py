"""A web archive as Common Crawl writes them: ``python -m tests.benchmarks.web_archive ARTICLES COUNT OUT``.

Every page is an article in the dress of a portal: scripts, styles, menus, a sidebar and a footer around it, some 115 kB
and 500 elements, each record packed by itself. The same arguments give the same bytes.
"""

from __future__ import annotations

import gzip
import html
import sys
from pathlib import Path

from extractor.models import Article
from extractor.reading import read_articles
from tests.benchmarks.many_articles import varied

_HEADLINES = 40
_SCRIPT = "<script>" + "window.layer.push({slot: 'atas', size: [320, 100], refresh: 30});" * 700 + "</script>"
_STYLE = "<style>" + ".card > .title { margin: 0 0 8px; font: 600 18px/1.3 serif }\n" * 200 + "</style>"
_MENU = "<nav><ul>" + "".join(f'<li><a href="/kanal/{n}">Kanal Berita</a></li>' for n in range(80)) + "</ul></nav>"
_FOOTER = "<footer>" + "".join(f'<p><a href="/tentang/{n}">Halaman Lain</a></p>' for n in range(40)) + "</footer>"


def page(title: str, text: str, day: str | None, others: list[str]) -> str:
    """The article as a page; ``others`` are the headlines beside it."""
    paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n") if line.strip())
    beside = "".join(
        f'<li><a href="/baca/{n}"><img src="/{n}.jpg">{html.escape(one)}</a></li>' for n, one in enumerate(others)
    )
    meta = f'<meta property="article:published_time" content="{day}T08:30:00+07:00">' if day else ""
    head = f'<meta charset="utf-8"><title>{html.escape(title)}</title>{meta}'
    return (
        f'<!DOCTYPE html><html lang="id"><head>{head}{_STYLE}{_SCRIPT}'
        f"</head><body>{_MENU}<main><article><h1>{html.escape(title)}</h1>{paragraphs}</article></main>"
        f"<aside><ul>{beside}</ul></aside>{_FOOTER}{_SCRIPT}</body></html>"
    )


def record(address: str, content: str) -> bytes:
    """A WARC record of the answer in which the page came."""
    body = content.encode()
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2026-01-01T00:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def main(articles: str, count: int, out: Path) -> None:
    """Write ``count`` pages."""
    originals = [item for item in read_articles([articles]) if isinstance(item, Article)]
    titles = [one.title or one.text[:80] for one in originals]
    with out.open("wb") as stream:
        for number in range(count):
            round_, index = divmod(number, len(originals))
            row = varied(originals[index], round_)
            text, others = str(row["text"]), [titles[(index + n) % len(titles)] for n in range(1, _HEADLINES + 1)]
            content = page(text.split("\n")[0], text.partition("\n")[2] or text, row["published"], others)
            packed = gzip.compress(record(f"https://portal.example/baca/{number}", content), 6, mtime=0)
            stream.write(packed)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))

"""Single documents: plain text, and HTML with its main text and publication date."""

from __future__ import annotations

from extractor.models import Article
from extractor.reading.article import make_article
from extractor.reading.encoding import decode
from extractor.reading.errors import Refused
from extractor.reading.options import ReadOptions
from extractor.reading.sources import Source

# htmldate drops dates after "today" unless told otherwise; the reading must not depend on the clock.
_DATES = {"original_date": True, "max_date": "2100-01-01"}


def read_page(source: Source, options: ReadOptions) -> Article:
    """The one article of a text or HTML file. Raises ``OSError`` and :class:`Refused`."""
    with source.open() as stream:
        data = stream.read(options.max_bytes + 1)
    if len(data) > options.max_bytes:
        raise Refused("too_long", length=f"> {options.max_characters}", limit=options.max_characters)
    if source.format == "html":
        return _from_html(data, source.stem, options)
    return make_article(source.stem, decode(data), options)


def _from_html(data: bytes, id: str, options: ReadOptions) -> Article:
    from trafilatura import bare_extraction

    page = bare_extraction(decode(data), include_comments=False, with_metadata=True, date_extraction_params=_DATES)
    if page is None or isinstance(page, dict) or not page.text:
        raise Refused("no_main_text")
    title = (page.title or "").strip()
    text = page.text if page.text.startswith(title) else f"{title}\n{page.text}"
    return make_article(id, text, options, source=page.sitename or page.hostname, url=page.url, published=page.date)

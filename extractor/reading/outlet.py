"""The outlet of a page: the name that its site gives itself, else its registrable host; never its headline."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

# Under these a name is registered one label further down, as in antara.co.id.
_SECOND_LEVEL: Final = frozenset(
    ("ac", "biz", "co", "com", "desa", "edu", "go", "gov", "mil", "my", "net", "or", "org", "ponpes", "sch", "web")
)
_LONGEST_NAME: Final = 60  # longer than any masthead; headlines run to 100
_HOST: Final = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")


def is_address(value: str) -> bool:
    """Whether the value is a web address."""
    return value[:8].lower().startswith(("http://", "https://"))


def host_of(address: str) -> str | None:
    """The registrable host of an address (``contoh.co.id`` of ``https://m.contoh.co.id/a``); null when it has none."""
    try:
        host = (urlsplit(address.strip()).hostname or "").lower().rstrip(".")
    except ValueError:  # a bracket that opens no IPv6 address
        return None
    if not _HOST.fullmatch(host):
        return None
    labels = host.split(".")
    if all(label.isdigit() for label in labels):
        return host
    long = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL
    return ".".join(labels[-3:] if long else labels[-2:])


def outlet_of(site_name: str | None, address: str | None, headline: str) -> str | None:
    """The outlet of a page by the name of its site, unless that is its headline, and by its address."""
    name = " ".join((site_name or "").split())
    if name and name.casefold() != " ".join(headline.split()).casefold() and len(name) <= _LONGEST_NAME:
        return host_of(name) if is_address(name) else name
    return host_of(address) if address else None

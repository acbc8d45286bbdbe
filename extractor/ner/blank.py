"""The untrained pipeline: architecture from config.cfg, and a tokenizer for scraped Indonesian news.

The tokenizer is made of regular expressions only, which spaCy stores with the model, so that a saved model
needs nothing of this module. Against the language-neutral default it also splits where scraping has lost a space or
a full stop runs into the next sentence (*JakartaWakil*, *2025.Penurunan*, *-Menteri*), and between joined
capitals (*Prabowo-Gibran*, *ATR/BPN*); reduplications (*anak-anak*) stay whole.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.util import compile_prefix_regex, compile_suffix_regex, load_config, load_model_from_config

CONFIG = Path(__file__).with_name("config.cfg")

_INFIXES = (
    r"(?<=[a-zà-ÿ])(?=[A-Z])",  # JakartaWakil
    r"(?<=\d)(?=[A-Z][a-z])",  # 2025Menteri
    r"(?<=[A-Za-z0-9)\]\"”'’])[,;:!?](?=[A-Za-z(\[\"“‘'])",
    r"(?<=[a-z0-9)\"”])\.(?=[A-Z])",  # 2025.Penurunan
    r"\.\.+|…",
    r"(?<=[A-Za-z0-9)])[-/](?=[A-Z(])|(?<=[A-Z)])[-/](?=[A-Za-z])",
    r"[()\[\]\"“”–—]",
)
_DASHES = (r"(?:--+|[-–—])",)


def build_blank(config: Path = CONFIG) -> Language:
    """The pipeline of ``config`` with our tokenizer, not yet initialised."""
    nlp = load_model_from_config(load_config(config), auto_fill=True)
    set_tokenizer(nlp)
    return nlp


def set_tokenizer(nlp: Language) -> None:
    """Give ``nlp`` (made for language ``xx``) the tokenizer of the shipped model."""
    defaults = nlp.Defaults
    tokenizer: Any = nlp.tokenizer
    tokenizer.prefix_search = compile_prefix_regex([*(defaults.prefixes or ()), *_DASHES]).search
    tokenizer.suffix_search = compile_suffix_regex([*(defaults.suffixes or ()), *_DASHES]).search
    tokenizer.infix_finditer = re.compile("|".join(_INFIXES)).finditer

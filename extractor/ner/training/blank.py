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

import extractor.ner.guideline  # noqa: F401  (a component of the pipeline)

CONFIG = Path(__file__).with_name("config.cfg")

# Words that scraping glues to the name of a link before them (*Spanyoldan*, *Estiantymengaku*). The shorter and
# the more often the end of another word, the longer the part before it must be: *Ramadan*, *Terkini* stay whole.
# Endings that are too common in Indonesian words or names (*akan*, *di*, *baru*, *nya*) are not here.
_GLUED = {
    4: (
        "adalah agar antara atau bagi bahwa bakal belum berada berharap berlangsung bernama bersama bertemu "
        "bukan dalam dapat dengan digelar dikabarkan dikenal diketahui dilaporkan disebut ditemukan "
        "ditetapkan ditunjuk harus hingga ingin juga justru karena kembali kepada ketika masih melakukan "
        "melalui melaporkan melawan meluncurkan membagikan memberikan membuat membuka memiliki meminta "
        "menambahkan mencapai mencatat mendapat menegaskan mengaku mengakui mengalami mengatakan menggelar "
        "mengumumkan mengungkap mengungkapkan menilai menjadi menjalani menjelaskan menuju menyambut "
        "menyatakan menyebut merasa merupakan oleh pernah resmi saat sebagai sebelum secara sedang segera "
        "sejak sempat sendiri serta setelah siap sudah tahun tampil telah tentang terhadap terkait terlihat "
        "tersebut tidak turun turut untuk usai akhirnya berdampak berpotensi dialihkan didirikan ditangkap jelang "
        "kabarnya makin membantah memakai memantau memberi memilih memimpin menang mencuri mendarat mengetahui "
        "menghapus menjamu menjelang menuntut menyoroti mulai mulanya sangat semakin wafat"
    ),
    5: "bisa dan dari jadi pada pun tak",
    6: "itu kini yang",
}
_VERB = r"me(?:m|n|ng|ny|r|l)?[a-z]{3,9}kan"


def _glued_words() -> str:
    """Zero-width borders before a glued word, after a capitalised word of enough letters or an acronym."""
    borders = []
    for least, words in _GLUED.items():
        endings = "|".join([*words.split(), *([_VERB] if least == 4 else [])])
        # a look-behind has a fixed length: one for every length of the name
        before = "|".join(f"(?<=[A-Z][a-z]{{{letters - 1}}})" for letters in range(least, 16))
        borders.append(f"(?:{before}|(?<=[A-Z]{{2}}))(?=(?:{endings})(?![a-zà-ÿ]))")
    return "|".join(borders)


_INFIXES = (
    r"(?<=[a-zà-ÿ])(?=[A-Z])",  # JakartaWakil
    r"(?<=\d)(?=[A-Z][a-z])",  # 2025Menteri
    r"(?<=[A-Za-z0-9)\]\"”'’])[,;:!?](?=[A-Za-z(\[\"“‘'])",
    r"(?<=[a-z0-9)\"”])\.(?=[A-Z])",  # 2025.Penurunan
    r"(?<=\.com)(?=[a-z])|(?<=\.id)(?=[a-z]{3})",  # Kompas.compada
    r"(?<=[a-z]{4})(?=detik[A-Z])",  # dilansirdetikNews
    r"\.\.+|…",
    r"(?<=[A-Za-z0-9)])[-/](?=[A-Z(])|(?<=[A-Z)])[-/](?=[A-Za-z])",
    r"[()\[\]\"“”–—]",
    _glued_words(),
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
    tokenizer.url_match = None  # would keep Kompas.compada whole
    tokenizer.infix_finditer = re.compile("|".join(_INFIXES)).finditer

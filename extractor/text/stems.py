"""A light stemmer: *pelatihan kewirausahaan* and *pelatihan wirausaha* are one programme.

Only what evidence of likeness needs: the common prefixes and suffixes of Indonesian (Nazief and Adriani 1996),
stripped by length alone, without a dictionary. Two words that meet by mistake cost little, for likeness is weighed,
not decided, by words.
"""

from __future__ import annotations

import re
from functools import lru_cache

_LEAST = 4  # letters that must remain
_ENDING = re.compile(r"(?:nya|lah|kah|pun|ku|mu)$")
# Circumfixes first: what opens and what closes belong together.
_FORMS = tuple(
    re.compile(pattern)
    for pattern in (
        r"^(?:per|ber|ter)(\w+?)(?:an|kan|i)$",
        r"^(?:peng|peny|pem|pen|pe|ke)(\w+?)an$",
        r"^(?:meng|meny|mem|men|me|di)(?:per)?(\w+?)(?:kan|i)?$",
        r"^(?:peng|peny|pem|pen|per|ber|ter|se)(\w+)$",
        r"^(\w+?)(?:kan|an)$",
    )
)


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """The stem of a word in lower case; short words and words without affixes come back as they are."""
    if len(word) <= _LEAST + 1 or "-" in word:
        return word
    shorter = _ENDING.sub("", word)
    if len(shorter) >= _LEAST:
        word = shorter
    for form in _FORMS:
        match = form.match(word)
        if match and len(match.group(1)) >= _LEAST:
            return match.group(1)
    return word

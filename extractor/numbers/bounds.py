"""Words before and after a number that make it a lower or upper bound, or hedge it."""

from __future__ import annotations

from extractor.numbers.found import BARRIERS, OPENERS, Found, blanks, is_closed, words_before
from extractor.numbers.rules import NumberRules


def find_bound(item: Found, low: str, rules: NumberRules) -> tuple[str | None, bool, str]:
    """The bound that words before or after set, whether they hedge, and the id of the rule."""
    bound: str | None = None
    about = False
    rule = item.rule
    words = words_before(low, item.start) if item.before is None else item.before
    size = len(words)
    skipped = 0
    while size:
        word = words[size - 1].lstrip(OPENERS).rstrip(":")
        if word in rules.before_last:
            hit, length = _longest(words, size, rules)
            if hit is not None:
                if hit[1] == "about":
                    about = True
                elif bound is None:
                    bound = hit[1]
                else:
                    break
                rule = hit[0] if bound is None or hit[1] != "about" else rule
                size -= length
                continue
        if word in rules.fillers and skipped < 3:
            size -= 1
            skipped += 1
            continue
        break
    if bound is None:
        far = _far(words, size, rules)
        if far is not None:
            rule, bound = far
    if bound is None:
        rule_after, bound, hedged = _after(item, low, rules)
        about = about or hedged
        rule = rule_after or rule
    return bound, about, rule


def _longest(words: list[str], size: int, rules: NumberRules) -> tuple[tuple[str, str] | None, int]:
    for length in (4, 3, 2, 1):
        if length > size:
            continue
        phrase = words[size - length : size]
        if length > 1 and any(word[-1] in BARRIERS for word in phrase[:-1]):
            continue
        key = " ".join(phrase).lstrip(OPENERS).rstrip(":")
        hit = rules.before.get(key)
        if hit is not None:
            return hit, length
    return None, 0


def _far(words: list[str], size: int, rules: NumberRules) -> tuple[str, str] | None:
    """*minimal melayani 500*: an adverb of the clause, one or two words away."""
    for _ in range(2):
        if not size:
            return None
        word = words[size - 1]
        if word in rules.far_stops or word[-1] in BARRIERS or not word.isalpha():
            return None
        size -= 1
        if size and words[size - 1].lstrip(OPENERS) in rules.far_last:
            for length in (2, 1):
                if length <= size:
                    hit = rules.far.get(" ".join(words[size - length : size]).lstrip(OPENERS))
                    if hit is not None:
                        return hit
    return None


def _after(item: Found, low: str, rules: NumberRules) -> tuple[str | None, str | None, bool]:
    if is_closed(low, item.end):
        return None, None, False
    match = rules.after.match(low, item.end)
    if match is not None:
        if match["glued"]:
            item.end = match.end("glued")
            return ("at_least", "at_least", False) if match["glued"] == "+" else ("about", None, True)
        rule, bound = rules.after_words[blanks(match["word"])]
        if bound == "about":
            return rule, None, True
        compared = match["word"].endswith(rules.comparative) and match["next"] in rules.comparisons
        if not compared:
            return rule, bound, False
        return None, None, False
    noun = rules.after_noun.match(low, item.end)
    if noun is not None and (noun["end"] is not None or noun["next"] in rules.goes_on):
        rule, bound = rules.after_noun_words[blanks(noun["word"])]
        return rule, bound, False
    return None, None, False

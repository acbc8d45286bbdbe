"""What a claim's own sentence calls things: those who are counted, what is measured. Words are those of
``rules/titles.yaml``.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from extractor.models import QuantityFact
from extractor.reconcile.naming.words import TOKEN, Role, Words, remembered

MOST_WORDS = 10  # of a name: longer ones are sentences
_MODIFIERS = 6  # words behind a counted noun
REACH = 200  # characters on either side of a claim in which its words stand
_DOER = 3  # words of who does something: longer ones are of people with their offices
_YEAR = 4  # digits
_LABEL = 2  # words at least of what a colon opens a figure with
_ITEMS = frozenset(",;")  # before an item of a list
_MEASURED = 20  # and the noun of what is measured
_NEGATED, _TOLD_AFTER = 3, 2  # words before what is done that deny it, and behind it


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What stands around a counted noun: modifiers, a role, what else is said of those counted, what they attend, who
    does it; what the sentence calls them (*Penerima PKH: 10 KPM*).

    ``item``: the name to which an item of a list gives its number; ``noun``: by the acronym that is given for it;
    ``first``, ``last``: words before the number and behind the noun that part those counted from others (*tambahan*,
    *baru*); ``again``: the role not for the first time; ``denied``: not at all.
    """

    modifiers: str = ""
    role: Role | None = None
    more: str = ""
    doer: str = ""
    event: str = ""
    label: str = ""
    subject: str = ""
    item: str = ""
    noun: str = ""
    first: str = ""
    last: str = ""
    again: bool = False
    denied: bool = False


@remembered
def counted(fact: QuantityFact, words: Words, says: Collection[str]) -> Counted:
    """A figure's noun and modifiers, and the role by the word behind them or else by the one before the figure."""
    unit = (fact.unit or "").split()
    tokens = _abbreviated([*unit, *TOKEN.findall(fact.after[:REACH])])
    noun = tokens[0] if unit and tokens[0] != unit[0] else ""
    unit = [noun] if noun else unit
    name, length = name_in(tokens, words, len(unit) + _MODIFIERS, joined=False)
    found = name.split()
    modifiers = found[len(unit) :] if found[: len(unit)] == unit else found[1:]  # an acronym stands for the noun too
    doing = (
        at for at, word in enumerate(modifiers) if at and modifiers[at - 1][0].isupper() and words.act.fullmatch(word)
    )
    if (cut := next(doing, None)) is not None:
        modifiers, length = modifiers[:cut], length - len(modifiers) + cut  # *pembalap Indonesia berebut gelar*
    length = max(length, len(unit))
    follows, last = [*(token.lower() for token in tokens[length : length + 2]), ".", "."], ""
    if follows[0] in words.kept_behind and (
        not follows[1].isalnum() or follows[1] in words.links | words.points | words.ends
    ):
        last, length = words.kept_behind[follows[0]], length + 1
    behind = [token for token in tokens[length:] if token[0] != "("]
    role, more, again = _behind(_passive(behind, words), words, says)
    before = TOKEN.findall(fact.before[-REACH:])
    lead = len(before) - 1
    while lead >= 0 and before[lead].lower() in words.leads:
        lead -= 1
    leads = [token.lower() for token in before[lead + 1 :]]  # *dapur sebanyak 15 unit*
    verb = before[lead].lower() if lead >= 0 else ""
    first = next((words.kept[token] for token in (verb, *leads) if token in words.kept), "")
    near = {token.lower() for token in before[max(0, lead - _NEGATED) : max(0, lead)]}
    if any(map(words.takes.fullmatch, leads)) and follows[0] != words.relative and more.startswith(words.relative):
        more = ""  # *serapan yang mencapai 300 orang mampu menekan …*: it is not they who do it
    subject = name_before(before[: max(0, lead)], words)
    wave = subject if subject.partition(" ")[0].lower() in words.editions else ""
    event = _proper(subject) or wave if verb in words.attended else ""
    if tokens[length : length + 1] and tokens[length].lower() in words.attends:
        event = _proper(name_in(tokens[length + 1 :], words, MOST_WORDS)[0])
        more = "" if event else more
    led = words.before.get(verb)
    doer = subject if led and led.by and subject[:1].isupper() and subject.count(" ") < _DOER else ""
    apart = bool(leads) and lead >= 0 and words.points.isdisjoint(leads) and words.links.isdisjoint(leads)
    if apart and not words.act.fullmatch(verb) and verb not in words.before:
        whose = name_before(before[: lead + 1], words)
    else:
        whose = subject if apart and verb in words.behind else ""
    item = _item(before[: lead + (verb != ":")], words)
    label = subject if verb == ":" and subject.count(" ") >= _LABEL - 1 else ""
    people = fact.unit in words.served
    at = next((at for at in range(length, len(tokens)) if not people or tokens[at] not in words.between), length)
    if tokens[at : at + 1] and tokens[at].lower() in words.copulas | (words.becomes if people else frozenset()):
        is_so = name_in(tokens[at + 1 :], words, _MODIFIERS)[0]
        noun = is_so if people and is_so.islower() and " " not in is_so else noun  # *500 orang yang menjadi saksi*
        label = is_so if is_so[:1].islower() or is_so[1:2].isupper() else label  # no name: *adalah Arab Saudi*
    led = led or words.behind.get(verb if whose else "")
    denied = not role and led is not None and not words.negations.isdisjoint(near)
    again = again if role else not words.again.isdisjoint({*near, *leads[:1]})
    return Counted(
        modifiers=" ".join(modifiers),
        role=role or led,
        more=more,
        doer=doer,
        event=event,
        label=label,
        subject=whose,
        item=item,
        noun=noun,
        first=first,
        last=last,
        again=again,
        denied=denied,
    )


def _abbreviated(tokens: Sequence[str]) -> list[str]:
    """The words with those for which an acronym in brackets stands replaced by it: *Satuan … dan Gizi (SPPG)*."""
    found: list[str] = []
    for token in tokens:
        short = token[1:-1]
        if token[0] == "(" and short.isupper() and short.isalpha():
            place, letters = len(found), list(short.lower())
            while place and letters and len(found) - place < 2 * len(short):
                place -= 1
                if found[place][0].lower() == letters[-1]:
                    letters.pop()
                elif not found[place].islower():
                    break
            whole = not letters and (not place or any(word.islower() for word in found[place:]))
            if whole:
                found[place:] = [short]
                continue
        found.append(token)
    return found


def _item(tokens: Sequence[str], words: Words) -> str:
    """The name to which an item of a list gives its number: *SMAN 1 Meratus 952 siswa, SMKN 2 Kerinci 40 siswa*."""
    end = len(tokens) - (tokens[-1:] != [] and tokens[-1][0] == "(")
    name = name_before(tokens[:end], words)
    parts = name.split()
    if (
        len(parts) < _LABEL
        or name.isupper()
        or parts[0].islower()
        or parts[-1].islower()
        or parts[-1] != tokens[end - 1]
    ):
        return ""
    start = end - len(parts)
    border = tokens[start - 1].lower() if start > 0 else ""  # a headline opens with a name and its verb
    cut = border == "," and not words.joins.isdisjoint(parts)  # *Meteorologi, Klimatologi dan Geofisika*
    return name if (border in _ITEMS or border in words.joins) and not cut else ""


def _proper(name: str) -> str:
    """A name of at least two words that is written as one."""
    first, _, rest = name.partition(" ")
    return name if first[:1].isupper() and rest[:1].isupper() else ""


def _passive(tokens: list[str], words: Words) -> list[str]:
    """What somebody who is only a pronoun does with those counted as what is done with them: *yang kami latih*."""
    relative, who, verb = [*(token.lower() for token in tokens[:3]), "", "", ""][:3]
    passive = relative == words.relative and who in words.pronouns and verb.isalpha()
    done = next((form for form in words.behind if form[2:] == verb), None) if passive else None
    return [relative, done, *tokens[3:]] if done else tokens


def _behind(tokens: Sequence[str], words: Words, says: Collection[str]) -> tuple[Role | None, str, bool]:
    """The role behind a counted noun, what else is said there of those who are counted, and whether it is so again."""
    start = next((place for place, token in enumerate(tokens[:4]) if token.lower() not in words.between), 0)
    near = {token.lower() for token in tokens[: start + _TOLD_AFTER]}
    tokens, opens = tokens[start:], tokens[0].lower() if tokens and start else ""
    if not tokens:
        return None, "", False
    again = not words.again.isdisjoint(near)
    first = tokens[0].lower()
    role = words.behind.get(first)
    said = phrase_in(tokens[1:] if role else tokens, words, says)
    if role or (not opens and first in words.links and not words.act.fullmatch(first)):
        return role, said if said.count(" ") > 1 or not said.islower() else "", again
    tells = " " in said and (opens == words.relative or words.act.fullmatch(tokens[0]))
    return None, f"{words.relative} {said}" if tells else "", again


def phrase_in(tokens: Sequence[str], words: Words, says: Collection[str]) -> str:
    """The words up to where a clause or a time begins, cut only before one that opens a phrase; none of speech."""
    found: list[str] = []
    borders = [0]
    whole = True
    for place, token in enumerate(tokens):
        lower = token.lower()
        following = tokens[place + 1].lower() if place + 1 < len(tokens) else "."
        links = lower in words.links
        if token[0] == "(":
            continue
        if lower in says:
            return ""
        joins = lower in words.joins and found and following.islower() and following not in words.ends
        joins = joins and following not in words.links and not words.act.fullmatch(following)
        aims = lower in words.cuts and words.takes.fullmatch(following) and following not in words.attends
        told = words.takes.fullmatch(token) or token in words.behind or token in words.done
        named = found and words.relative not in found and not words.act.fullmatch(found[0])
        if told and named and found[-1] not in words.between:
            break  # *siswa di Garut menerima …*: what is told of them is no part of their name
        if lower == words.relative and found and not words.planned.isdisjoint(tokens[place + 1 : place + 3]):
            break  # *kerja sama dengan Elang yang diproyeksikan akan …*: what is ahead is another matter
        goes_on = links and lower in words.between and words.act.fullmatch(following)
        if goes_on and found and words.act.fullmatch(found[0]) and not words.act.fullmatch(found[-1]):
            break  # *yang tergabung di kloter 61 akan diberangkatkan*, *yang menonton konser yang digelar …*
        counts = token[-1].isdigit() and ("," in token or following in words.amounts)  # *dengan dana Rp1,6 triliun*
        timed = token[0].isdigit() and (not following[0].isalpha() or following in words.ends)
        if lower in words.points or len(found) == MOST_WORDS or counts:
            whole = False
        elif timed and not (found and found[-1][0].isupper() and len(token) == _YEAR):
            whole = len(borders) == 1 or found[-1].lower() in words.links
        elif links and aims:
            pass  # *untuk meningkatkan gizi*: what for, or by what means
        elif lower in words.behind and found and (found[-1].lower() in words.cuts or found[-1] == words.relative):
            found.append(token)  # *yang disiapkan untuk pindah*, *luas area yang terbangun*
            borders.append(len(found))
            continue
        elif links or joins or (token[0].isalnum() and lower not in words.cuts and lower not in words.ends):
            if links:
                borders.append(len(found))
            found.append(token)
            continue
        break
    if not whole:
        del found[borders[-1] :]
    while found and (found[-1].lower() in words.links | words.between or words.takes.fullmatch(found[-1])):
        found.pop()
    return " ".join(found)


@remembered
def measured(fact: QuantityFact, words: Words, grown: bool) -> str:
    """What a sum, a share or a measure is of: the nearest noun of measuring before it with what follows, or its growth
    where it may be ``grown``, as a share may.
    """
    tokens = TOKEN.findall(fact.before[-REACH:])
    name = verb = ""
    for place in range(len(tokens) - 1, max(-1, len(tokens) - _MEASURED), -1):
        if tokens[place] in ".;":
            break
        inside = (
            tokens[place][0].isupper()
            and tokens[place - 1 : place]
            and (tokens[place - 1][0].isupper() or tokens[place - 1].lower() in words.joins)
        )
        if tokens[place].lower() in words.measured and not inside:
            while place and (more := _measuring(tokens[:place], words, grown)):
                place -= more
            of = _trimmed(phrase_in(tokens[place:], words, ()), words)
            of = of if name in of else f"{of} {name}"  # *defisit anggaran RAPBN 2026*
            of = of if place or of[1:2].isupper() else f"{of[:1].lower()}{of[1:]}"  # its capital was the sentence's
            return _grown(of, fact, words, "".join(tokens[place - 1 : place]).lower())
        if tokens[place].lower() in words.spans and not name:
            name = name_before(tokens[:place], words)
            verb = "".join(tokens[:place][-name.count(" ") - 2 :][:1]).lower()
            if name and name[0].islower():
                break
    return _grown(name, fact, words, verb)


def _measuring(tokens: Sequence[str], words: Words, grown: bool) -> int:
    """How many words at the end are of what is measured, too: *pertumbuhan total* before *kredit*."""
    for many in (1, 2):
        noun = tokens[-many].lower() if len(tokens) >= many else ""
        if noun in words.measured or (grown and noun in words.growing):
            return many
        if noun not in words.leads:
            break
    return 0


def _trimmed(name: str, words: Words) -> str:
    """What is measured without words that it does not need before and behind it."""
    while name.partition(" ")[0].lower() in words.unsaid:
        name = name.partition(" ")[2]
    while (last := name.rpartition(" "))[0] and (words.act.fullmatch(last[2]) or last[2] in words.links | words.leads):
        if last[0].endswith(f" {words.relative}") and last[2] in words.behind:
            break  # *luas area yang terbangun*
        name = last[0]
    return name


def _grown(name: str, fact: QuantityFact, words: Words, verb: str = "") -> str:
    """What is measured, or its change where the figure is of that: *pendapatan ditargetkan tumbuh 9,8 persen*, or the
    ``verb`` before its name says so: *mengurangi emisi sebesar 31 persen*.
    """
    tokens = TOKEN.findall(fact.before[-REACH:].lower())
    while len(tokens) > 1 and tokens[-1] in words.leads and tokens[-1] not in words.spans:
        tokens.pop()  # *tumbuh hingga 15 persen*
    last = "".join(tokens[-1:])
    change = words.grown.get(last, "") or (words.grown.get(verb, "") if last in words.spans else "")
    return name if not name or change in name else f"{change} {name}"


def name_in(tokens: Sequence[str], words: Words, most: int, *, joined: bool = True) -> tuple[str, int]:
    """The name that the tokens open, and how many of them it takes.

    An acronym in brackets stands for its words where the name goes on: *SPPG Polri*.
    """
    found: list[str] = []
    whole: tuple[int, list[str]] = (0, [])
    length = 0
    for place, token in enumerate(tokens):
        lower = token.lower()
        if token[0] == "(":
            short = token[1:-1]
            initials = "".join(word[0] for word in found[-len(short) :]).upper()
            if found and short.istitle() and tokens[place + 1 : place + 2] and tokens[place + 1][0].isupper():
                continue  # *Tim Nasional (Timnas) Indonesia*: a short form within the name
            if not short.isupper() or not found:
                break
            if initials == short:
                whole = (len(found) - len(short), found[-len(short) :])
                found[-len(short) :] = [short]
        elif (
            joined
            and lower in words.joins
            and found
            and tokens[place + 1 : place + 2]
            and tokens[place + 1][0].isupper()
        ):
            found.append(token)
        elif not _names(token, found, words) or len(found) == most:
            break
        else:
            found.append(token)
        length = place + 1
    while found and found[-1].lower() in words.joins:
        found.pop()
    if whole[1] and len(found) == whole[0] + 1:
        found[-1:] = whole[1]
    return " ".join(found), length


def _names(token: str, found: Sequence[str], words: Words) -> bool:
    """Whether a name goes on with a token: no word that ends it, no verb; a number only behind a capital."""
    if token[0].isdigit():
        return bool(found) and found[-1][0].isupper()
    return token[0].isalpha() and token.lower() not in words.ends and not words.verb.fullmatch(token)


def name_before(tokens: Sequence[str], words: Words) -> str:
    """The name that stands before a verb; what may stand between is stepped over."""
    end = len(tokens)
    while end and tokens[end - 1].lower() in words.between:
        end -= 2 if tokens[end - 1].lower() == words.relative and tokens[max(0, end - 2)] == "," else 1
    start = end
    while start and end - start < MOST_WORDS:
        token = tokens[start - 1]
        inside = token[0] == "(" and token[1:-1].isupper()
        joins = token.lower() in words.joins and start < end
        if not (inside or joins or _names(token, ("A",), words)):
            break
        start -= 1
    while start < end and (tokens[start].lower() in words.joins or tokens[start][0].isdigit()):
        before = "".join(tokens[start - 1 : start]).lower()
        if tokens[start].lower() in words.links and before.isalpha() and not words.act.fullmatch(before):
            return ""  # *harga minimal di tingkat peternak*: where something is that is not read
        start += 1
    led = tokens[start - 1].lower() if start else ""
    if led in words.within and start < end:
        return ""  # *bus, termasuk kendaraan dinas, diuji*: part of what is told of
    name = name_in(tokens[start:end], words, MOST_WORDS)[0]
    if led in words.kept_behind and name and start > 1 and _names(tokens[start - 2], (), words):
        noun = tokens[start - 2].lower() if start == _LABEL else tokens[start - 2]  # its capital is the sentence's
        name = f"{noun} {led} {name}"  # *pelatih baru Timnas Meratus*
    kept = start or " " not in name or name[1].isupper() or name.partition(" ")[2][:1].isupper()
    return name if kept else name[:1].lower() + name[1:]  # its capital was the sentence's

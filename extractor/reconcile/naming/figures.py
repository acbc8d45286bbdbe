"""The title of figures: those who are counted as the reports write them, what is done with them, the programme."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from extractor.messages.values import MEASURES, Language
from extractor.models import Amount, QuantityFact
from extractor.reconcile.naming.clauses import headed
from extractor.reconcile.naming.happenings import edition
from extractor.reconcile.naming.named import (
    DASH,
    FEW,
    SHARE,
    SHARED,
    Gaps,
    Named,
    Titles,
    common_place,
    commonest,
    headline_of,
    storied,
    told_by,
    value_of,
)
from extractor.reconcile.naming.names import Names
from extractor.reconcile.naming.phrases import Counted, counted, measured
from extractor.reconcile.naming.words import Words
from extractor.reconcile.statements.vocabulary import read_unit

_MEASURES = frozenset(("measure", "money", "share", "index"))  # classes of units


def subject_of(
    named: Named, figures: Sequence[QuantityFact], titles: Titles, names: Names, words: Words, language: Language
) -> Gaps:
    """The subject of figures, and their value; nothing where nobody could tell what is counted."""
    unit = commonest(fact.unit for fact in figures) or ""
    known = read_unit(unit, names.settings)
    few = len(named.headlines) <= FEW
    if few and not named.subject and (headline := _carried(named, words, names)):
        return {"clause": headline}
    what = names.programme(named.what, named.bodies)
    anybody = names.noun(unit) in titles.people
    leads = () if anybody else named.leads if names.proper(named.what or "") else named.headlines
    about = headline_of(named, SHARED, names) if few and not named.subject else ""
    told_of = few and not named.subject and storied(named)
    if told_of and not names.listed(what) and not told_by(named.what, figures, leads, names):
        what = None
    kinds, more = set[str](), ""
    if known is not None and known.category in _MEASURES:
        gaps = _measure(unit, what, named, figures, titles, names, words, language)
    elif noun := names.noun(unit):
        same = [fact for fact in figures if names.noun(fact.unit) == noun]
        around = _around(same, named.headlines, words, names)
        noun = around.noun or noun
        if around.denied:
            return {}
        if len(around.label) > 1 and few and (" " in around.label or not around.label.islower()):
            label = around.label if around.label[1].isupper() else around.label[0].lower() + around.label[1:]
            if not anybody and not names.doubled(noun, label) and label.partition(" ")[0] in titles.units:
                label = f"{names.shown(noun, titles.units, language)} {label}"  # *KPM penerima Sembako Murni*
            return {"subject": label, **value_of(named, unit, titles, language)}
        modifiers, event, more = names.shortened(around.modifiers), names.programme(around.event), around.more
        bare = not modifiers and not names.listed(what) and names.general(noun, titles.people)
        if bare and around.subject and not names.joined(around.subject):
            modifiers, noun, what = around.subject, "" if anybody else noun, None
        proper = any(word[0].isupper() for word in modifiers.split())
        if what is None or not names.proper(what):
            what = event or (None if proper else what)
        general = not modifiers and names.general(noun, titles.people)
        given = any(words.receiving.search(fact.passage.lower()) for fact in same)
        receivers = known is not None and names.receives(known.category)
        if told_of and receivers and not (given or modifiers or around.role) and names.received(what):
            what = None  # those who are trained or asked receive nothing
        owner = what or (None if proper or general or more or about else names.body(named.bodies))
        received = given and names.received(what)
        served = received and noun in titles.served
        if any(fact.participants for fact in figures):
            noun = titles.people.get(noun, {}).get("served" if served else "other", noun)
        shown = f"{names.shown(noun, titles.units, language)} {modifiers}".strip()
        shown = " ".join(filter(None, (around.first, shown, around.last)))
        twice = noun.lower() in (owner or "").lower().split()
        if owner and twice and owner.lower().startswith(shown.lower()):
            shown, owner = owner, None
        elif owner and names.doubled(shown, owner) and (owner[0].islower() or names.within(noun, owner)):
            owner = None
        if noun in titles.areas and not (modifiers or around.role or more) and names.received(what):
            return {}  # *provinsi MBG*
        told = proper or around.doer or any(char.isupper() for char in f"{shown} {more}")
        wave = (owner or "").partition(" ")[0] in words.editions
        if told_of and general and not anybody and owner and owner.islower() and not wave:
            owner = None  # *negara aksi jalan kaki*
        if not (owner or told or (common_place(figures) and not general)):
            value = value_of(named, unit, titles, language).get("value", "")
            counts = f"{value} {shown} {names.shortened(more)}".strip()
            if not value or not (modifiers or more or (about and not general)):
                return {}
            if about:
                return {"clause": f"{counts}{DASH}{about}"}
            return {"subject": counts} if more.count(" ") > FEW else {}
        gaps = {"noun": shown}
        if owner and not names.listed(what) & names.listed(f"{shown} {more}"):
            within = twice or names.within(noun, owner)
            number = "" if wave else _edition(figures, words, names)
            gaps["activity" if within else "what"] = f"{owner} {number}".strip()
        amount = value_of(named, unit, titles, language)
        aimless = (
            around.role is not None and named.attribute == "due_date" and not around.doer
        )  # *tenggat … yang dibentuk*
        if served and named.running and not few and _achieved(figures) and not amount:
            kinds = {"served"}
        elif around.role and not aimless and more.partition(" ")[0] != words.relative:
            by = names.by_doer[language].format(doer=around.doer) if around.doer else ""
            again = names.again[language] if around.again else ""
            gaps["role"] = " ".join(filter(None, (around.role.name[language], again, by)))
        elif received and not served and (receivers or names.paid(known.category if known else "", what)):
            kinds = {"received"}
            first, _, rest = more.partition(" ")
            more = "" if first == words.relative and words.receiving.match(rest) else more  # *penerima … yang menerima*
        told_apart = gaps.get("role") or any(map(str.isupper, gaps.get("what") or gaps.get("activity") or ""))
        counter = commonest((fact.counted_by for fact in figures), len(figures) / SHARE)
        if about and amount and not (told_apart or counter or kinds):
            plain = next((one for one in titles.subjects if one.gaps == gaps.keys() and one.of is None), None)
            if plain is None:
                return {}
            subject = f"{plain.words[language].format(**gaps)} {names.shortened(more)}".strip()
            return {"clause": f"{amount['value']} {subject}{DASH}{about}"}
    else:
        gaps = {}
    frame = next((one for one in titles.subjects if one.gaps <= gaps.keys() and one.of in (None, *kinds)), None)
    if frame is None:
        return {}
    subject = f"{frame.words[language].format(**gaps)} {names.shortened(more)}".strip()
    counter = commonest((fact.counted_by for fact in figures), len(figures) / SHARE)
    counter = names.initials(counter or "", (*named.headlines, *(fact.passage for fact in figures)))
    if counter and counter not in subject and "noun" in gaps and "served" not in kinds and named.agreed:
        subject = names.by_count[language].format(subject=subject, counter=counter)
    amount = value_of(named, unit, titles, language)
    if "noun" in gaps or not amount:
        return {"subject": subject, **amount}
    whole = f"{subject} {amount['value']}"  # *pendapatan negara Rp3.147 triliun*
    return {"event": names.target[language].format(title=whole)} if named.subject else {"subject": whole}


def _measure(
    unit: str,
    what: str | None,
    named: Named,
    figures: Sequence[QuantityFact],
    titles: Titles,
    names: Names,
    words: Words,
    language: Language,
) -> Gaps:
    """What a sum, a share or a measure is of; nothing where only a programme is named."""
    of = commonest(names.shortened(measured(fact, words)) for fact in figures)
    if not of and (unit in MEASURES or not told_by(named.what, figures, (), names)):
        return {}
    if of and " " not in of and (what is None or what[0].islower()):
        what = names.body(named.bodies)
        if not what:
            return {}
    if " " in (of or ""):
        what = None
    if of and what and of.lower() in what.lower():
        of, what = what, None
    gaps = {"measured": of, "what": what}
    if not named.subject and not value_of(named, unit, titles, language):
        gaps["measure"] = (titles.units if language == "en" else titles.measures).get(unit, unit)
    return {name: gap for name, gap in gaps.items() if gap}


def _achieved(figures: Sequence[QuantityFact]) -> bool:
    """Whether all but few claims say that it is so."""
    return sum(fact.status != "realised" for fact in figures) * SHARE <= len(figures)


def _carried(named: Named, words: Words, names: Names) -> str:
    """The part of a headline that gives the figure of most claims, or where they changed that of now."""
    facts = [fact for fact in named.facts if isinstance(fact, QuantityFact)]
    exact = [fact for fact in facts if any(char.isdigit() for char in fact.text)]
    most = commonest((fact.min, fact.max) for fact in exact or facts)
    if not named.agreed and isinstance(named.value, Amount):
        most = named.value.min, named.value.max
    given = (fact for fact in facts if fact.passage in named.headlines and (fact.min, fact.max) == most)
    return next((names.printed(text, fact.published) for fact in given if (text := headed(fact, words))), "")


def _around(facts: Sequence[QuantityFact], headlines: Collection[str], words: Words, names: Names) -> Counted:
    """What enough sentences around the figures write; in headlines verbs look like names."""
    texts = {fact.passage: counted(fact, words, names.settings.saying) for fact in facts}
    seen = [one for text, one in texts.items() if text not in headlines] or list(texts.values())
    least = max(1, len(texts) / SHARE)
    modifiers = commonest((one.modifiers for one in seen), least) or ""
    told = [texts[fact.passage].more for fact in facts if fact.passage not in headlines]
    more = commonest(told, max(1 if len(headlines) <= FEW else 2, len(told) / SHARE)) or ""
    doer, event, label, subject = (
        commonest(getattr(one, name) for one in seen) or "" for name in ("doer", "event", "label", "subject")
    )
    noun = commonest(one.noun for one in seen) or ""
    first = commonest((one.first for one in seen), len(seen) / 2) or ""
    last = commonest((one.last for one in seen), len(seen) / 2) or ""
    last = last if last not in words.points or all(one.last == last for one in seen) else ""
    again, denied = (2 * sum(getattr(one, name) for one in seen) >= len(seen) for name in ("again", "denied"))
    role = commonest((one.role for one in seen), least)
    return Counted(modifiers, role, more, event, doer, label, subject, noun, first, last, again, denied)


def _edition(facts: Sequence[QuantityFact], words: Words, names: Names) -> str:
    """The edition that those claims agree on that name one, where they are not fewer than the rest."""
    found = [name for fact in facts if (name := edition(fact, words, names.settings.edition_numbers))]
    same = len({name.partition(" ")[2] for name in found}) == 1
    return commonest(found) or "" if same and 2 * len(found) >= len(facts) else ""

"""The title of figures: those who are counted as the reports write them, what is done with them, the programme."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from extractor.messages.values import MEASURES
from extractor.models import Amount, Interval, QuantityFact
from extractor.numbers import find_numbers
from extractor.reconcile.naming.asked import Asked, once
from extractor.reconcile.naming.clauses import headed
from extractor.reconcile.naming.happenings import edition
from extractor.reconcile.naming.headlines import spoken_of
from extractor.reconcile.naming.named import FEW, SHARE, Gaps, common_place, commonest, storied
from extractor.reconcile.naming.owners import company, owner_of
from extractor.reconcile.naming.phrases import Counted, counted, measured
from extractor.reconcile.naming.wording import LONGEST, doubled, printed
from extractor.reconcile.naming.words import Role
from extractor.reconcile.statements.vocabulary import read_sides, read_unit

_YEAR = re.compile(r" (?:19|20)\d\d$")
_HEADED = range(1, LONGEST)  # characters
_MOST = 64  # headlines that are looked at
_FEW_THINGS = 3  # that receive something are those of one kitchen or town, which the title does not tell
_RECEIVERS = frozenset(("participant", "person", "organisation"))  # classes of units
_MEASURES = frozenset(("measure", "money", "share", "index"))


def subject_of(asked: Asked) -> Gaps:
    """The subject of figures, and their value; nothing where nobody could tell what is counted. A headline that gives
    the figure says it better, unless beside a target it gives another amount.
    """
    headline = carried(asked) if asked.few and not asked.named.subject else ""
    amounts = {(fact.min, fact.max) for fact in asked.figures}
    numbers = find_numbers(headline, asked.names.ruleset) if asked.named.attribute == "target" else ()
    beside = any(one.measure and (one.min, one.max) not in amounts for one in numbers)
    gaps = _composed(asked) if beside or not headline else {}
    return {"clause": headline} if headline and "subject" not in gaps else gaps


def _composed(asked: Asked) -> Gaps:
    """The subject and its value put together from what the sentences write."""
    named, figures, names, words = asked.named, asked.figures, asked.names, asked.words
    most = commonest(fact.unit for fact in figures) or ""
    unit = named.unit if named.unit and most in asked.titles.people else most  # *penonton*, told as often as *orang*
    what = _programme(asked, unit)
    known, general = read_unit(most, names.settings), commonest(one.unit for one in figures if one.unit in words.served)
    few = 2 * sum(fact.unit == most for fact in figures) < len(figures) and most not in words.served
    if few and general and known is not None and known.category == "person" and names.among("received", what):
        unit = most = general  # few call all recipients pupils
    known, noun = read_unit(unit, names.settings), names.noun(unit)
    if known is not None and known.category in _MEASURES:
        unit = names.noun(unit)
        return _written(asked, unit, _measure(asked, unit, what))
    if not noun:
        return _written(asked, unit, {})
    same = [fact for fact in figures if fact.unit == most or names.noun(fact.unit) == noun]
    around = _around(asked, same)
    if around.denied:
        return {}
    noun = around.noun if around.noun.isupper() or around.noun in names.settings.units else noun
    asks = [last for fact in figures if (last := fact.text.lower().rpartition(" ")[2]) in words.surveyed]
    noun = asks[0] if 2 * len(asks) > len(figures) else noun  # *1.000 responden anak*: those who are asked
    if label := _label(asked, noun, around):
        return {"subject": label, **asked.value(unit)}
    return _counts(asked, unit, noun, same, what, around)


@once
def _programme(asked: Asked, unit: str) -> str | None:
    """The programme or event of the figures; none that only the whole article is of."""
    named, names = asked.named, asked.names
    what = names.programme(named.what, named.bodies)
    known = read_unit(unit, names.settings)
    counts = known is not None and known.category not in _MEASURES
    if counts and names.among("budgets", what) and not asked.tells(named.what, (), asked.figures):
        return None
    anybody = names.noun(unit) in asked.titles.people
    leads = () if anybody else named.leads if names.proper(named.what or "") else named.headlines
    told_of = asked.few and not named.subject and storied(named)
    named_so = what is not None and names.proper(what) and any(doubled(what, text, 2) for text in named.headlines)
    back = (what or "")[:1].isupper() and spoken_of(asked)  # *acara ini menghadirkan 150 peserta*
    told_of = told_of and not (names.listed(what) or named_so or back)
    if told_of and not asked.tells(named.what, leads, asked.figures):
        return None
    return None if what and counts and _is_somebody(asked, what) else what


def _is_somebody(asked: Asked, what: str) -> bool:
    """Whether a name is that of who speaks, or of a side of the match that a headline tells of."""
    if asked.names.listed(what):
        return False
    speakers = (fact.said_by.name for fact in asked.figures if fact.said_by)
    sides = (read_sides(text, asked.names.settings) or () for text in list(asked.named.headlines)[:_MOST])
    own = _YEAR.sub("", what)
    return any(f" {own} " in f" {name} " for name in (*speakers, *(side for pair in sides for side in pair)))


def _label(asked: Asked, noun: str, around: Counted) -> str:
    """What the sentence itself calls those counted: *Penerima PKH: 10 KPM*."""
    label = around.label
    if len(label) < FEW or not asked.few or (" " not in label and label.islower()):
        return ""
    label = label if label[1].isupper() else label[0].lower() + label[1:]
    counts = noun not in asked.titles.people and not doubled(noun, label)
    return f"{asked.shown(noun)} {label}" if counts and label.partition(" ")[0] in asked.titles.units else label


def _counts(
    asked: Asked, unit: str, noun: str, same: Sequence[QuantityFact], what: str | None, around: Counted
) -> Gaps:
    """Those who are counted, with their modifiers, programme and what is done with them."""
    named, names, titles, words = asked.named, asked.names, asked.titles, asked.words
    anybody, told_of = noun in titles.people, asked.few and not named.subject and storied(named)
    modifiers, event, more = names.shortened(around.modifiers), names.programme(around.event), around.more
    bare = not modifiers and not names.listed(what) and names.general(noun, titles.people)
    if bare and around.subject and not names.joined(around.subject):
        modifiers, noun, what = around.subject, "" if anybody else noun, None
    item = "" if bare or modifiers or around.role or names.joined(around.item) else around.item
    proper = any(word[0].isupper() for word in modifiers.split())
    if what is None or not names.proper(what):
        what = event or (None if proper else what)
    general = not modifiers and names.general(noun, titles.people)
    if what and more and names.other_event(more, what):
        what = None  # *yang berlaga di SEA V League*, where the report tells of the *Piala Asia*
    if what is None and anybody and general and more and names.occasion(named.what or ""):
        what = named.what  # *peserta demo yang …*
    known = read_unit(unit, names.settings)
    category = known.category if known else ""
    given = any(words.receiving.search(fact.passage.lower()) for fact in same)
    beside = told_of and category in _RECEIVERS and not (given or modifiers or around.role)
    beside = beside and names.among("received", what)
    surveyed = noun in words.surveyed and names.among("received", what)
    if surveyed:
        what, given = asked.say("survey", what=what or ""), False
    strange = noun in words.strangers and names.among("received", what)
    if strange or (beside and not surveyed and not asked.tells(named.what, (), same)):
        what = None  # those who are trained or asked receive nothing
    owner = what or (None if proper or general or more or item else names.body(named.bodies))
    if owner and owner != what and told_of and not any(owner in fact.passage for fact in same):
        owner = None
    if around.last in words.points and not names.listed(what):
        return {}  # *tiga wilayah lain*: others than those that only the report tells of
    aid = names.among("received", what)
    top = max((fact.max or _FEW_THINGS + 1 for fact in same), default=0)
    if aid and not (modifiers or around.role or more) and (top <= _FEW_THINGS or noun in words.areas):
        return {}  # *satu SMA penerima MBG*: those of one kitchen; *provinsi MBG*
    served = given and aid and noun in words.served
    if any(fact.participants for fact in asked.figures):
        noun = titles.people.get(noun, {}).get("served" if served else "other", noun)
    shown = " ".join(filter(None, (around.first, f"{asked.shown(noun)} {modifiers}".strip(), around.last)))
    owned = names.listed(owner)
    if item and names.listed(what) and names.general(noun, titles.people):
        more = item  # *2 juta penerima MBG Sekolah Dasar*
    elif item:
        shown = f"{shown} {item}"
    shown, owner = _owned(asked, noun, shown, owner)
    told = proper or around.doer or (owned and not owner) or any(char.isupper() for char in f"{shown} {more}")
    told = bool(owner or told or (common_place(asked.figures) and not general))
    if not (owner or around.doer) and shown.islower():
        owner = company(asked) or None
    if not told and more.count(" ") < FEW:
        return {}
    if not (told or owner):
        work = _work(asked, around.role)
        role = around.role if work or not more.startswith(words.relative) else None
        done = role.name[asked.language] if role and not work else ""
        subject = " ".join(filter(None, (shown, done, names.shortened(more))))
        return _of_work(work, {"subject": subject, **asked.value(unit)})
    if noun not in titles.units and _acronym(noun, same):
        shown = " ".join(word.upper() if word == noun else word for word in shown.split())
    gaps = {"noun": shown}
    if owner and not names.listed(what) & names.listed(f"{shown} {more}"):
        within = beside or noun.lower() in owner.lower().split() or names.within(noun, owner) or names.held(noun, owner)
        whose = proper and bool(names.listed(what)) and not modifiers.rpartition(" ")[2].isupper()
        whose = whose and not owner.lower().startswith(modifiers.lower())  # *peserta magang* of *Magang Nasional*
        within = within or (whose and not aid) or (surveyed and bool(modifiers))  # *pegawai Kemenkeu dalam Coretax*
        number = "" if owner.partition(" ")[0] in words.editions else _edition(asked)
        body = "" if proper or around.doer else _body(asked, same, what)
        gaps["activity" if within else "what"] = " ".join(filter(None, (owner, body, number)))
    others = sum(fact.status != "realised" for fact in asked.figures) * SHARE > len(asked.figures)
    if served and named.running and not (asked.few or others or asked.value(unit)):
        return _written(asked, unit, gaps, {"served"}, more)
    work = _work(asked, around.role)
    if around.role and (work or more.partition(" ")[0] != words.relative):
        again = asked.say("once_more") if around.again else ""
        if work:
            found = _of_work(f"{work} {again}".strip(), _written(asked, unit, gaps, (), more))
            doer = around.doer if "subject" in found else ""
            return {**found, "subject": asked.say("worked", title=found["subject"], doer=doer)} if doer else found
        doer = around.doer
        if not doer and around.role.by and more[:1].isupper():
            doer, more = names.shortened(more), ""  # *yang dilatih Polri*
        by = asked.say("doer", doer=doer) if doer else ""
        if "activity" in gaps:
            by, more = f"{by} {more}".strip(), ""  # *yang menandatangani nota kesepahaman dalam pameran*
        done = " ".join(filter(None, (around.role.name[asked.language], again, by)))
        return _written(asked, unit, {**gaps, "role": done}, (), more)
    if given and aid and not served and (category in _RECEIVERS or (category == "staff" and names.among("paid", what))):
        first, _, rest = more.partition(" ")
        more = "" if first == words.relative and words.receiving.match(rest) else more  # *penerima … yang menerima*
        if "what" in gaps and words.receiving.match(modifiers):
            gaps["noun"] = shown.replace(f" {modifiers}", "")  # *KK penerima kuota*
        return _written(asked, unit, gaps, {"received"}, more)
    joins = category == "person" and noun not in names.of_activities and names.among("joined", what)
    done = _programme(asked, unit) or ""  # *pelaporan SPT*
    of_it = not owner and not around.role and names.doing(done) and done.lower().partition(" ")[2] == noun
    of_it = of_it and asked.named.attribute == "target" and asked.language == "id"
    work = done.partition(" ")[0].lower() if of_it else ""
    return _of_work(work, _written(asked, unit, gaps, {"joined"} if joins else (), more))


def _work(asked: Asked, role: Role | None) -> str:
    """The noun of what is to be done with those counted: *Target pembangunan 100 SPPG*."""
    aimed = asked.due or asked.named.attribute == "target"
    return role.work if role and aimed and asked.language == "id" else ""


def _of_work(work: str, gaps: Gaps) -> Gaps:
    """The gaps with the noun of the work before the value, or before those counted."""
    first = "value" if "value" in gaps else "subject"
    return {**gaps, first: f"{work} {gaps[first]}"} if work and first in gaps else gaps


def _acronym(noun: str, facts: Sequence[QuantityFact]) -> bool:
    """Whether most claims that write a noun write it in capitals (*4 DIRE*), of those that are no headlines in them."""
    written = [fact.text for fact in facts if noun and noun in fact.text.lower() and not fact.passage.isupper()]
    return 2 * sum(noun.upper() in text for text in written) > len(facts) and noun.isalpha()


def _body(asked: Asked, facts: Sequence[QuantityFact], what: str | None) -> str:
    """Whose part of a listed programme it is, where most claims name a body that does not run it (*MBG Kemensos*)."""
    if not asked.names.listed(what):
        return ""
    if not asked.named.bodies:
        return company(asked) if asked.names.among("received", what) else ""
    body = asked.names.body(asked.named.bodies)
    told = body and not asked.names.runs(asked.named.bodies, what) and sum(body in fact.passage for fact in facts)
    return body if body and told and 2 * told >= len(facts) else ""


def _owned(asked: Asked, noun: str, shown: str, owner: str | None) -> tuple[str, str | None]:
    """Those counted and whose they are, where neither says what the other does."""
    if owner is None:
        return shown, None
    if noun.lower() in owner.lower().split() and owner.lower().startswith(shown.lower()):
        return owner, None
    last = owner.rpartition(" ")[2].lower() in shown.lower().split()  # *jemaah haji* of *Ibadah Haji*
    if doubled(shown, owner) and (last or owner[0].islower() or asked.names.within(noun, owner)):
        return shown, None
    return shown, owner


def _written(asked: Asked, unit: str, gaps: Gaps, kinds: Collection[str] = (), more: str = "") -> Gaps:
    """The subject in the first frame that the gaps fill, with who counted, and the value."""
    named, names = asked.named, asked.names
    rows = asked.titles.subjects
    frame = next((one for one in rows if one.gaps <= gaps.keys() and (one.of is None or one.of in kinds)), None)
    if frame is None:
        return {}
    subject = f"{frame.words[asked.language].format(**gaps)} {names.shortened(more)}".strip()
    counter = commonest((fact.counted_by for fact in asked.figures), len(asked.figures) / SHARE)
    if counter and counter not in subject and "noun" in gaps and "served" not in kinds and named.agreed:
        subject = asked.say("counter", subject=subject, counter=counter)
    amount = asked.value(unit, measured="noun" not in gaps)
    if "noun" in gaps or not amount:
        return {"subject": subject, **amount}
    whole = f"{subject} {amount['value']}"  # *pendapatan negara Rp3.147 triliun*
    known, value = read_unit(unit, names.settings), named.value
    rate = known is not None and known.category == "share" and isinstance(value, Interval) and value.grain == "year"
    if named.subject and rate:
        return asked.on_day(asked.say("target", title=whole), begins=True)  # it is of the year, not due in it
    return {"event": asked.say("target", title=whole)} if named.subject else {"subject": whole}


def _measure(asked: Asked, unit: str, what: str | None) -> Gaps:
    """What a sum, a share or a measure is of; nothing where only a programme is named."""
    named, names, titles = asked.named, asked.names, asked.titles
    known = read_unit(unit, names.settings)
    share, what_of = known is not None and known.category == "share", what
    of = commonest(names.shortened(measured(fact, asked.words, share)) for fact in asked.figures)
    if not of and (unit in MEASURES or not asked.tells(named.what, (), asked.figures)):
        return {}
    if of and " " not in of and (what is None or what[0].islower()):
        what = names.body(named.bodies) or company(asked)
        if not what:
            return {}
    elif of and " " not in of and what and what.partition(" ")[0].lower() in asked.words.measured:
        what = f"{what} {company(asked)}".rstrip()  # growth of *Penyaluran Kredit*
    elif of and " " in of:
        own = of.islower() or (what is not None and what.lower() in of.lower())  # *Penyaluran Kredit* is nobody's name
        what = (owner_of(asked, what if of.islower() else None) or company(asked)) if own else None
    if of and what_of and of.partition(" ")[0] in names.vague and what_of.partition(" ")[0] in asked.words.measured:
        of = what_of  # *pekerjaan kontraktual sepanjang 3,8 kilometer*
    if of and what and of.lower() in what.lower():
        of, what = what, None if names.listed(what) else company(asked)
    gaps = {"measured": of, "what": what}
    if not named.subject and not asked.value(unit):
        gaps["measure"] = (titles.units if asked.language == "en" else titles.measures).get(unit, unit)
    return {name: gap for name, gap in gaps.items() if gap}


@once
def carried(asked: Asked) -> str:
    """The part of a headline that gives the figure of most claims, or where they changed that of now."""
    named, facts = asked.named, asked.figures
    in_digits = [fact for fact in facts if any(char.isdigit() for char in fact.text)]
    most = commonest((fact.min, fact.max) for fact in in_digits or facts)
    if not named.agreed and isinstance(named.value, Amount):
        most = named.value.min, named.value.max
    given = (fact for fact in facts if fact.passage in named.headlines and (fact.min, fact.max) == most)
    texts = ((text, fact.published) for fact in given if len(text := headed(fact, asked.words)) in _HEADED)
    return next((printed(text, day, asked.names.ruleset) for text, day in texts), "")


def _around(asked: Asked, facts: Sequence[QuantityFact]) -> Counted:
    """What enough sentences around the figures write, or one of whose they are (*SPPG Polri*); in headlines verbs look
    like names.
    """
    headlines, words, names = asked.named.headlines, asked.words, asked.names
    texts = {fact.passage: counted(fact, words, names.settings.saying) for fact in facts}
    seen = [one for text, one in texts.items() if text not in headlines] or list(texts.values())
    least = max(1, len(texts) / SHARE)
    owned = (one.modifiers for one in seen if one.modifiers == names.body(asked.named.bodies))
    modifiers = commonest((one.modifiers for one in seen), least) or commonest(owned) or ""
    bodies = [texts[fact.passage] for fact in facts if fact.passage not in headlines]
    told = [one.more for one in bodies if one.modifiers == modifiers or not (one.more and modifiers)]
    more = commonest(told, max(1 if len(headlines) <= FEW else 2, len(told) / SHARE)) or ""
    first = commonest((one.first for one in seen), len(seen) / 2) or ""
    last = commonest((one.last for one in seen), len(seen) / 2) or ""
    last = last if last not in words.points or all(one.last == last for one in seen) else ""
    return Counted(
        modifiers=modifiers,
        role=commonest((one.role for one in seen), least),
        more=more,
        doer=commonest(one.doer for one in seen if names.acting(one.doer)) or "",
        event=commonest(one.event for one in seen) or "",
        label=commonest(one.label for one in seen) or "",
        subject=commonest(one.subject for one in seen) or "",
        item=commonest(one.item for one in seen) or "",
        noun=commonest(one.noun for one in seen) or "",
        first=first,
        last=last,
        again=2 * sum(one.again for one in seen) >= len(seen),
        denied=2 * sum(one.denied for one in seen) >= len(seen),
    )


def _edition(asked: Asked) -> str:
    """The edition that those claims agree on that name one, where they are not fewer than the rest."""
    facts, numbers = asked.figures, asked.names.settings.edition_numbers
    found = [name for fact in facts if (name := edition(fact, asked.words, numbers))]
    same = len({name.partition(" ")[2] for name in found}) == 1
    return commonest(found) or "" if same and 2 * len(found) >= len(facts) else ""

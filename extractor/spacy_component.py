"""rujuk inside anybody's spaCy pipeline: ``nlp.add_pipe("rujuk")``.

The component reads ``doc.text`` as one article and leaves its facts in the doc:

- ``doc.spans["ministries"]``, ``["agencies"]``, ``["dates"]``, ``["targets"]``, ``["participants"]``: the mentions,
  widened to whole tokens (a scraped token may hold more than the mention). A span's label is the body's id, ``date``,
  ``target`` or ``participants``; its ``id_`` is the fact's id.
- ``doc._.rujuk_facts``: all facts as :data:`extractor.models.Fact` with exact character offsets.
- ``span._.rujuk``: the fact of a span from one of the groups, else null.
- ``doc._.rujuk_published``: the publication day (ISO or ``date``), to be set before the pipeline runs; relative dates
  stay unresolved without it. The component's ``published`` setting is the default.

Everything is kept in ``doc.user_data`` as text, so that docs travel between processes (``nlp.pipe(n_process=2)``) and
to disk (``DocBin(store_user_data=True)``).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import cast

from pydantic import TypeAdapter
from spacy.language import Language
from spacy.tokens import Doc, Span

from extractor.models import AgencyFact, Article, DateFact, Fact, MinistryFact, QuantityFact
from extractor.pipeline import Pipeline

GROUPS = ("ministries", "agencies", "dates", "targets", "participants")
_FACTS = "rujuk_facts"
_PUBLISHED = "rujuk_published"
_ALL = TypeAdapter(tuple[Fact, ...])


@Language.factory(
    "rujuk",
    assigns=["doc.spans", "doc._.rujuk_facts", "span._.rujuk"],
    default_config={"rules": None, "published": None, "ner": True},
)
class Rujuk:
    """The component. ``rules`` is a folder of rules, ``ner`` says whether speakers and places use the trained model."""

    def __init__(
        self, nlp: Language, name: str, rules: str | None = None, published: str | None = None, ner: bool = True
    ) -> None:
        register_extensions()
        self.name = name
        self._settings = {"rules": rules, "published": published, "ner": ner}
        self._pipeline = Pipeline(rules, ner=ner)
        self._published = date.fromisoformat(published) if published else None

    def __call__(self, doc: Doc) -> Doc:
        """Read ``doc`` and attach its facts."""
        article = Article(id=name_of(doc), published=doc._.rujuk_published or self._published, text=doc.text)
        facts = self._pipeline.read(article).facts
        attach(doc, facts)
        return doc

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle the settings, not the compiled rules: worker processes compile their own."""
        return _rebuild, (self.name, self._settings)


def attach(doc: Doc, facts: Sequence[Fact]) -> None:
    """Leave ``facts`` of the text of ``doc`` in it: as span groups, and whole for the extensions.

    Spans grow to whole tokens where a fact ends inside one.
    """
    doc.user_data[_FACTS] = _ALL.dump_json(tuple(facts)).decode()
    for group in GROUPS:
        doc.spans[group] = [
            span for fact in facts if (label := _label(fact, group)) and (span := _span(doc, fact, label)) is not None
        ]


def _rebuild(name: str, settings: dict[str, object]) -> Rujuk:
    return Rujuk(cast(Language, None), name, **settings)  # type: ignore[arg-type]


def register_extensions() -> None:
    """Declare the extensions; needed only where docs with facts are read without the component."""
    Doc.set_extension(_PUBLISHED, getter=_get_published, setter=_set_published, force=True)
    Doc.set_extension(_FACTS, getter=facts_of, force=True)
    Span.set_extension("rujuk", getter=_fact_of, force=True)


def facts_of(doc: Doc) -> tuple[Fact, ...]:
    """The facts that the component left in ``doc``; empty when it has not run."""
    stored = doc.user_data.get(_FACTS)
    return _ALL.validate_json(stored) if stored else ()


def name_of(doc: Doc) -> str:
    """The article id used in fact ids: ``doc.user_data["id"]`` if set, else ``doc``."""
    return str(doc.user_data.get("id") or "doc")


def _fact_of(span: Span) -> Fact | None:
    return next((fact for fact in facts_of(span.doc) if fact.fact_id == span.id_), None)


def _get_published(doc: Doc) -> date | None:
    stored = doc.user_data.get(_PUBLISHED)
    return date.fromisoformat(stored) if stored else None


def _set_published(doc: Doc, value: date | str | None) -> None:
    doc.user_data[_PUBLISHED] = date.fromisoformat(str(value)).isoformat() if value else None


def _label(fact: Fact, group: str) -> str | None:
    """The label of the fact's span in a group, or null when it does not belong there."""
    match fact:
        case MinistryFact() if group == "ministries":
            return fact.ministry or "ministry"
        case AgencyFact() if group == "agencies":
            return fact.agency or "agency"
        case DateFact() if group == "dates":
            return "date"
        case QuantityFact() if group == "targets" and fact.target:
            return "target"
        case QuantityFact() if group == "participants" and fact.participants:
            return "participants"
    return None


def _span(doc: Doc, fact: Fact, label: str) -> Span | None:
    return doc.char_span(fact.start, fact.end, label=label, span_id=fact.fact_id, alignment_mode="expand")

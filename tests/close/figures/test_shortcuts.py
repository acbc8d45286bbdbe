"""What the close reading leaves out to be fast changes nothing that it finds."""

from __future__ import annotations

from datetime import date

from extractor.close.figures import participants, target_rules
from extractor.close.figures.candidates import find_candidates
from extractor.close.figures.evidence import Evidence, EvidenceGatherer
from extractor.close.figures.nouns import unit_table
from extractor.close.figures.participants import judge_participants
from extractor.close.figures.targets import judge_targets
from extractor.models import Article, Extraction
from extractor.pipeline import Pipeline
from extractor.rules import load_rules
from extractor.rules.cues import FIGURE_FILES, cue_finder
from extractor.skim import skim

RULES_FOLDER = load_rules()
TEXT = """Kemnaker menargetkan 5.000 peserta magang pada 2026
JAKARTA, Jumat (16/5/2025) - Menteri Ketenagakerjaan Yassierli menargetkan 5.000 peserta magang pada 2026. Hingga kini
sudah 1.200 orang mendaftar, terdiri dari 700 laki-laki dan 500 perempuan. Pelatihan diikuti 45 peserta dari 12 desa.
Banjir merendam 300 rumah, dan 20 siswa keracunan. Harga beras Rp 15.000 per kilogram. Dari 10 kelas, 4 kosong.
Sebanyak 82,9 juta sasaran akan dilayani. Balai itu menyediakan 600 kuota, sedangkan 90 ribu lainnya batal.
Pada Oktober 2026 jumlah penerima mencapai 72 juta. Anggarannya Rp 25 triliun untuk 4.000 mahasiswa.
"""
ARTICLE = Article(id="t", published=date(2025, 5, 17), title=TEXT.split("\n")[0], text=TEXT)


def gathered() -> list[Evidence]:
    skimmed = skim(ARTICLE, RULES_FOLDER)
    hits = cue_finder(RULES_FOLDER, FIGURE_FILES).find(TEXT)
    table = unit_table(RULES_FOLDER)
    candidates = find_candidates(TEXT, skimmed, hits, table)
    return EvidenceGatherer(TEXT, candidates, skimmed, hits, ARTICLE.published, table.lead).gather()


def test_rules_left_out_have_no_opinion() -> None:
    """Where no deciding cue stands, each rule that is left out would have said nothing."""
    evidence = gathered()
    opinions, counts = judge_targets(evidence), judge_participants(evidence)
    quiet = 0
    for index, item in enumerate(evidence):
        before = index - 1
        if not item.holds(target_rules.DECISIVE):
            quiet += 1
            aimed = (evidence[before], opinions[before]) if index else None
            for rule in target_rules.RULES:
                assert rule in target_rules.RULES_WITHOUT_CUES or rule(item, aimed) is None
        if not item.holds(participants.DECISIVE):
            quiet += 1
            counted = (evidence[before], counts[before]) if index else None
            for verdict in participants.RULES:
                assert verdict in participants.RULES_WITHOUT_CUES or verdict(item, counted) is None
    assert quiet >= 8


def test_unvalidated_facts_are_what_validation_would_give() -> None:
    extraction = Pipeline(RULES_FOLDER).read(ARTICLE)
    assert {fact.type for fact in extraction.facts} == {"ministry", "date", "quantity"}
    validated = Extraction.model_validate_json(extraction.model_dump_json())
    assert validated == extraction
    assert validated.model_dump_json() == extraction.model_dump_json()
    for fact, again in zip(extraction.facts, validated.facts, strict=True):
        assert list(fact.__dict__) == list(again.__dict__) == list(type(fact).model_fields)
        assert {name: type(value) for name, value in fact} == {name: type(value) for name, value in again}

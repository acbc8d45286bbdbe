from __future__ import annotations

from extractor.ner.training.gazetteer import read_gazetteer
from extractor.rules import load_rules


def test_the_rules_give_names_of_every_kind() -> None:
    gazetteer = read_gazetteer(load_rules())
    assert {"Badan Gizi Nasional", "BGN", "Kementerian Ketenagakerjaan"} <= set(gazetteer["ORG"])
    assert {"Yassierli", "Purbaya Yudhi Sadewa"} <= set(gazetteer["PER"])
    assert {"Kudus", "Kabupaten Kudus", "Provinsi Jawa Barat", "Jepang"} <= set(gazetteer["LOC"])
    assert all(name == name.strip() and name for names in gazetteer.values() for name in names)

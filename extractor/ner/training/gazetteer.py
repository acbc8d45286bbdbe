"""Names that ``rules/`` knows for certain, as pools for the augmentation of training sentences."""

from __future__ import annotations

from extractor.rules import RuleSet


def read_gazetteer(ruleset: RuleSet) -> dict[str, list[str]]:
    """Label → surface forms: office holders, ministries and agencies, regions and countries.

    Regions come bare and with their kind (*Kabupaten Kudus*), since the text has both.
    """
    bodies = ruleset.yaml("ministries.yaml")["bodies"].values()
    people = [holder["name"] for body in bodies for holder in body.get("holders") or ()]
    organisations: list[str] = []
    for body in bodies:
        organisations += [body["name"], body.get("short") or body["name"], *(body.get("names") or ())]
    places = list(ruleset.yaml("countries.yaml")["names"])
    kinds = ruleset.yaml("places.yaml")["kind_words"]
    for row in ruleset.tsv("regions.tsv"):
        places += [row["name"], *(row["also"] or "").split("|")]
        places.append(f"{kinds[row['kind']][0]} {row['name']}")
    return {
        "PER": _unique(people),
        "ORG": _unique(organisations),
        "LOC": _unique(places),
    }


def _unique(names: list[str]) -> list[str]:
    return sorted({name.strip() for name in names if name and name.strip()})

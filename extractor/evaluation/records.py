"""Scoring records against gold: which claims are held, how they are grouped, relations and values.

B-cubed precision, recall and F1 (Bagga and Baldwin 1998) are over all gold claims. Gold records marked
``outside_facts`` are left out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]


def score_records(gold: Sequence[Row], predicted: Sequence[Row]) -> tuple[dict[str, Any], list[str]]:
    """The figures, and a line for each gold record whose relation or value is wrong."""
    gold = [record for record in gold if not record.get("outside_facts")]
    owners, homes, held = _place_claims(gold, predicted)
    report: dict[str, Any] = {
        "records": len(gold),
        "claims": len(owners),
        "claims_held": _share(held, len(owners)),
        **_bcubed(owners, homes),
    }
    relation = value = many = many_relation = 0
    mistakes = []
    for number, record in enumerate(gold):
        votes = Counter(home for owner, home in zip(owners, homes, strict=True) if owner == number and home is not None)
        match: Row = predicted[votes.most_common(1)[0][0]] if votes else {}
        right_relation = match.get("relation") == record["relation"]
        right_value = _equal(record["value"], match.get("value"))
        relation += right_relation
        value += right_value
        if record["relation"] != "single":
            many += 1
            many_relation += right_relation
        if not (right_relation and right_value):
            mistakes.append(
                f"{record['record_id']} {record['what']}: gold {record['relation']} {record['value']}, predicted "
                f"{match.get('relation')} {match.get('value')} ({dict(votes)} of {owners.count(number)} claims)"
            )
    report["relation"] = _share(relation, len(gold))
    report["relation_of_many"] = _share(many_relation, many) if many else None
    report["value"] = _share(value, len(gold))
    return report, mistakes


def _place_claims(gold: Sequence[Row], predicted: Sequence[Row]) -> tuple[list[int], list[int | None], int]:
    """For every gold claim its gold record and its predicted record, and how many are held with their value."""
    by_doc: dict[str, list[tuple[Row, int]]] = defaultdict(list)
    for number, record in enumerate(predicted):
        for claim in record["claims"]:
            by_doc[claim["doc_id"]].append((claim, number))
    owners: list[int] = []
    homes: list[int | None] = []
    held = 0
    for number, record in enumerate(gold):
        for claim in record["claims"]:
            best: tuple[tuple[bool, int], int] | None = None
            for other, home in by_doc.get(claim["doc_id"], ()):
                overlap = min(claim["end"], other["end"]) - max(claim["start"], other["start"])
                if overlap > 0 and _is_date(_value(claim)) == _is_date(_value(other)):
                    rank = (_equal(_value(claim), _value(other)), overlap)
                    if best is None or rank > best[0]:
                        best = (rank, home)
            held += bool(best and best[0][0])
            owners.append(number)
            homes.append(best[1] if best else None)
    return owners, homes, held


def _bcubed(owners: Sequence[int], homes: Sequence[int | None]) -> dict[str, float]:
    by_home, by_gold = Counter(home for home in homes if home is not None), Counter(owners)
    both = Counter(zip(owners, homes, strict=True))
    precision = recall = 0.0
    covered = 0
    for owner, home in zip(owners, homes, strict=True):
        if home is not None:
            covered += 1
            recall += both[owner, home] / by_gold[owner]
            precision += both[owner, home] / by_home[home]
    precision = precision / covered if covered else 0.0
    recall = recall / len(owners) if owners else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"bcubed_precision": round(precision, 4), "bcubed_recall": round(recall, 4), "bcubed_f1": round(f1, 4)}


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def _value(claim: Row) -> Row:
    """The value of a claim: nested in our records, beside the other fields in gold."""
    nested = claim.get("value")
    return nested if isinstance(nested, Mapping) else claim


def _is_date(value: Row | None) -> bool:
    return bool(value) and "from" in (value or {})


def _equal(one: Row | None, other: Row | None) -> bool:
    if not one or not other or _is_date(one) != _is_date(other):
        return False
    return all(one.get(side) == other.get(side) for side in ("from", "to", "min", "max"))

"""Response times of the desk on 100,000 records: ``python -m tests.benchmarks.desk_latency [RECORDS]``.

Makes an output folder of that size from the sample records (other figures, programmes and outlets), builds the index,
asks each page twenty times, and decides on some records. Prints the median and the slowest answer in milliseconds.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

import orjson
from fastapi.testclient import TestClient

from extractor.models import Amount, Record
from extractor.rules import load_rules
from extractor.web.app import create_app
from tests.web.sample import records, write_output
from tests.web.test_desk import no_facts

ASKED = 20
DECIDED = 5
# So many records speak of the same articles.
SHARED = 100
PROGRAMMES = ("Pelatihan Vokasi", "Sekolah Rakyat", "Makan Bergizi Gratis", "Magang Nasional", "Koperasi Merah Putih")
PAGES = (
    ("front page", "/"),
    ("list, page 1000", "/?page=1000"),
    ("search by an abbreviation", "/?q=mbg"),
    ("search of a word that stands everywhere", "/?q=orang"),
    ("search of two words", "/?q=vokasi+333"),
    ("search by a number", "/?q=37,2+ribu"),
    ("search of a number and a word", "/?q=mbg+37,2+ribu"),
    ("search with a slip", "/?q=sekolah+rakayt"),
    ("search without a hit", "/?q=tidakada"),
    ("search with the nearest offered", "/?q=sekolah+tidakada+orang"),
    ("search and filter", "/?q=mbg&attribute=target&outlet=Media+7"),
    ("filter by ministry and relation", "/?ministry=kemnaker&relation=conflict"),
    ("filter by programme", "/?programme=sekolah+rakyat+1"),
    ("filter by outlet and period", "/?outlet=Media+7&since=2025-10-21&until=2025-10-22"),
    ("one record", "/record?id=r-{middle:07d}"),
    ("one article", "/article?id=warta%2F1"),
    ("interface: 50 records", "/api/records?attribute=target"),
)


def grown(number: int, model: Record) -> Record:
    """Another record after a model: its own id, programme, outlet and value."""
    what = f"{PROGRAMMES[number % len(PROGRAMMES)]} {number % 997}"
    own = {"source": f"Media {number % 53}", "what": what}
    place = f"{number // SHARED}/"
    claims = tuple(
        claim.model_copy(update=own | {"doc_id": place + claim.doc_id, "fact_id": f"{place}{claim.fact_id}"})
        for claim in model.claims
    )
    value = Amount(min=number, max=number) if model.value else None
    return model.model_copy(update={"record_id": f"r-{number:07d}", "what": what, "claims": claims, "value": value})


def main(count: int) -> None:
    """Print the table."""
    models = records()
    with tempfile.TemporaryDirectory() as folder:
        output = write_output(Path(folder) / "out")
        texts = [orjson.loads(line) for line in (output / "articles.jsonl").read_bytes().splitlines()]
        with (output / "articles.jsonl").open("ab") as articles:
            for place in range(count // SHARED + 1):
                articles.writelines(orjson.dumps(one | {"id": f"{place}/{one['id']}"}) + b"\n" for one in texts)
        with (output / "records.jsonl").open("w", encoding="utf-8") as stream:
            for number in range(count):
                stream.write(grown(number, models[number % len(models)]).model_dump_json() + "\n")
        begun = time.perf_counter()
        app = create_app(output, load_rules(), no_facts)
        print(f"index of {count:,} records built once in {time.perf_counter() - begun:.1f} s")
        print(f"{'page':<44}{'median ms':>10}{'slowest ms':>12}")
        with TestClient(app, base_url="http://127.0.0.1") as client:
            for name, path in PAGES:
                times = []
                for _ in range(ASKED):
                    begun = time.perf_counter()
                    answer = client.get(path.format(middle=count // 2))
                    times.append((time.perf_counter() - begun) * 1000)
                    if answer.status_code != 200:
                        raise SystemExit(f"{path}: {answer.status_code}")
                print(f"{name:<44}{statistics.median(times):>10.0f}{max(times):>12.0f}")
            times = [decided(client, number) for number in range(DECIDED + 1)][1:]  # the first one writes all records
            print(f"{'decision of an editor':<44}{statistics.median(times):>10.0f}{max(times):>12.0f}")


def decided(client: TestClient, number: int) -> float:
    """Milliseconds until a decision on some record is kept and shown."""
    (record,) = client.get("/api/records", params={"limit": 1, "offset": 100 * number}).json()["records"]
    fact_id = record["claims"][0]["fact_id"]
    begun = time.perf_counter()
    answer = client.post(
        "/api/notes", json={"decision": "comment", "claims": [fact_id], "by": "ana", "comment": "dicek"}
    )
    if answer.status_code != 201:
        raise SystemExit(answer.text)
    return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)

"""What is fuzzed, and what must hold for any input: nothing is raised but what is documented, every output can be
written, every offset points at its words."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from extractor.models import Article, Extraction
from extractor.pipeline import Pipeline
from extractor.reading import ReadingError, ReadOptions, read_articles
from extractor.rules import RulesError, RuleSet, load_rules

SEEDS = Path(__file__).parent / "seeds"
READERS = (
    "csv", "json", "jsonl", "txt", "html", "rss", "warc", "rtf", "eml", "mbox", "docx", "xlsx", "parquet", "pdf",
    "jsonl.gz",
)  # fmt: skip
DAY = date(2025, 6, 17)


@dataclass(frozen=True)
class Target:
    """A function that raises when an input breaks a promise; its seeds, and the words of its language."""

    name: str
    run: Callable[[bytes], object]
    seeds: tuple[bytes, ...]
    tokens: tuple[bytes, ...]


@contextmanager
def targets(folder: Path) -> Iterator[dict[str, Target]]:
    """All targets by their names; ``folder`` is theirs to write in."""
    from contextlib import ExitStack

    rules = load_rules()
    pipeline = Pipeline(rules)
    with ExitStack() as stack:
        found = [_target(f"read {suffix}", suffix, _reader(folder, suffix)) for suffix in READERS]
        found += [
            _target("extract", "text", lambda data: check_extraction(pipeline, data)),
            _target("records", "text", lambda data: check_records(pipeline, data)),
            _target("rules", "rules", _loader(folder)),
            _target("labels", "labels", _labels(folder)),
            _target("notes", "notes", _notes(folder)),
            _target("api", "api", stack.enter_context(_api(folder, rules, pipeline))),
        ]
        yield {target.name: target for target in found}


def _target(name: str, seeds: str, run: Callable[[bytes], object]) -> Target:
    read = tuple(path.read_bytes() for path in sorted((SEEDS / seeds).iterdir()))
    words = {word for data in read for word in re.findall(rb"[^\s\x00-\x1f]{2,40}", data)}
    return Target(name, run, read, tuple(sorted(words)))


def _reader(folder: Path, suffix: str) -> Callable[[bytes], object]:
    path = folder / f"x.{suffix}"
    options = ReadOptions()

    def run(data: bytes) -> None:
        path.write_bytes(data)
        for item in read_articles([str(path)], options):
            assert isinstance(item, Article | ReadingError)
            item.model_dump_json().encode()
            assert isinstance(item, ReadingError) or item.text.strip()

    return run


def _article(data: bytes, id: str = "x") -> Article | None:
    text = data.decode("utf-8", "replace")
    if not text.strip():
        return None
    return Article(id=id, source="Warta", published=DAY, published_by="metadata", text=text)


def check_extraction(pipeline: Pipeline, data: bytes) -> Extraction | None:
    """Raises AssertionError when a fact does not stand where it says."""
    article = _article(data)
    if article is None:
        return None
    found = pipeline.read(article)
    places = []
    for fact in found.facts:
        assert fact.text, fact
        assert article.text[fact.start : fact.end] == fact.text, fact
        assert 0 <= fact.sentence.start <= fact.start < fact.end <= fact.sentence.end <= len(article.text), fact
        places.append((fact.start, fact.end, fact.type))
    assert places == sorted(set(places))
    found.model_dump_json().encode()
    return found


def check_records(pipeline: Pipeline, data: bytes) -> None:
    """The parts of the input between blank lines are articles; every claim of their records is one of their facts."""
    parts = re.split(rb"\n\s*\n", data)[:6]
    articles = [article for number, part in enumerate(parts) if (article := _article(part, f"x{number}"))]
    facts = {fact.fact_id: fact for fact in pipeline.extract(articles)}
    for record in pipeline.records(articles):
        assert record.claims
        for claim in record.claims:
            assert facts[claim.fact_id].text == claim.text
        record.model_dump_json().encode()


def _loader(folder: Path) -> Callable[[bytes], object]:
    from pydantic import TypeAdapter, ValidationError

    from extractor.rules.schema import FILES

    place = folder / "rules"
    place.mkdir()
    shapes = {name: TypeAdapter[object](FILES[name]) for name in ("status.yaml", "units.yaml", "outlets.yaml")}

    def run(data: bytes) -> None:
        for name, shape in shapes.items():
            (place / name).write_bytes(data)
            try:
                content = RuleSet(place, "fuzz").yaml(name)
            except RulesError as error:
                str(error).encode()
                return
            try:
                shape.validate_python(content)
            except ValidationError as error:
                str(error).encode("utf-8", "surrogatepass")

    return run


def _labels(folder: Path) -> Callable[[bytes], object]:
    from extractor.export.label_studio import LabelsError, import_labels

    path = folder / "labels.json"

    def run(data: bytes) -> None:
        path.write_bytes(data)
        try:
            for row in import_labels(path):
                json.dumps(row, ensure_ascii=False, allow_nan=False).encode()
        except LabelsError:
            return

    return run


def _notes(folder: Path) -> Callable[[bytes], object]:
    from extractor.desk.notes import NotesError, read_notes, standing

    place = folder / "notes"
    place.mkdir()

    def run(data: bytes) -> None:
        (place / "notes.jsonl").write_bytes(data)
        try:
            standing(read_notes(place))
        except NotesError:
            return

    return run


@contextmanager
def _api(folder: Path, rules: RuleSet, pipeline: Pipeline) -> Iterator[Callable[[bytes], object]]:
    """Requests: a line with method and address, then the body. Every answer is a documented one."""
    from fastapi.testclient import TestClient

    from extractor.web.app import create_app
    from tests.web.sample import write_output

    app = create_app(write_output(folder / "out"), rules, pipeline.read)
    token = app.state.desk.token.encode()
    with TestClient(app, base_url="http://127.0.0.1", follow_redirects=False) as client:

        def run(data: bytes) -> None:
            head, _, body = data.partition(b"\n")
            method, _, address = head.partition(b" ")
            body = body.replace(b"TOKEN", token)
            name = "POST" if method.startswith(b"P") else "GET"
            kind = "application/json" if body.startswith(b"{") else "application/x-www-form-urlencoded"
            answer = client.request(
                name,
                "/" + re.sub(r"[^!-~]", "", address.decode("latin-1")).lstrip("/"),
                content=body if name == "POST" else b"",
                headers={"Content-Type": kind},
            )
            assert answer.status_code in (200, 303, 307, 400, 403, 404, 405, 413, 422), answer.status_code
            if answer.headers.get("content-type", "").startswith("application/json"):
                answer.json()

        yield run

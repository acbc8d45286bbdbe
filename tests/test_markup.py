"""The markup reader is strict, since every language test leans on it."""

import pytest

from tests.markup import Marked, MarkupError, read_markup


def test_reads_text_offsets_and_keys() -> None:
    text, marks = read_markup(
        'Kemnaker menargetkan <quantity min=80000 unit="lapangan kerja" target>80 ribu lapangan kerja</quantity>.'
    )
    assert text == "Kemnaker menargetkan 80 ribu lapangan kerja."
    assert marks == (
        Marked(
            "quantity", 21, 43, "80 ribu lapangan kerja",
            (("min", "80000"), ("target", True), ("unit", "lapangan kerja")),
        ),
    )  # fmt: skip


def test_nested_marks_keep_their_offsets() -> None:
    text, marks = read_markup("<person>Ana <organisation>BPS</organisation></person> hadir")
    assert text == "Ana BPS hadir"
    assert [(m.tag, m.text) for m in marks] == [("organisation", "BPS"), ("person", "Ana BPS")][::-1]


@pytest.mark.parametrize(
    "marked",
    [
        "tanpa tanda",
        "<date from=2025-01-01>tidak ditutup",
        "<tanggal>x</tanggal>",
        "<date kapan=2025>x</date>",
        "<date from=1 from=2>x</date>",
        "x</date>",
        "<person>a<organisation>b</person>c</organisation>",
        "<person></person>",
        "<date from=>x</date>",
    ],
)
def test_refuses(marked: str) -> None:
    with pytest.raises(MarkupError):
        read_markup(marked)


def test_empty_must_be_said() -> None:
    assert read_markup("tanpa tanda", empty=True) == ("tanpa tanda", ())

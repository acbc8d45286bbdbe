"""Flags in words."""

from extractor.desk.labels import remarks
from extractor.models import Flag
from extractor.rules import load_rules

RULES = load_rules()


def test_a_remark_names_the_figure_is_told_once_and_leaves_out_what_agrees() -> None:
    def slip(start: int, **params: str) -> Flag:
        return Flag(kind="slip", start=start, end=start + 3, params=params)

    flags = [
        slip(0, text="12.508 ribu"),
        slip(40, text="12.508 ribu"),
        Flag(kind="sum_ok", start=0, end=3, params={"text": "29"}),
        slip(9, text="35 juta", slip="denied"),
    ]
    assert remarks(RULES, "id", flags) == [
        "“12.508 ribu” diduga salah ketik.",
        "“35 juta”: dibantah dalam berita ini.",
    ]

"""The picture of two grade distributions: one that opens, says its words, and is the same every time."""

import re
import struct
from decimal import Decimal
from fractions import Fraction
from html import unescape

import pytest

from mobilnost.formats.charts import Captions, grade_chart
from mobilnost.model import GradeDistribution, GradingScale, Method
from mobilnost.recognition.grades import Comparison, Scales, compare

LETTERS = GradingScale(id="ects", grades=("A", "$B$", "C_d^2", "D", "E", "F"), lowest_passing="E")
TEN = GradingScale(id="ten", grades=("10", "9", "8", "7", "6", "5"), lowest_passing="6")
SHARES = {"A": Decimal(10), "$B$": Decimal(25), "C_d^2": Decimal(30), "D": Decimal(25), "E": Decimal(10)}
COUNTS = {"10": 10, "9": 20, "8": 30, "7": 25, "6": 15, "5": 30}
CAPTIONS = Captions(
    title="Оцените <&> ocjene", theirs="uniri.hr", ours="sum.ba", axis="%", share=lambda one: f"{float(one):.1%}"
)


@pytest.fixture
def comparison() -> Comparison:
    scales = Scales(
        theirs=LETTERS,
        ours=TEN,
        their_distribution=GradeDistribution(scale="ects", percentages=SHARES),
        our_distribution=GradeDistribution(scale="ten", counts=COUNTS),
    )
    return compare(scales, Method.MIDPOINT)


def test_an_svg_says_every_grade_in_words(comparison: Comparison) -> None:
    drawn = grade_chart(comparison, CAPTIONS, "svg")
    words = {unescape(one).strip() for one in re.findall(r"<text[^>]*>([^<]*)</text>", drawn.decode())}
    assert {"Оцените <&> ocjene", "uniri.hr", "sum.ba", "A  (10.0%)", "$B$  (25.0%)", "C_d^2  (30.0%)"} <= words
    assert {"10  (10.0%)", "9  (20.0%)", "8  (30.0%)", "7  (25.0%)", "6  (15.0%)"} <= words
    # Who failed is not among them.
    assert not any(word.startswith(("F ", "5 ")) for word in words)


def test_a_png_is_a_picture_of_the_size_that_prints_well(comparison: Comparison) -> None:
    drawn = grade_chart(comparison, CAPTIONS, "png")
    assert drawn.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", drawn[16:24]) == (1050, 1200)


@pytest.mark.parametrize("format", ["svg", "png"])
def test_the_same_comparison_is_the_same_file(comparison: Comparison, format: str) -> None:
    assert grade_chart(comparison, CAPTIONS, format) == grade_chart(comparison, CAPTIONS, format)


def test_every_passing_grade_has_its_row(comparison: Comparison) -> None:
    assert [(row.original, row.converted and row.converted.label) for row in comparison.rows] == [
        ("A", "10"),
        ("$B$", "9"),
        ("C_d^2", "8"),
        ("D", "7"),
        ("E", "6"),
    ]
    assert comparison.rows[-1].part == (Fraction(9, 10), Fraction(1))

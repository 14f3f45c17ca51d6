"""Scales, distributions and tables of grades: what they hold, and what they refuse."""

from decimal import Decimal
from fractions import Fraction

import pytest

from mobilnost.model.grading import GradeDistribution, GradeTable, Grading
from mobilnost.model.kinds import Cycle
from mobilnost.model.problems import BadValue
from mobilnost.model.scales import GradingScale, NotGraded

FIVE = GradingScale(id="five", grades=("5", "4", "3", "2", "1"), lowest_passing="2")
GERMAN = GradingScale(id="german", grades=("1.0", "2.0", "3.0", "4.0", "5.0"), lowest_passing="4.0", decimals=1)
LETTERS = GradingScale(
    id="letters",
    grades=("A", "B", "C", "F"),
    lowest_passing="C",
    values={"A": Decimal(5), "B": Decimal(4), "C": Decimal(2)},
    not_graded=(NotGraded(label="P", passing=True),),
)

#: scale, what a paper prints, the grade that it is, where it stands, whether it passes, what it is worth
MARKS = [
    (FIVE, "5", "5", Fraction(0), True, "5"),
    (FIVE, " 2 ", "2", Fraction(3), True, "2"),
    (FIVE, "4.00", "4", Fraction(1), True, "4"),
    (FIVE, "4,0", "4", Fraction(1), True, "4"),
    (FIVE, "1", "1", Fraction(4), False, "1"),
    (GERMAN, "1,3", "1.3", Fraction(3, 10), True, "1.3"),
    (GERMAN, "4.0", "4.0", Fraction(3), True, "4.0"),
    (GERMAN, "4.1", "4.1", Fraction(31, 10), False, "4.1"),
    (LETTERS, "b", "B", Fraction(1), True, "4"),
    (LETTERS, "F", "F", Fraction(3), False, None),
    (LETTERS, "p", "P", None, True, None),
]


@pytest.mark.parametrize(("scale", "printed", "label", "place", "passing", "value"), MARKS)
def test_a_mark_is_read_as_its_scale_has_it(
    scale: GradingScale, printed: str, label: str, place: Fraction | None, passing: bool, value: str | None
) -> None:
    mark = scale.mark(printed)
    assert mark is not None
    assert (mark.label, mark.place, mark.passing) == (label, place, passing)
    assert mark.value == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("scale", "printed"),
    [
        (FIVE, "4.5"),
        (FIVE, "6"),
        (FIVE, "0"),
        (GERMAN, "1.35"),
        (GERMAN, "0.9"),
        (LETTERS, "4"),
        (FIVE, ""),
        (FIVE, "5e0"),
    ],
)
def test_what_no_examiner_gives_is_no_mark(scale: GradingScale, printed: str) -> None:
    assert scale.mark(printed) is None


def test_the_best_may_be_the_smallest_number() -> None:
    assert (FIVE.inverse, GERMAN.inverse, LETTERS.inverse) == (False, True, False)


REFUSED = {
    "a scale without grades": ({"grades": (), "lowest_passing": "2"}, "grades"),
    "a pass that is no grade": ({"grades": ("5", "4"), "lowest_passing": "2"}, "lowest_passing"),
    "one grade twice": ({"grades": ("A", "a"), "lowest_passing": "A"}, "grades[1]"),
    "grades in no order": ({"grades": ("5", "3", "4"), "lowest_passing": "4"}, "grades"),
    "a value of no grade": ({"grades": ("A",), "lowest_passing": "A", "values": {"B": Decimal(1)}}, "values.B"),
    "decimals between words": ({"grades": ("A", "B"), "lowest_passing": "A", "decimals": 1}, "values"),
    "a word that is graded and not": (
        {"grades": ("A",), "lowest_passing": "A", "not_graded": (NotGraded(label="a", passing=True),)},
        "not_graded[0].label",
    ),
}


@pytest.mark.parametrize(("given", "key"), REFUSED.values(), ids=REFUSED)
def test_a_scale_that_cannot_be_read_is_refused(given: dict[str, object], key: str) -> None:
    with pytest.raises(BadValue) as caught:
        GradingScale(**({"id": "x"} | given))
    assert str(caught.value).startswith(f"{key}: ")


#: Percentages as printed, and whether rounding explains what their sum lacks of 100.
SUMS = [
    ("10 25 30 25 10", True),
    ("33.3 33.3 33.3", True),  # 99.9; three tenths' halves are 0.15
    ("33.3 33.3 33.2", False),
    ("33 33 33", True),  # 99; three halves are 1.5
    ("20 20 20 20 17", False),  # 97; five halves are 2.5
    ("20 20 20 20 18", True),
    ("50.00 50.02", False),
    ("50.00 50.01", True),
    ("100", True),
]


@pytest.mark.parametrize(("printed", "whole"), SUMS)
def test_percentages_make_a_hundred_but_for_rounding(printed: str, whole: bool) -> None:
    shares = {f"g{index}": Decimal(number) for index, number in enumerate(printed.split())}
    if whole:
        assert GradeDistribution(scale="x", percentages=shares).shares == shares
    else:
        with pytest.raises(BadValue, match="100 ±"):
            GradeDistribution(scale="x", percentages=shares)


def test_a_distribution_is_of_counts_or_of_percentages() -> None:
    with pytest.raises(BadValue, match="one-of"):
        GradeDistribution(scale="x")
    with pytest.raises(BadValue, match="one-of"):
        GradeDistribution(scale="x", counts={"A": 1}, percentages={"A": Decimal(100)})
    with pytest.raises(BadValue, match="empty"):
        GradeDistribution(scale="x", counts={"A": 0})
    with pytest.raises(BadValue, match=r"counts\.B"):
        GradeDistribution(scale="x", counts={"A": 2, "B": -1})
    with pytest.raises(BadValue, match=r"percentages\.A"):
        GradeDistribution(scale="x", percentages={"A": Decimal("NaN")})


STRANGE = {
    "a distribution of no scale": (
        {"distributions": (GradeDistribution(scale="ten", counts={"5": 1}),)},
        "distributions[0].scale",
    ),
    "a label that is no grade": (
        {"distributions": (GradeDistribution(scale="five", counts={"5": 1, "A": 1}),)},
        "distributions[0].counts.A",
    ),
    "nobody passed": (
        {"distributions": (GradeDistribution(scale="five", counts={"5": 0, "1": 9}),)},
        "distributions[0].counts: no-passing-grade",
    ),
    "a table with a label that is no grade": (
        {"tables": (GradeTable(scale="five", to="ten", grades={"A": "5"}, source="agreement"),)},
        "tables[0].grades.A",
    ),
    "no scale at all": ({"scales": ()}, "scales: empty"),
    "two scales of one id": ({"scales": (FIVE, FIVE)}, "scales[1].id"),
}


@pytest.mark.parametrize(("given", "said"), STRANGE.values(), ids=STRANGE)
def test_what_fits_no_scale_is_refused(given: dict[str, object], said: str) -> None:
    with pytest.raises(BadValue) as caught:
        Grading(**({"institution": "uniri.hr", "scales": (FIVE,)} | given))
    assert said in str(caught.value)


def test_everything_that_fits_no_scale_is_told_at_once() -> None:
    strange = GradeDistribution(scale="five", counts={"5": 1, "A": 1, "B": 1})
    nobody = GradeDistribution(scale="five", counts={"1": 9})
    table = GradeTable(scale="ten", to="five", grades={"A": "5"}, source="agreement")
    with pytest.raises(BadValue) as caught:
        Grading(institution="uniri.hr", scales=(FIVE, FIVE), distributions=(strange, nobody), tables=(table,))
    assert [one.path for one in caught.value.each] == [
        ("scales", 1, "id"),
        ("distributions", 0, "counts", "A"),
        ("distributions", 0, "counts", "B"),
        ("distributions", 1, "counts"),
        ("tables", 0, "scale"),
    ]


def test_everything_that_is_wrong_with_a_scale_is_told_at_once() -> None:
    with pytest.raises(BadValue) as caught:
        GradingScale(
            id="x",
            grades=("5", "4", "4", "5"),
            lowest_passing="9",
            values={"Z": Decimal(1)},
            not_graded=(NotGraded(label="4", passing=True),),
        )
    assert [one.path for one in caught.value.each] == [
        ("grades", 2),
        ("grades", 3),
        ("not_graded", 0, "label"),
        ("lowest_passing",),
        ("values", "Z"),
    ]


def test_the_nearest_reference_group_is_taken() -> None:
    def group(count: int, isced_f: str | None = None, cycle: Cycle | None = None) -> GradeDistribution:
        return GradeDistribution(scale="five", counts={"5": count}, isced_f=isced_f, cycle=cycle)

    everybody, broad, narrow, masters = group(1), group(2, "06"), group(3, "0613"), group(4, "06", Cycle.SECOND)
    grading = Grading(institution="uniri.hr", scales=(FIVE,), distributions=(everybody, broad, narrow, masters))
    assert grading.distribution("five", "0613", Cycle.FIRST) is narrow
    assert grading.distribution("five", "0612", Cycle.FIRST) is broad
    assert grading.distribution("five", "0612", Cycle.SECOND) is masters
    assert grading.distribution("five", "0231", Cycle.SECOND) is everybody
    assert grading.distribution("five", None, None) is everybody
    assert grading.distribution("ten", "0613", None) is None

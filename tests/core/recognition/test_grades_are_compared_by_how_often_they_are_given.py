"""Grades are converted as the ECTS Users' Guide has it: by their place among those who passed."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mobilnost.model.grading import GradeDistribution, GradeTable, Method
from mobilnost.model.scales import GradingScale, NotGraded
from mobilnost.recognition.grades import Scales, Unconverted, convert, steps

FIVE = GradingScale(id="five", grades=("5", "4", "3", "2", "1"), lowest_passing="2")
TEN = GradingScale(id="ten", grades=("10", "9", "8", "7", "6", "5"), lowest_passing="6")
LETTERS = GradingScale(id="ects", grades=("A", "B", "C", "D", "E", "FX", "F"), lowest_passing="E")
GERMAN = GradingScale(id="german", grades=("1.0", "2.0", "3.0", "4.0", "5.0"), lowest_passing="4.0", decimals=1)
ITALIAN = GradingScale(id="italian", grades=("30L", "30", "18", "0"), lowest_passing="18", values={"30L": Decimal(30)})
WITH_CREDIT = GradingScale(
    id="ru",
    grades=("5", "4", "3", "2"),
    lowest_passing="3",
    not_graded=(NotGraded(label="зачёт", passing=True), NotGraded(label="незачёт", passing=False)),
)
BY_DISTRIBUTIONS = (Method.BEST, Method.WORST, Method.MIDPOINT, Method.LARGEST_OVERLAP, Method.WEIGHTED)

#: Of a hundred who passed, so many had each grade. Failing grades stand beside and do not count.
SOME_FIVE = GradeDistribution(scale="five", counts={"5": 20, "4": 30, "3": 30, "2": 20, "1": 44})
OTHER_FIVE = GradeDistribution(scale="five", counts={"5": 10, "4": 20, "3": 40, "2": 30})
STEEP_FIVE = GradeDistribution(scale="five", counts={"5": 45, "4": 10, "3": 5, "2": 40})
SOME_TEN = GradeDistribution(scale="ten", counts={"10": 10, "9": 20, "8": 30, "7": 25, "6": 15, "5": 60})
OLD_ECTS = GradeDistribution(
    scale="ects", percentages={"A": Decimal(10), "B": Decimal(25), "C": Decimal(30), "D": Decimal(25), "E": Decimal(10)}
)
ONE_FOR_ALL = GradeDistribution(scale="ects", counts={"C": 7})

#: theirs, ours, and for each grade of theirs: best, worst, midpoint, largest overlap, weighted; all by hand.
TABLES = [
    (
        (FIVE, OTHER_FIVE),
        (FIVE, SOME_FIVE),
        # 5: 0-10 | 4: 10-30 | 3: 30-70 | 2: 70-100      beside 5: 0-20 | 4: 20-50 | 3: 50-80 | 2: 80-100
        {"5": "5 5 5 5 5", "4": "5 4 5 5 5", "3": "4 3 4 4 4", "2": "3 2 2 2 2"},
    ),
    (
        (LETTERS, OLD_ECTS),
        (FIVE, SOME_FIVE),
        # A: 0-10 | B: 10-35 | C: 35-65 | D: 65-90 | E: 90-100
        {"A": "5 5 5 5 5", "B": "5 4 4 4 4", "C": "4 3 4 4 4", "D": "3 2 3 3 3", "E": "2 2 2 2 2"},
    ),
    (
        (LETTERS, OLD_ECTS),
        (TEN, SOME_TEN),
        # beside 10: 0-10 | 9: 10-30 | 8: 30-60 | 7: 60-85 | 6: 85-100
        {"A": "10 10 10 10 10", "B": "9 8 9 9 9", "C": "8 7 8 8 8", "D": "7 6 7 7 7", "E": "6 6 6 6 6"},
    ),
    (
        (LETTERS, ONE_FOR_ALL),
        (FIVE, STEEP_FIVE),
        # One grade for everybody: the middle is a 4, most are a 5, the mean is 3.6.
        {"C": "5 2 4 5 4"},
    ),
    (
        (LETTERS, ONE_FOR_ALL),
        (FIVE, GradeDistribution(scale="five", counts={"5": 50, "2": 50})),
        # The middle lies on the border, both take half, the mean is 3.5, and nobody was given a 4 or a 3.
        {"C": "5 2 5 5 5"},
    ),
    (
        (FIVE, SOME_FIVE),
        (FIVE, SOME_FIVE),
        {"5": "5 5 5 5 5", "4": "4 4 4 4 4", "3": "3 3 3 3 3", "2": "2 2 2 2 2"},
    ),
]
CASES = [
    pytest.param(theirs, ours, grade, method, wanted, id=f"{number}-{grade}-{method}")
    for number, (theirs, ours, rows) in enumerate(TABLES)
    for grade, row in rows.items()
    for method, wanted in zip(BY_DISTRIBUTIONS, row.split(), strict=True)
]


def scales(
    theirs: tuple[GradingScale, GradeDistribution | None],
    ours: tuple[GradingScale, GradeDistribution | None],
    table: GradeTable | None = None,
) -> Scales:
    return Scales(theirs=theirs[0], ours=ours[0], their_distribution=theirs[1], our_distribution=ours[1], table=table)


@pytest.mark.parametrize(("theirs", "ours", "grade", "method", "wanted"), CASES)
def test_a_grade_becomes_the_one_that_the_table_says(
    theirs: tuple[GradingScale, GradeDistribution],
    ours: tuple[GradingScale, GradeDistribution],
    grade: str,
    method: Method,
    wanted: str,
) -> None:
    found = convert(grade, method, scales(theirs, ours))
    assert found.converted is not None
    assert (found.converted.label, found.because, found.counts) == (wanted, None, True)


def test_a_conversion_shows_the_part_of_the_line_that_it_compared() -> None:
    found = convert("D", Method.MIDPOINT, scales((LETTERS, OLD_ECTS), (TEN, SOME_TEN)))
    assert found.part == (Fraction(65, 100), Fraction(90, 100))
    assert [(one.step.mark.label, one.share) for one in found.overlaps] == [
        ("7", Fraction(4, 5)),
        ("6", Fraction(1, 5)),
    ]


def test_a_grade_that_nobody_was_given_stands_between_its_neighbours() -> None:
    theirs = (FIVE, GradeDistribution(scale="five", counts={"5": 20, "3": 80}))
    between = {method: convert("4", method, scales(theirs, (FIVE, SOME_FIVE))).converted for method in BY_DISTRIBUTIONS}
    # At 20 of 100, where our 5 ends and our 4 begins.
    assert {method.value: mark.label for method, mark in between.items() if mark} == {
        "best": "5",
        "worst": "4",
        "midpoint": "5",
        "largest_overlap": "5",
        "weighted": "5",
    }


def test_failing_grades_are_left_out_and_the_rest_makes_the_whole() -> None:
    line = steps(GradeDistribution(scale="five", counts={"5": 1, "3": 3, "1": 96}), FIVE)
    assert [(step.mark.label, step.above, step.below) for step in line] == [
        ("5", Fraction(0), Fraction(1, 4)),
        ("3", Fraction(1, 4), Fraction(1)),
    ]


def test_decimal_marks_lie_between_the_listed_ones() -> None:
    line = steps(GradeDistribution(scale="german", counts={"1.3": 1, "4.0": 1, "1.7": 2, "4.3": 9}), GERMAN)
    assert [step.mark.label for step in line] == ["1.3", "1.7", "4.0"]


# -- what is not converted

NOT_CONVERTED = {
    "зачёт": ("not-graded", True),
    "незачёт": ("failed", False),
    "2": ("failed", False),
    "excellent": ("unknown-grade", None),
}


@pytest.mark.parametrize("label", NOT_CONVERTED)
def test_what_says_only_passed_is_kept_and_enters_no_average(label: str) -> None:
    because, passed = NOT_CONVERTED[label]
    theirs = GradeDistribution(scale="ru", counts={"5": 1, "4": 1, "3": 1})
    found = convert(label, Method.MIDPOINT, scales((WITH_CREDIT, theirs), (FIVE, SOME_FIVE)))
    assert (found.original, found.converted, found.because, found.passed, found.counts) == (
        label,
        None,
        because,
        passed,
        False,
    )


def test_what_is_missing_is_named() -> None:
    nothing = Scales(theirs=None, ours=FIVE)
    assert convert("5", Method.BEST, nothing).because == "no-scale"
    assert convert("5", Method.BEST, Scales(theirs=FIVE, ours=None)).because == "no-home-scale"
    assert convert("5", Method.BEST, scales((FIVE, None), (FIVE, SOME_FIVE))).because == "no-distribution"
    assert convert("5", Method.BEST, scales((FIVE, SOME_FIVE), (FIVE, None))).because == "no-home-distribution"
    assert convert("5", Method.TABLE, scales((FIVE, None), (TEN, None))).because == "no-table"
    assert convert("5", None, scales((FIVE, SOME_FIVE), (FIVE, SOME_FIVE))).because == "not-decided"
    assert convert("5", Method.NONE, scales((FIVE, None), (TEN, None))).because == "not-wanted"
    assert convert("A", Method.BAVARIAN_ROUNDED, scales((LETTERS, None), (FIVE, None))).because == "no-numbers"


# -- by table


def test_a_table_of_both_institutions_says_what_a_grade_is() -> None:
    table = GradeTable(scale="ects", to="five", grades={"a": "5", "B": "4"}, source="Ugovor, prilog 2")
    both = scales((LETTERS, None), (FIVE, None), table)
    assert [(one := convert(label, Method.TABLE, both)).converted and one.converted.label for label in "AbC"] == [
        "5",
        "4",
        None,
    ]
    assert convert("C", Method.TABLE, both).because == "not-in-table"


# -- by the formula

#: scale, grade, on the German scale rounded, and cut off. 4 of 2-6: 1 + 3 * (6 - 4) / (6 - 3) = 3.0.
BULGARIAN = GradingScale(id="bg", grades=("6", "5", "4", "3", "2"), lowest_passing="3", decimals=2)
FORMULA = [
    (BULGARIAN, "6", "1.0", "1.0"),
    (BULGARIAN, "4", "3.0", "3.0"),
    (BULGARIAN, "4.75", "2.3", "2.2"),  # 2.25
    (BULGARIAN, "5.50", "1.5", "1.5"),
    (BULGARIAN, "3,00", "4.0", "4.0"),
    (TEN, "9", "1.8", "1.7"),  # 1.75
    (FIVE, "4", "2.0", "2.0"),
    (ITALIAN, "30L", "1.0", "1.0"),
    (GradingScale(id="it", grades=("30", "18"), lowest_passing="18", decimals=1), "26", "2.0", "2.0"),
    (GradingScale(id="fr", grades=("20", "10", "0"), lowest_passing="10", decimals=2), "12,5", "3.3", "3.2"),  # 3.25
]


@pytest.mark.parametrize(("theirs", "grade", "rounded", "cut"), FORMULA)
def test_the_bavarian_formula_is_rounded_or_cut_off(theirs: GradingScale, grade: str, rounded: str, cut: str) -> None:
    both = scales((theirs, None), (GERMAN, None))
    found = [convert(grade, one, both).converted for one in (Method.BAVARIAN_ROUNDED, Method.BAVARIAN_TRUNCATED)]
    assert [mark and str(mark.value) for mark in found] == [rounded, cut]


def test_between_two_of_our_grades_the_nearer_or_the_next_better_is_taken() -> None:
    local = GradingScale(id="local", grades=("1.0", "1.3", "1.7", "2.0", "4.0"), lowest_passing="4.0")
    both = scales((TEN, None), (local, None))
    # 9 of 10 is 1.75: nearer to 1.7, which is the next better too; 8 is 2.5, and the next better is 2.0.
    assert convert("9", Method.BAVARIAN_ROUNDED, both).converted == local.mark("1.7")
    assert convert("8", Method.BAVARIAN_TRUNCATED, both).converted == local.mark("2.0")


def test_the_formula_gives_no_honours() -> None:
    both = scales((FIVE, None), (ITALIAN, None))
    assert convert("5", Method.BAVARIAN_ROUNDED, both).converted == ITALIAN.mark("30")


# -- what holds always

COUNTS = st.lists(st.integers(0, 40), min_size=5, max_size=5).filter(lambda counts: any(counts[:4]))


def distribution(scale: GradingScale, counts: list[int]) -> GradeDistribution:
    return GradeDistribution(scale=scale.id, counts=dict(zip(scale.grades, counts, strict=False)))


@given(theirs=COUNTS, ours=COUNTS, method=st.sampled_from(BY_DISTRIBUTIONS))
def test_a_better_grade_never_becomes_a_worse_one(theirs: list[int], ours: list[int], method: Method) -> None:
    both = scales((TEN, distribution(TEN, theirs)), (FIVE, distribution(FIVE, ours)))
    found = [convert(label, method, both).converted for label in TEN.passing]
    places = [mark.place for mark in found if mark is not None and mark.place is not None]
    assert len(places) == len(TEN.passing)
    assert places == sorted(places)


@given(theirs=COUNTS, ours=COUNTS)
def test_the_other_methods_lie_between_the_best_and_the_worst(theirs: list[int], ours: list[int]) -> None:
    both = scales((TEN, distribution(TEN, theirs)), (FIVE, distribution(FIVE, ours)))
    for label in TEN.passing:
        found = {method: convert(label, method, both).converted for method in BY_DISTRIBUTIONS}
        places = {method: mark.place for method, mark in found.items() if mark and mark.place is not None}
        assert all(places[Method.BEST] <= place <= places[Method.WORST] for place in places.values())


@given(
    st.decimals(3, 6, places=2),
    st.decimals(3, 6, places=2),
    st.sampled_from(["bavarian_rounded", "bavarian_truncated"]),
)
def test_the_formula_keeps_the_order(one: Decimal, other: Decimal, method: str) -> None:
    assume(one > other)
    for home in (GERMAN, FIVE, TEN):
        both = scales((BULGARIAN, None), (home, None))
        better, worse = (convert(str(number), Method(method), both).converted for number in (one, other))
        assert better is not None
        assert worse is not None
        assert better.passing
        assert worse.passing
        assert (better.place or 0) <= (worse.place or 0)


@given(COUNTS)
def test_the_shares_of_those_who_passed_make_the_whole(counts: list[int]) -> None:
    line = steps(distribution(FIVE, counts), FIVE)
    assert (line[0].above, line[-1].below) == (0, 1)
    assert sum(step.share for step in line) == 1


@pytest.mark.parametrize(
    ("label", "becomes", "because"),
    [
        ("4", "4", None),
        ("priznato", None, Unconverted.NOT_GRADED),
        ("1", None, Unconverted.FAILED),
        ("2", None, Unconverted.NOT_IN_HOME_SCALE),
        ("6", None, Unconverted.NOT_IN_HOME_SCALE),
    ],
)
def test_who_grades_as_we_do_has_nothing_converted(label: str, becomes: str | None, because: object) -> None:
    """Systems that are the same need no conversion (čl. 14 st. 2 t. 2.1); a grade that we do not give is kept."""
    theirs = GradingScale(
        id="six",
        grades=("6", "5", "4", "3", "2", "1"),
        lowest_passing="2",
        not_graded=(NotGraded(label="priznato", passing=True),),
    )
    ours = GradingScale(id="five", grades=("5", "4", "3", "2"), lowest_passing="3")
    found = convert(label, Method.SAME, Scales(theirs=theirs, ours=ours))
    assert (found.converted.label if found.converted else None, found.because) == (becomes, because)
    assert found.counts is (becomes is not None)


@pytest.mark.parametrize("home", ["A", "1"])
def test_a_table_gives_no_grade_that_we_do_not_give(home: str) -> None:
    """A row that leads to no grade of ours, or to one that fails, is not as if the table had none."""
    table = GradeTable(scale="ten", to="five", grades={"9": home}, source="agreement")
    found = convert("9", Method.TABLE, Scales(theirs=TEN, ours=FIVE, table=table))
    assert (found.converted, found.because) == (None, Unconverted.NOT_IN_HOME_SCALE)

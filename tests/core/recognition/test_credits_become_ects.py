"""Credits of a host become ECTS by a named principle, and say from which figures."""

from __future__ import annotations

from decimal import Decimal as D
from typing import Any

import pytest
from core.recognition.results import course, result

from mobilnost.model import BadValue, Course, Credits
from mobilnost.model.credit_schemes import CreditPrinciple, CreditRow, CreditScheme, Workload
from mobilnost.recognition.credits import STRATEGIES, Converted, CreditLaw, Lacking, converted, question

P = CreditPrinciple
#: A Russian zachetnaya edinitsa: 36 academic hours, 60 of them in a year.
ZE = CreditScheme(id="ze", full_year=D(60), workload=Workload(hours=D(36), minutes=45))
#: The same by somebody who takes an academic hour for one by the clock.
GENEROUS = CreditScheme(id="ze", full_year=D(60), workload=Workload(hours=D(36)))
#: Units of a university whose year has 32 of them, converted by a table of both institutions.
UNITS = CreditScheme(
    id="units", full_year=D(32), table=(CreditRow(credits=D(3), ects=D(5)), CreditRow(credits=D(4), ects=D("7.5")))
)


def in_scheme(value: Any, scheme: str = "ze") -> Credits:
    return Credits(value=D(str(value)), scheme=scheme)


def found(
    credits: tuple[Credits, ...],
    principle: P = P.YEAR_LOAD,
    *,
    scheme: CreditScheme | None = None,
    agreed: Course | None = None,
    hours: Any = None,
    binding: bool = False,
    **more: Any,
) -> Converted:
    law = CreditLaw(principle=principle, hours_per_ects=None if hours is None else D(hours), binding=binding)
    schemes = {} if scheme is None else {scheme.id: scheme}
    return converted(question(result("1", "Базы данных", credits=credits, **more), agreed, schemes, law))


SIX = (in_scheme(6),)
AGREED = Course(host_title="Базы данных", host_credits=in_scheme(6), host_ects=D(7), conversion="by hours")


@pytest.mark.parametrize(
    ("principle", "scheme", "hours", "ects"),
    [
        pytest.param(P.YEAR_LOAD, ZE, None, "6", id="60 make a year, there and here"),
        pytest.param(P.YEAR_LOAD, UNITS, None, "11.25", id="6 of 32 of a year of 60"),
        pytest.param(P.WORKLOAD, ZE, 27, "6", id="27 hours by the clock, of 27"),
        pytest.param(P.WORKLOAD, ZE, 30, "5.4", id="6 times 27 hours, of 30"),
        pytest.param(P.WORKLOAD, ZE, 25, "6.48", id="6 times 27 hours, of 25"),
        pytest.param(P.WORKLOAD, GENEROUS, 30, "7.2", id="academic hours taken for hours by the clock"),
        pytest.param(P.WORKLOAD, ZE, 28, "5.79", id="5.7857 is rounded to hundredths"),
    ],
)
def test_credits_are_converted(principle: P, scheme: CreditScheme, hours: Any, ects: str) -> None:
    one = found((in_scheme(6, scheme.id),), principle, scheme=scheme, hours=hours)
    assert (one.value, one.principle, one.wanted) == (D(ects), principle, None)


def test_a_third_is_rounded_to_hundredths() -> None:
    thirds = CreditScheme(id="ze", full_year=D(180))
    assert found((in_scheme(1),), scheme=thirds).value == D("0.33")
    halves = CreditScheme(id="ze", full_year=D(400))
    assert found((in_scheme("0.1"),), scheme=halves).value == D("0.02"), "half of a hundredth goes up"


def test_the_figures_are_told() -> None:
    assert found(SIX, scheme=ZE).figures == (("credits", D(6)), ("full_year", D(60)), ("year_ects", D(60)))
    one = found(SIX, P.WORKLOAD, scheme=ZE, hours=30)
    assert one.figures == (("clock_hours", D(162)), ("hours_per_ects", D(30)))


def test_the_hours_of_the_course_itself_come_before_those_of_its_credits() -> None:
    one = found(SIX, P.WORKLOAD, scheme=ZE, hours=30, workload=Workload(hours=D(200), minutes=45))
    assert one.value == D(5)


def test_ects_as_stated_need_no_conversion() -> None:
    both = (in_scheme(9), Credits(value=D("6.5"), scheme="ECTS"))
    for principle in P:
        one = found(both, principle, scheme=ZE, hours=30, agreed=AGREED)
        assert (one.value, one.principle) == (D("6.5"), P.STATED)


def test_what_all_have_signed_comes_before_any_principle() -> None:
    one = found(SIX, P.YEAR_LOAD, scheme=ZE, agreed=AGREED)
    assert (one.value, one.principle) == (D(7), P.AGREED)


def test_it_was_signed_for_these_credits_and_no_others() -> None:
    one = found((in_scheme(5),), P.YEAR_LOAD, scheme=ZE, agreed=AGREED)
    assert (one.value, one.principle) == (D(5), P.YEAR_LOAD)


def test_the_credits_of_the_home_course() -> None:
    home = course("Базы данных", 6, "Baze podataka", home_ects=D(5))
    assert found(SIX, P.HOME, agreed=home).value == D(5)


def test_a_table_of_both_institutions() -> None:
    one = found((in_scheme(4, "units"),), P.TABLE, scheme=UNITS)
    assert (one.value, one.principle) == (D("7.5"), P.TABLE)


@pytest.mark.parametrize(
    ("principle", "scheme", "hours", "lacking"),
    [
        (P.WORKLOAD, ZE, None, Lacking.NO_HOURS_PER_ECTS),
        (P.WORKLOAD, UNITS, 30, Lacking.NO_WORKLOAD),
        (P.TABLE, ZE, None, Lacking.NO_TABLE),
        (P.TABLE, UNITS, None, Lacking.NOT_IN_TABLE),
        (P.HOME, ZE, None, Lacking.NO_HOME_CREDITS),
    ],
)
def test_where_a_principle_lacks_something_the_load_of_a_year_serves_and_it_is_said_why(
    principle: P, scheme: CreditScheme, hours: Any, lacking: Lacking
) -> None:
    one = found((in_scheme(8, scheme.id),), principle, scheme=scheme, hours=hours)
    assert one.value == D(8) * 60 / (scheme.full_year or 1)
    assert (one.principle, one.wanted, one.lacking) == (P.YEAR_LOAD, principle, lacking)


@pytest.mark.parametrize(
    ("credits", "scheme", "lacking"),
    [
        ((), None, Lacking.NO_CREDITS),
        (SIX, None, Lacking.NO_SCHEME),
        (SIX, CreditScheme(id="ze"), Lacking.NO_FULL_YEAR),
    ],
)
def test_what_nobody_can_convert_has_no_ects_and_is_never_nothing(
    credits: tuple[Credits, ...], scheme: CreditScheme | None, lacking: Lacking
) -> None:
    one = found(credits, scheme=scheme)
    assert (one.value, one.lacking) == (None, lacking)


def test_zero_credits_are_zero() -> None:
    assert found((in_scheme(0),), scheme=ZE).value == 0


def test_the_institution_may_say_how_its_credits_are_converted_unless_an_agreement_does() -> None:
    own = CreditScheme(id="ze", full_year=D(60), workload=ZE.workload, principle=P.WORKLOAD)
    assert found(SIX, P.YEAR_LOAD, scheme=own, hours=30).value == D("5.4")
    assert found(SIX, P.YEAR_LOAD, scheme=own, hours=30, binding=True).value == 6


def test_of_several_schemes_the_one_that_is_described_is_taken() -> None:
    both = (in_scheme(3, "hours"), in_scheme(6))
    assert found(both, scheme=ZE).value == 6


def test_every_principle_has_its_strategy() -> None:
    assert STRATEGIES.keys() == set(P)


@pytest.mark.parametrize(
    "wrong", [{"id": "ects"}, {"id": "ze", "full_year": D(0)}, {"id": "ze", "table": UNITS.table[:1] * 2}]
)
def test_a_scheme_that_cannot_be_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(BadValue):
        CreditScheme(**wrong)

"""From the credits of a host to ECTS: each principle of conversion by its name, with the figures that it took.

The regulation knows ECTS as the transcript states them, an estimate of the work, and the credits of the home course
(čl. 14 st. 2 t. 1.1); the principle stands in the learning agreement (čl. 7 st. 2) and is entered with the result (t.
3.6). Which one is taken is data: of an agreement, of the institution, or of the office.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from types import MappingProxyType

from attrs import evolve, frozen

from mobilnost.model import Course
from mobilnost.model.courses import ECTS, Credits
from mobilnost.model.credit_schemes import CreditPrinciple, CreditScheme
from mobilnost.model.transcripts import Result

#: ECTS are kept to hundredths; half of one is rounded up (a reading: the regulation rounds nothing).
CENT = Decimal("0.01")


#: The provisions of conversion: which principle, how many ECTS a full year has, how many hours of work one ECTS is.
PRINCIPLE = "recognition.credit_principle"
YEAR_ECTS = "recognition.full_year_ects"
HOURS = "recognition.hours_per_ects"
#: Which of them a principle looks at, beside the first.
LOOKED_AT: Mapping[CreditPrinciple, tuple[str, ...]] = MappingProxyType(
    {CreditPrinciple.YEAR_LOAD: (YEAR_ECTS,), CreditPrinciple.WORKLOAD: (HOURS,)}
)


class Lacking(StrEnum):
    """Why a principle cannot be applied to a result."""

    NO_CREDITS = "no-credits"
    NO_SCHEME = "no-scheme"
    NO_WORKLOAD = "no-workload"
    NO_HOURS_PER_ECTS = "no-hours-per-ects"
    NO_HOME_CREDITS = "no-home-credits"
    NO_FULL_YEAR = "no-full-year"
    NO_TABLE = "no-table"
    NOT_IN_TABLE = "not-in-table"
    NOT_AGREED = "not-agreed"


#: By what each principle counts; every figure that it took is named with its value.
Figures = tuple[tuple[str, Decimal], ...]


@frozen(kw_only=True)
class Converted:
    """The ECTS of a result: `value`, by which principle, from which figures.

    `value` is None where no principle could be applied. Where another than the one that was wanted had to serve,
    `wanted` is that one, and `lacking` says what it lacked. `said` is how the agreement puts its own principle.
    """

    value: Decimal | None
    principle: CreditPrinciple
    figures: Figures = ()
    wanted: CreditPrinciple | None = None
    lacking: Lacking | None = None
    said: str | None = None


@frozen(kw_only=True)
class CreditLaw:
    """What the law and the office say of conversion: the principle, ECTS of a full year, hours of work for one ECTS.

    A `binding` principle is an agreement's: what the institution says of its own scheme does not change it.
    """

    principle: CreditPrinciple = CreditPrinciple.YEAR_LOAD
    year_ects: Decimal = Decimal(60)
    hours_per_ects: Decimal | None = None
    binding: bool = False


@frozen(kw_only=True)
class Question:
    """One result whose ECTS are wanted: its credits in the host's own scheme, and the line of the agreement, if any."""

    result: Result
    credits: Credits | None
    scheme: CreditScheme | None
    agreed: Course | None
    law: CreditLaw


@frozen
class Answer:
    """What a principle finds: a number with its figures, or what it lacks."""

    value: Decimal | None = None
    figures: Figures = ()
    lacking: Lacking | None = None
    said: str | None = None


def as_stated(asked: Question) -> Answer:
    """ECTS as the transcript states them."""
    stated = asked.result.ects
    return Answer(lacking=Lacking.NO_CREDITS) if stated is None else Answer(stated, (("ects", stated),))


def as_agreed(asked: Question) -> Answer:
    """The value that all parties have signed for these very credits (čl. 7 st. 2)."""
    agreed, credits = asked.agreed, asked.credits
    if agreed is None or credits is None or agreed.host_ects is None or agreed.host_credits != credits:
        return Answer(lacking=Lacking.NOT_AGREED)
    figures = (("credits", credits.value), ("ects", agreed.host_ects))
    return Answer(agreed.host_ects, figures, said=agreed.conversion)


def by_workload(asked: Question) -> Answer:
    """The work in clock hours, as the host counts it for the course or for one credit, over those of an ECTS."""
    one = asked.scheme.workload if asked.scheme is not None else None
    if asked.law.hours_per_ects is None:
        return Answer(lacking=Lacking.NO_HOURS_PER_ECTS)
    if asked.result.workload is not None:
        hours = asked.result.workload.clock_hours
    elif one is not None and asked.credits is not None:
        hours = one.clock_hours * asked.credits.value
    else:
        return Answer(lacking=Lacking.NO_WORKLOAD)
    figures = (("clock_hours", hours), ("hours_per_ects", asked.law.hours_per_ects))
    return Answer(hours / asked.law.hours_per_ects, figures)


def by_home_course(asked: Question) -> Answer:
    """The credits that the home course carries."""
    home = asked.agreed.home_ects if asked.agreed is not None else None
    return Answer(lacking=Lacking.NO_HOME_CREDITS) if home is None else Answer(home, (("home_ects", home),))


def by_year_load(asked: Question) -> Answer:
    """The share of a full year that the credits are, of the ECTS of a full year."""
    if asked.credits is None:
        return Answer(lacking=Lacking.NO_CREDITS)
    if asked.scheme is None or asked.scheme.full_year is None:
        return Answer(lacking=Lacking.NO_SCHEME if asked.scheme is None else Lacking.NO_FULL_YEAR)
    full, ects = asked.scheme.full_year, asked.law.year_ects
    figures = (("credits", asked.credits.value), ("full_year", full), ("year_ects", ects))
    return Answer(asked.credits.value * ects / full, figures)


def by_table(asked: Question) -> Answer:
    """What a table of both institutions says of so many credits."""
    if asked.credits is None:
        return Answer(lacking=Lacking.NO_CREDITS)
    if asked.scheme is None or not asked.scheme.table:
        return Answer(lacking=Lacking.NO_TABLE)
    found = next((one.ects for one in asked.scheme.table if one.credits == asked.credits.value), None)
    if found is None:
        return Answer(lacking=Lacking.NOT_IN_TABLE)
    return Answer(found, (("credits", asked.credits.value), ("ects", found)))


STRATEGIES: Mapping[CreditPrinciple, Callable[[Question], Answer]] = MappingProxyType(
    {
        CreditPrinciple.STATED: as_stated,
        CreditPrinciple.AGREED: as_agreed,
        CreditPrinciple.WORKLOAD: by_workload,
        CreditPrinciple.HOME: by_home_course,
        CreditPrinciple.YEAR_LOAD: by_year_load,
        CreditPrinciple.TABLE: by_table,
    }
)
"""The principles by the names under which they are chosen."""

#: What prevails over the principle that is chosen: ECTS need no conversion, and what was signed is signed.
BEFORE = (CreditPrinciple.STATED, CreditPrinciple.AGREED)


def converted(asked: Question) -> Converted:
    """The ECTS of a result: as stated, else as agreed, else by the principle chosen, else by the year's load."""
    wanted = asked.law.principle
    tried = dict.fromkeys((*BEFORE, wanted, CreditPrinciple.YEAR_LOAD))
    answers = {principle: STRATEGIES[principle](asked) for principle in tried}
    for principle, answer in answers.items():
        if answer.value is not None:
            found = Converted(
                value=_rounded(answer.value), principle=principle, figures=answer.figures, said=answer.said
            )
            missed = principle not in (*BEFORE, wanted)
            return evolve(found, wanted=wanted, lacking=answers[wanted].lacking) if missed else found
    lacking = Lacking.NO_CREDITS if asked.credits is None else answers[wanted].lacking
    return Converted(value=None, principle=wanted, lacking=lacking)


def question(result: Result, agreed: Course | None, schemes: Mapping[str, CreditScheme], law: CreditLaw) -> Question:
    """What is asked of a result: of several schemes of credits, the first that is described, else the first."""
    own = [one for one in result.credits if one.scheme.lower() != ECTS]
    credits = next((one for one in own if one.scheme in schemes), own[0] if own else None)
    scheme = schemes.get(credits.scheme) if credits is not None else None
    if scheme is not None and scheme.principle is not None and not law.binding:
        law = evolve(law, principle=scheme.principle)
    return Question(result=result, credits=credits, scheme=scheme, agreed=agreed, law=law)


def _rounded(value: Decimal) -> Decimal:
    """To hundredths; a whole number stays as it was written."""
    rounded = value.quantize(CENT, ROUND_HALF_UP)
    return value if rounded == value else rounded

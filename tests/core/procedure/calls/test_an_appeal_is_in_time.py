"""Article 27 by the days: until when an outgoing candidate may appeal, until when the Rector decides, that it is final."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from mobilnost import Lawbook, regulation
from mobilnost.host import Host
from mobilnost.model import Calendar, Selected
from mobilnost.procedure.calls.appeals import (
    Appeal,
    AppealLaw,
    Filing,
    Outcome,
    Settlement,
    appeal_law,
    filed,
    settled,
)
from mobilnost.procedure.calls.rankings import Ranking
from mobilnost.procedure.calls.rounds import Application, Publication, Round
from mobilnost.procedure.calls.verdicts import Placement, Verdict
from mobilnost.procedure.refusals import Refused

BOOK = Lawbook(regulation=regulation(), programmes=Host.discover(strict=True).laws)
#: The Labour Day of 2018, with the day after it, as the country has it.
CALENDAR = Calendar(holidays=frozenset({date(2018, 5, 1), date(2018, 5, 2)}))


def law() -> AppealLaw:
    found = appeal_law(BOOK.rulebook("erasmus", date(2018, 10, 1)).figures)
    assert found is not None
    return found


def decided(published: date | None = None) -> Round:
    return Round(
        call="c",
        participant=Selected.STUDENT,
        opened=date(2018, 3, 1),
        closed=date(2018, 4, 14),
        applications=(Application(dossier="d", person="p", on=date(2018, 3, 2), choices=("a",)),),
        rankings=(Ranking(number=1, on=date(2018, 4, 16), committee="k"),),
        verdicts=(Verdict(number=1, ranking=1, on=date(2018, 4, 17), by="V", reference="1"),),
        current=(Placement(dossier="d"),),
        publications=(Publication(verdict=1, on=published),) if published else (),
    )


def file(round: Round, received: date, delivered: date | None = None, dossier: str = "d") -> Appeal:
    return filed(round, (), Filing(dossier=dossier, received=received, delivered=delivered), law(), CALENDAR)


def refused(round: Round, received: date, delivered: date | None = None, dossier: str = "d") -> list[str]:
    with pytest.raises(Refused) as error:
        file(round, received, delivered, dossier)
    return [one.phrase.id for one in error.value.reasons]


@pytest.mark.parametrize(
    ("delivered", "published", "last"),
    [
        # Wednesday 18 April and eight days is Thursday the 26th.
        (date(2018, 4, 18), None, date(2018, 4, 26)),
        # Nothing was delivered: the publication counts. Friday the 20th and eight is Saturday, which moves to Monday.
        (None, date(2018, 4, 20), date(2018, 4, 30)),
        # Delivered later than published: delivery counts. The 23rd and eight is a holiday, as is the day after it.
        (date(2018, 4, 23), date(2018, 4, 20), date(2018, 5, 3)),
    ],
)
def test_eight_days_run_from_delivery_and_else_from_publication(
    delivered: date | None, published: date | None, last: date
) -> None:
    round = decided(published)
    assert file(round, last, delivered).last == last
    late = evolve(round)
    assert refused(late, date.fromordinal(last.toordinal() + 1), delivered) == [
        "appeal-late-delivered" if delivered else "appeal-late-published"
    ]


def test_a_late_appeal_is_told_with_its_days() -> None:
    with pytest.raises(Refused) as error:
        file(decided(date(2018, 4, 20)), date(2018, 5, 3))
    (reason,) = error.value.reasons
    assert dict(reason.phrase.parts) == {
        "dossier": "d",
        "begins": date(2018, 4, 20),
        "days": 8,
        "last": date(2018, 4, 30),
        "received": date(2018, 5, 3),
    }
    assert reason.citation is not None
    assert reason.citation.at == "čl. 27"


@pytest.mark.parametrize(
    ("round", "delivered", "dossier", "reasons"),
    [
        (decided(), None, "d", ["neither-delivered-nor-published"]),
        (decided(date(2018, 4, 20)), None, "x", ["not-a-candidate"]),
        (decided(), date(2018, 4, 16), "d", ["delivered-before"]),
        (evolve(decided(), verdicts=()), date(2018, 4, 20), "d", ["nothing-decided"]),
        (decided(), date(2018, 4, 26), "d", ["appeal-too-early"]),
    ],
)
def test_what_is_no_appeal(round: Round, delivered: date | None, dossier: str, reasons: list[str]) -> None:
    assert refused(round, date(2018, 4, 25), delivered, dossier) == reasons


def test_against_one_decision_there_is_one_appeal() -> None:
    round = decided(date(2018, 4, 20))
    first = file(round, date(2018, 4, 23))
    with pytest.raises(Refused) as error:
        filed(round, [first], Filing(dossier="d", received=date(2018, 4, 24)), law(), CALENDAR)
    assert [one.phrase.id for one in error.value.reasons] == ["appealed-already"]


def test_the_rector_decides_within_eight_days_of_receipt_and_it_is_final() -> None:
    appeal = file(decided(date(2018, 4, 20)), date(2018, 4, 24))
    assert appeal.decide_by == date(2018, 5, 3)  # the 2nd is a holiday
    act = Settlement(by="R", on=date(2018, 5, 3), reason="…")
    final = settled(appeal, Outcome.REJECTED, act)
    with pytest.raises(Refused) as error:
        settled(final, Outcome.UPHELD, act)
    assert [one.phrase.id for one in error.value.reasons] == ["appeal-final"]

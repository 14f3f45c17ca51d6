"""A round from the first application to a second decision: what is taken, what is refused, what is never overwritten."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve
from offices import AGREEMENT, dossier

from mobilnost.formats import parse_agreement, parse_call, parse_dossier
from mobilnost.law import Citation
from mobilnost.model import Agreement, Dossier, Selected, Selection, SelectionCriterion
from mobilnost.procedure.calls import applying, placing, reserve
from mobilnost.procedure.calls.lists import Applicant, ListLaw, again, ranking, with_ranking
from mobilnost.procedure.calls.merit import Criterion, Scheme
from mobilnost.procedure.calls.placing import Act, Offer
from mobilnost.procedure.calls.rankings import Barred
from mobilnost.procedure.calls.rounds import Nomination, Points, Round, Stage, TieBreak
from mobilnost.procedure.calls.verdicts import PlaceRoom, Wanting
from mobilnost.procedure.refusals import Refused

OPENS, CLOSES = date(2018, 3, 1), date(2018, 4, 13)
CALL = parse_call(
    """
[call]
id = "c"
programme = "erasmus"
academic_year = "2018/2019"
opens = 2018-03-01
closes = 2018-04-13
agreements = ["rijeka", "zagreb"]
"""
).value
SELECTION = Selection(
    choices=2,
    criteria=(
        SelectionCriterion(id="letter", lowest=Decimal(1), highest=Decimal(3)),
        SelectionCriterion(id="average", fact="grade_average"),
    ),
)
LAW = Citation(source="Pravilnik", at="čl. 5 st. 3")
SCHEME = Scheme(
    criteria=(
        Criterion(id="letter", citation=LAW, lowest=Decimal(1), highest=Decimal(3)),
        Criterion(id="average", citation=LAW, fact="grade_average"),
    )
)


def agreement(id: str, **more: Any) -> Agreement:
    return evolve(parse_agreement(AGREEMENT).value, id=id, **more)


def going(id: str, **more: Any) -> Dossier:
    value = parse_dossier(dossier()).value
    person = evolve(value.person, id=more.pop("person", f"p-{id}"))
    return evolve(value, person=person, mobility=evolve(value.mobility, id=id, call=None, **more))


def opened() -> Round:
    return applying.opened(CALL, Selected.STUDENT, date(2018, 2, 20))


def applied(round: Round, given: Dossier, *choices: str, on: date = OPENS) -> Round:
    return applying.applied(round, CALL, SELECTION, given, [agreement(one) for one in choices], on)


def reasons(act: Callable[[], object]) -> list[str]:
    with pytest.raises(Refused) as error:
        act()
    return [one.phrase.id for one in error.value.reasons]


# ---------------------------------------------------------------------- applications


@pytest.mark.parametrize(
    ("given", "choices", "on", "why"),
    [
        (going("d"), ["rijeka"], date(2018, 2, 28), ["not-in-time"]),
        (going("d"), ["rijeka"], date(2018, 4, 14), ["not-in-time"]),
        (going("d", programme="ceepus"), ["rijeka"], OPENS, ["other-programme"]),
        (going("d", direction="incoming"), ["rijeka"], OPENS, ["not-outgoing"]),
        (going("d"), [], OPENS, ["no-choice"]),
        (going("d"), ["rijeka", "zagreb", "rijeka"], OPENS, ["too-many-choices", "chosen-twice"]),
        (going("d"), ["ljubljana"], OPENS, ["not-offered"]),
    ],
    ids=lambda value: ", ".join(value) if isinstance(value, list) else None,
)
def test_an_application_is_refused_with_every_reason(
    given: Dossier, choices: Sequence[str], on: date, why: list[str]
) -> None:
    assert reasons(lambda: applied(opened(), given, *choices, on=on)) == why


@pytest.mark.parametrize("on", [OPENS, CLOSES])
def test_the_first_and_the_last_day_count(on: date) -> None:
    assert len(applied(opened(), going("d"), "rijeka", on=on).candidates) == 1


def test_who_applies_again_replaces_what_they_said_and_nobody_applies_with_two_dossiers() -> None:
    round = applied(applied(opened(), going("d"), "rijeka"), going("d"), "zagreb", "rijeka")
    assert [one.choices for one in round.candidates] == [("zagreb", "rijeka")]
    assert reasons(lambda: applied(round, going("e", person="p-d"), "rijeka")) == ["applied-already"]


def test_a_later_last_day_is_recorded_with_its_reason_and_only_a_later_one() -> None:
    round = applying.extended(opened(), CALL, date(2018, 4, 20), "few applied", CLOSES)
    assert len(applied(round, going("d"), "rijeka", on=date(2018, 4, 20)).candidates) == 1
    assert reasons(lambda: applying.extended(round, CALL, date(2018, 4, 20), "again", CLOSES)) == ["not-later"]
    assert reasons(lambda: applying.closed(round, CALL, date(2018, 4, 20))) == ["not-over"]
    assert applying.closed(round, CALL, date(2018, 4, 21)).stage is Stage.CLOSED


# ---------------------------------------------------------------------- points and rankings


def closed(*names: str) -> Round:
    round = opened()
    for name in names:
        round = applied(round, going(name), "rijeka")
    return applying.closed(round, CALL, date(2018, 4, 14))


def points(round: Round, **given: int) -> Round:
    records = [
        Points(dossier=name, criterion="letter", points=Decimal(value), by="K", on=CLOSES)
        for name, value in given.items()
    ]
    return applying.pointed(round, {"rijeka": SELECTION}, records)


def candidate(name: str, average: float, barred: tuple[Barred, ...] = ()) -> Applicant:
    return Applicant(
        dossier=name,
        revision=1,
        choices=("rijeka",),
        facts={"grade_average": Decimal(str(average))},
        listed=("letter", "average"),
        barred=barred,
    )


def law(selection: Selection | None = SELECTION) -> ListLaw:
    scheme = SCHEME if selection else Scheme(criteria=())
    return ListLaw(source="c", agreement=None, selection=selection, scheme=scheme, citation=LAW)


def ranked(round: Round, *people: Applicant, selection: Selection | None = SELECTION) -> Round:
    return with_ranking(round, ranking(round, [law(selection)], people, "k", (), date(2018, 4, 17)))


def offer(persons: int, *names: str) -> Offer:
    need = {"persons": Decimal(1), "months": Decimal(5), "days": Decimal(150), "student_semesters": Decimal(1)}
    return Offer(
        rooms=(PlaceRoom(agreement="rijeka", entry=0, persons=Decimal(persons)),),
        wanted=tuple(Wanting(dossier=name, places=("rijeka#0",), **need) for name in names),
    )


ACT = Act(by="V", reference="1", on=date(2018, 4, 18))


def places(round: Round) -> dict[str, str | None]:
    return {one.dossier: one.agreement for one in round.current}


@pytest.mark.parametrize(
    ("record", "why"),
    [
        (Points(dossier="x", criterion="letter", points=Decimal(1), by="K", on=CLOSES), ["not-a-candidate"]),
        (Points(dossier="a", criterion="lettre", points=Decimal(1), by="K", on=CLOSES), ["no-such-criterion"]),
        (Points(dossier="a", criterion="average", points=Decimal(1), by="K", on=CLOSES), ["points-from-fact"]),
        (Points(dossier="a", criterion="letter", points=Decimal("0.9"), by="K", on=CLOSES), ["points-out-of-bounds"]),
        (Points(dossier="a", criterion="letter", points=Decimal("3.1"), by="K", on=CLOSES), ["points-out-of-bounds"]),
    ],
    ids=["a stranger", "misspelt", "from the dossier", "below", "above"],
)
def test_the_committee_gives_what_the_call_lets_it_give(record: Points, why: list[str]) -> None:
    round = closed("a")
    assert reasons(lambda: applying.pointed(round, {"rijeka": SELECTION}, [record])) == why


def test_nobody_is_ranked_before_everything_is_there() -> None:
    round = closed("a", "b")
    assert reasons(lambda: ranked(points(round, a=2), candidate("a", 4), candidate("b", 4))) == ["points-missing"]
    assert reasons(lambda: ranked(opened())) == ["round-is", "nobody-applied"]


def test_a_selection_that_forgets_a_criterion_of_the_law_ranks_nobody() -> None:
    forgetful = evolve(candidate("a", 4), listed=("letter", "average", "cv"))
    with pytest.raises(Refused) as error:
        ranked(points(closed("a"), a=2), forgetful)
    (reason,) = error.value.reasons
    assert (reason.phrase.id, dict(reason.phrase.parts)["criteria"]) == ("criteria-unstated", ("cv",))


def test_a_decision_freezes_what_it_rests_on() -> None:
    round = ranked(points(closed("a", "b"), a=3, b=2), candidate("a", 4), candidate("b", 4))
    done = placing.decided(round, offer(1, "a", "b"), ACT)
    assert places(done) == {"a": "rijeka", "b": None}
    assert reserve.reserve_of(done) == {"rijeka": ("b",)}
    assert reasons(lambda: points(done, b=3)) == ["round-decided"]
    assert reasons(lambda: ranked(done, candidate("a", 4), candidate("b", 4))) == ["round-decided"]
    assert reasons(lambda: placing.decided(done, offer(1, "a", "b"), ACT)) == ["not-ranked"]


def test_those_whom_nothing_tells_apart_wait_for_the_committee_where_there_is_not_room_for_all() -> None:
    round = ranked(points(closed("a", "b"), a=2, b=2), candidate("a", 4), candidate("b", 4))
    assert places(placing.decided(round, offer(2, "a", "b"), ACT)) == {"a": "rijeka", "b": "rijeka"}
    assert reasons(lambda: placing.decided(round, offer(1, "a", "b"), ACT)) == ["tie-undecided"]
    order = TieBreak(order=("b", "a"), reason="drawn by lot", by="K", on=CLOSES)
    again_ = ranked(applying.tie_broken(round, order), candidate("a", 4), candidate("b", 4))
    assert places(placing.decided(again_, offer(1, "a", "b"), ACT)) == {"b": "rijeka", "a": None}


def test_without_points_in_the_call_the_order_of_the_committee_decides_and_nothing_is_invented() -> None:
    round = ranked(closed("a", "b"), candidate("a", 5), candidate("b", 3), selection=None)
    assert reasons(lambda: placing.decided(round, offer(1, "a", "b"), ACT)) == ["order-unstated"]


def test_whom_the_law_keeps_from_a_place_does_not_get_it() -> None:
    barred = (Barred(dossier="a", agreement="rijeka", rules=("x.average",)),)
    round = ranked(points(closed("a", "b"), a=3, b=2), candidate("a", 5, barred), candidate("b", 4))
    assert places(placing.decided(round, offer(2, "a", "b"), ACT)) == {"b": "rijeka", "a": None}


# ---------------------------------------------------------------------- withdrawals and appeals


def test_a_withdrawal_moves_the_reserve_up_and_is_recorded_with_its_moves() -> None:
    round = ranked(points(closed("a", "b"), a=3, b=2), candidate("a", 4), candidate("b", 4))
    done = reserve.withdrawn(placing.decided(round, offer(1, "a", "b"), ACT), "a", "stays home", date(2018, 5, 2))
    assert places(done) == {"b": "rijeka"}
    assert [(one.dossier, one.before, one.after) for one in done.withdrawals[0].moves] == [("b", None, "rijeka")]
    assert reasons(lambda: reserve.withdrawn(done, "a", "twice", date(2018, 5, 3))) == ["not-a-candidate"]


def test_an_upheld_appeal_makes_a_new_ranking_and_the_old_one_stays() -> None:
    people = candidate("a", 4), candidate("b", 4)
    first = placing.decided(ranked(points(closed("a", "b"), a=3, b=2), *people), offer(1, "a", "b"), ACT)
    raised = Points(dossier="b", criterion="letter", points=Decimal("3"), by="R", on=date(2018, 5, 2))
    better = applying.pointed(first, {"rijeka": SELECTION}, [raised], appealed=True)
    further = again(better, [law()], (people[0], candidate("b", 5)), "c/b/1", date(2018, 5, 3))
    round = with_ranking(better, further)
    assert [one.number for one in round.rankings] == [1, 2]
    assert [one.dossier for one in round.rankings[0].lists[0].ranked] == ["a", "b"]
    assert [one.dossier for one in round.rankings[1].lists[0].ranked] == ["b", "a"]
    assert round.stage is Stage.RANKED
    assert places(round) == {"a": "rijeka", "b": None}
    later = evolve(ACT, on=date(2018, 5, 4))
    # Nobody who has a place loses it without somebody saying so.
    assert reasons(lambda: placing.decided(round, offer(1, "a", "b"), later)) == ["place-lost"]
    done = placing.decided(round, offer(1, "a", "b"), later, losses_accepted=True)
    assert places(done) == {"b": "rijeka", "a": None}
    assert [one.number for one in done.verdicts] == [1, 2]


def test_an_agreement_with_criteria_of_its_own_ranks_those_who_want_its_places_in_its_own_way() -> None:
    round = opened()
    for name in ("a", "b"):
        round = applied(round, going(name), "zagreb", "rijeka")
    round = points(applying.closed(round, CALL, date(2018, 4, 14)), a=3, b=1)
    by_average = ListLaw(
        source="zagreb",
        agreement="zagreb",
        selection=Selection(criteria=(SelectionCriterion(id="average", fact="grade_average"),)),
        scheme=Scheme(criteria=SCHEME.criteria[1:]),
        citation=LAW,
        replaces=True,
    )
    people = [evolve(candidate(name, average), choices=("zagreb", "rijeka")) for name, average in (("a", 3), ("b", 4))]
    made = ranking(round, [law(), by_average], people, "k", (), date(2018, 4, 17))
    assert [(one.source, one.order) for one in made.lists] == [("c", ("a", "b")), ("zagreb", ("b", "a"))]
    both = offer(1, "a", "b")
    rooms = (*both.rooms, PlaceRoom(agreement="zagreb", entry=0, persons=Decimal(1)))
    wanted = tuple(evolve(one, places=("zagreb#0", "rijeka#0")) for one in both.wanted)
    done = placing.decided(with_ranking(round, made), Offer(rooms=rooms, wanted=wanted), ACT)
    # Both want Zagreb more; by its own list it is b's, though a has more points by the call's.
    assert places(done) == {"a": "rijeka", "b": "zagreb"}
    assert [(one.dossier, one.choice, one.reserve) for one in done.current] == [("a", 2, ("zagreb",)), ("b", 1, ())]


def test_a_nominee_goes_first_and_is_not_nominated_in_vain() -> None:
    round = ranked(points(closed("a"), a=3), candidate("a", 4))
    nomination = Nomination(dossier="n", agreement="rijeka", decision="r", reference="2", on=CLOSES)
    round = evolve(round, nominations=(nomination,))
    assert places(placing.decided(round, offer(1, "n", "a"), ACT)) == {"n": "rijeka", "a": None}
    assert reasons(lambda: placing.decided(round, offer(0, "n", "a"), ACT)) == ["no-room-for-nominee"]

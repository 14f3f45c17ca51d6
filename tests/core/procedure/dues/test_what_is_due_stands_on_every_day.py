"""What is due of a dossier is found once and stands on every day as an assessment of that day says it does."""

from __future__ import annotations

import datetime as dt

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from pravilnik.cases import outgoing, paper
from rulebooks import D, assessed, document, duty

from mobilnost.law import Citation
from mobilnost.model import Document, Suspension
from mobilnost.papers import DutyState
from mobilnost.procedure.dues.due import Due, Fulfilled, in_order, settled
from mobilnost.procedure.dues.of_dossiers import EVER, dues_of

CITED = Citation(source="Pravilnik", at="čl. 16 st. 4")
DAY = D(2019, 3, 18)
WAITS = {"may_wait": {"cites": "čl. 16 st. 4"}}
LAW = duty("'2019-03-18'", id="papers", evidence=["transcript", "report"], **WAITS) + document(
    "agreement", "'2018-09-30'"
)
DAYS = st.dates(D(2018, 6, 1), D(2019, 12, 31))
PAPERS = st.builds(paper, st.sampled_from(["transcript", "report", "other"]), st.none() | DAYS)
WAITING = st.builds(Suspension, obligation=st.sampled_from(["papers", "other"]), date=DAYS, reason=st.just("the host"))


@given(papers=st.lists(PAPERS, max_size=3).map(tuple), waiting=st.lists(WAITING, max_size=2).map(tuple), on=DAYS)
def test_the_states_of_a_day_are_those_of_an_assessment_on_that_day(
    papers: tuple[Document, ...], waiting: tuple[Suspension, ...], on: dt.date
) -> None:
    changes = {"documents": papers, "suspensions": waiting}
    (then,) = assessed(LAW, on=on, changes=changes).obligations
    dues = {one.duty: one for one in dues_of(assessed(LAW, on=EVER, changes=changes))}
    assert (dues["papers"].day, dues["papers"].state(on)) == (then.due, then.state)
    assert (dues["papers"].reason is None) or dues["papers"].reason == "the host"


@given(due=DAYS, done=st.none() | DAYS, waits=st.none() | DAYS, on=DAYS)
def test_done_comes_before_waiting_and_waiting_before_late(
    due: dt.date, done: dt.date | None, waits: dt.date | None, on: dt.date
) -> None:
    state = Due(id="x", duty="d", who="student", day=due, citation=CITED, done=done, suspended=waits).state(on)
    if done is not None and done <= on:
        assert state is DutyState.DONE
    elif waits is not None and waits <= on:
        assert state is DutyState.SUSPENDED
    else:
        assert state is (DutyState.OVERDUE if due < on else DutyState.OPEN)


def test_a_paper_with_a_day_is_due_until_it_is_there_with_every_signature() -> None:
    law = document("la", "'2018-09-30'", signed_by=["student", "host"])

    def found(*held: Document) -> tuple[str, dt.date | None, dt.date | None]:
        (one,) = dues_of(assessed(law, on=EVER, changes={"documents": held}))
        return one.duty, one.day, one.done

    assert found() == ("paper.la", D(2018, 9, 30), None)
    assert found(paper("la", D(2018, 6, 1), "student")) == ("paper.la", D(2018, 9, 30), None)
    assert found(paper("la", D(2018, 6, 1), "student", "host")) == ("paper.la", D(2018, 9, 30), D(2018, 6, 1))


def test_a_paper_that_shows_a_duty_done_is_not_due_beside_it() -> None:
    law = duty("'2019-03-18'", id="papers", evidence=["tor"]) + document("tor", "'2019-03-18'")
    assert [one.duty for one in dues_of(assessed(law, on=EVER))] == ["papers"]


def test_ids_name_the_dossier_and_the_duty_and_no_day() -> None:
    dossier = outgoing()
    before = dues_of(assessed(LAW, on=EVER))
    after = dues_of(assessed(LAW.replace("2019-03-18", "2020-01-01"), on=EVER))
    assert (
        [one.id for one in before]
        == [one.id for one in after]
        == [f"{dossier.mobility.id}/{one.duty}" for one in after]
    )
    assert before != after


def test_a_record_settles_what_it_names_and_can_be_taken_back() -> None:
    one = Due(id="package/2019/fsre", duty="package", who="unit", day=DAY, citation=CITED)
    done = Fulfilled(id=one.id, duty="package", on=D(2019, 3, 1))
    other = evolve(done, id="package/2020/fsre")
    assert [due.done for due in settled([one], [done])] == [D(2019, 3, 1)]
    assert settled([one], [other]) == (one,)
    assert settled([one], [evolve(done, on=None)]) == (one,)


def test_what_is_owed_at_once_comes_first() -> None:
    dated = Due(id="b", duty="b", who="unit", day=DAY, citation=CITED)
    assert in_order([dated, evolve(dated, id="a"), evolve(dated, id="c", day=None)]) == [
        evolve(dated, id="c", day=None),
        evolve(dated, id="a"),
        dated,
    ]


def test_a_transcript_that_was_handed_in_without_its_language_or_signature_is_still_owed() -> None:
    # čl. 16 st. 4, and čl. 2 st. 16: official, and in English too.
    law = duty("'2019-03-18'", id="papers", evidence=["tor"])
    law += document("tor", "'2019-03-18'", languages=["en"], signed_by=["host"])

    def found(*held: Document) -> dict[str, dt.date | None]:
        return {one.duty: one.done for one in dues_of(assessed(law, on=EVER, changes={"documents": held}))}

    day = D(2019, 3, 1)
    assert found() == {"papers": None}
    assert found(paper("tor", day, "host", languages=("en",))) == {"papers": day}
    assert found(paper("tor", day, "host", languages=("hr",))) == {"papers": day, "paper.tor": None}
    assert found(paper("tor", day, languages=("en",))) == {"papers": day, "paper.tor": None}

"""Rounds and appeals come out of the register as they went in, the earlier revisions too, and leave it as plain files."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from attrs import evolve

from mobilnost.model import Order, Selected, Selection, SelectionCriterion, SelectionTie, SelectionTier
from mobilnost.procedure.calls.appeals import Appeal, Outcome
from mobilnost.procedure.calls.rankings import Barred, Deciding, Ranked, RankedList, Ranking, Scored, Upheld, Used
from mobilnost.procedure.calls.rounds import (
    Application,
    Extension,
    Nomination,
    Points,
    Publication,
    Round,
    TieBreak,
    Withdrawal,
)
from mobilnost.procedure.calls.shares import common_of
from mobilnost.procedure.calls.verdicts import Moved, Placement, PlaceRoom, Verdict, Wanting
from mobilnost.register import rounds
from mobilnost.register.sorts import APPEAL, CALL, CANDIDATE
from mobilnost.register.store import Register
from mobilnost.register.verify import flaws

DAY = date(2018, 4, 17)
AT = datetime(2018, 4, 17, 9, 30, tzinfo=UTC)
SELECTION = Selection(
    choices=2,
    criteria=(
        SelectionCriterion(id="letter", lowest=Decimal(1), highest=Decimal(3), clause="t. 1"),
        SelectionCriterion(id="language", fact="language_level", table={"B2": Decimal("1.5")}, otherwise=Decimal(0)),
    ),
    tiers=(SelectionTier(id="never", applies="past_mobilities == 0", criterion="outgoing_mobilities"),),
    ties=(SelectionTie(fact="past_mobilities", order=Order.LOWER),),
)
RANKED = Ranked(
    dossier="d",
    total=Decimal("3.75"),
    rank=1,
    tier="never",
    scores=(Scored(criterion="letter", points=Decimal(2), weight=Decimal("1.5"), weighted=Decimal(3), at="t. 1"),),
    ties=(Deciding(fact="past_mobilities", value="0"), Deciding(fact="stay")),
)
ROUND = Round(
    call="c",
    participant=Selected.STUDENT,
    opened=DAY,
    closed=DAY,
    extensions=(Extension(until=DAY, on=DAY, reason="few"),),
    applications=(Application(dossier="d", person="p", on=DAY, choices=("a", "b")),),
    points=(Points(dossier="d", criterion="letter", points=Decimal("2.5"), by="K", on=DAY),),
    tie_breaks=(TieBreak(order=("d", "e"), reason="by lot", by="K", on=DAY),),
    rankings=(
        Ranking(
            number=1,
            on=DAY,
            committee="k",
            lists=(
                RankedList(source="c", selection=SELECTION, ranked=(RANKED,)),
                RankedList(source="b", agreement="b"),
            ),
            barred=(Barred(dossier="d", agreement="b", rules=("b.average",)),),
            used=(Used(dossier="d", revision=3),),
            appeal=Upheld(dossier="d", id="c/d/1"),
        ),
    ),
    verdicts=(
        Verdict(
            number=1,
            ranking=1,
            on=DAY,
            by="V",
            reference="1",
            placements=(Placement(dossier="d", agreement="a", entry=0, choice=1),),
            rooms=(PlaceRoom(agreement="a", entry=0, persons=Decimal(1), months=Decimal("4.5")),),
            wanted=(
                Wanting(
                    dossier="d",
                    places=("a#0",),
                    persons=Decimal(1),
                    months=Decimal("4.5"),
                    days=Decimal(135),
                    student_semesters=Decimal(1),
                ),
            ),
        ),
    ),
    current=(Placement(dossier="d", agreement="a", entry=0, choice=1), Placement(dossier="e", reserve=("a",))),
    publications=(Publication(verdict=1, on=DAY),),
    withdrawals=(Withdrawal(dossier="x", on=DAY, reason="home", moves=(Moved(dossier="d", after="a"),)),),
    nominations=(Nomination(dossier="n", agreement="a", decision="r", reference="2", on=DAY),),
)
APPEALED = Appeal(
    id="c/d/1",
    call="c",
    dossier="d",
    verdict=1,
    received=DAY,
    begins=DAY,
    last=DAY,
    decide_by=DAY,
    outcome=Outcome.UPHELD,
    decided=DAY,
    by="R",
    reason="seen",
    ranking=2,
)


def test_a_round_is_read_as_it_was_written(register: Register) -> None:
    with register.write("K", AT) as writer:
        rounds.add(writer, ROUND)
    with register.read() as reader:
        found = rounds.find(reader, "c")
        assert found is not None
        assert found.value == ROUND
        assert list(rounds.every(reader)) == [ROUND]
        assert rounds.find(reader, "there is none") is None


def test_what_it_says_of_a_dossier_is_the_record_of_that_dossier(register: Register) -> None:
    with register.write("K", AT) as writer:
        rounds.add(writer, ROUND)
    with register.read() as reader:
        assert [(one.value.dossier, one.id) for one in reader.all(CANDIDATE)] == [(id, f"c/{id}") for id in "denx"]
        assert [one.id for one in reader.history("n")] == ["c/n"]
        (one,) = rounds.of_dossier(reader, "e")
        assert (one.applications, [each.dossier for each in one.current], one.verdicts[0].placements) == ((), ["e"], ())
        assert reader.get(CALL, "c").value == common_of(ROUND)


def test_only_what_was_changed_has_a_further_revision(register: Register) -> None:
    with register.write("K", AT) as writer:
        rounds.add(writer, ROUND)
    published = evolve(ROUND, publications=(*ROUND.publications, Publication(verdict=1, on=date(2018, 4, 20))))
    moved = evolve(published, current=(Placement(dossier="e", agreement="a"),))
    for round in (published, moved, moved):
        with register.write("K", AT) as writer:
            kept = rounds.find(writer.reader, "c")
            assert kept is not None
            rounds.change(writer, kept, round)
        with register.read() as reader:
            assert list(rounds.every(reader)) == [round]
            assert not list(flaws(reader.connection))
    with register.read() as reader:
        told = [(one.id, one.revision) for one in reader.history("c")]
        assert told == [*((id, 1) for id in ("c", "c/d", "c/e", "c/n", "c/x")), ("c", 2), ("c/d", 2), ("c/e", 2)]


def test_the_texts_of_both_are_documents_that_read_back() -> None:
    for sort, value in ((CALL, ROUND), (APPEAL, APPEALED)):
        assert sort.read(sort.text_of(value)).value == value

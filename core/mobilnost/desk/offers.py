"""What a round asks of the register and of the law: its candidates with their facts, and what there is to be given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from attrs import evolve

from mobilnost.desk.agreements import Agreements, used
from mobilnost.desk.desk import Desk
from mobilnost.desk.judging import dossier_of, judge
from mobilnost.desk.selecting import CallLaw
from mobilnost.formats import Loaded
from mobilnost.model import Agreement, Dossier
from mobilnost.procedure.agreements.stays import Stay
from mobilnost.procedure.agreements.usage import PlaceUse, admits
from mobilnost.procedure.calls.lists import Applicant, ListLaw
from mobilnost.procedure.calls.placing import Offer
from mobilnost.procedure.calls.rankings import Barred, Ranking
from mobilnost.procedure.calls.rounds import Round
from mobilnost.procedure.calls.selection import CRITERIA, listed_criteria
from mobilnost.procedure.calls.verdicts import PlaceRoom, Wanting, place_name
from mobilnost.register.sorts import DOSSIER
from mobilnost.register.store import Reader
from mobilnost.rules import facts_for


def applicants(
    desk: Desk,
    reader: Reader,
    law: CallLaw,
    round: Round,
    laws: Sequence[ListLaw],
    before: Ranking | None = None,
    afresh: str | None = None,
) -> tuple[Applicant, ...]:
    """The candidates as they are now; after an appeal, all but the one who appealed (`afresh`) as they were ranked
    `before`.
    """
    wanted = law.facts_wanted(laws)
    found = []
    for one in round.candidates:
        kept = before if before is not None and one.dossier != afresh else None
        found.append(_applicant(desk, reader, law, one.dossier, one.choices, wanted, kept))
    return tuple(found)


def _applicant(
    desk: Desk,
    reader: Reader,
    law: CallLaw,
    id: str,
    choices: tuple[str, ...],
    wanted: Iterable[str],
    kept: Ranking | None,
) -> Applicant:
    revision = next((one.revision for one in kept.used if one.dossier == id), None) if kept else None
    dossier = dossier_of(reader, id, revision)
    first = law.agreement(choices[0])
    rulebook = law.rulebook(first)
    case = rulebook.case(settled_in(dossier.value, first.value, law), desk.office.calendar_for(dossier.value))
    facts = facts_for(case, (rulebook.definitions[name] for name in wanted))
    barred = (
        tuple(one for one in kept.barred if one.dossier == id) if kept else _barred(desk, reader, law, dossier, choices)
    )
    return Applicant(
        dossier=id,
        revision=revision or reader.get(DOSSIER, id).revision,
        choices=choices,
        facts=facts,
        listed=listed_criteria(rulebook.figures.get(CRITERIA[law.participant]), facts),
        barred=barred,
    )


def _barred(
    desk: Desk, reader: Reader, law: CallLaw, dossier: Loaded[Dossier], choices: Iterable[str]
) -> tuple[Barred, ...]:
    """The choices that the law keeps from a candidate: by rules that no later paper can cure."""
    found = []
    for name in choices:
        agreement = law.agreement(name).value
        assessment = judge(desk, reader, evolve(dossier, value=settled_in(dossier.value, agreement, law)))
        rules = assessment.rulebook.rules
        hard = tuple(id for id in assessment.unmet if not rules[id].curable)
        if hard:
            found.append(Barred(dossier=dossier.value.mobility.id, agreement=agreement.id, rules=hard))
    return tuple(found)


def settled_in(dossier: Dossier, agreement: Agreement | None, law: CallLaw) -> Dossier:
    """The dossier with a place of an agreement, or with none; it then leads to the agreement's other party.

    Of several other parties, the one that it names already, else the first.
    """
    mobility, home = dossier.mobility, law.office.lawbook.home.institution
    partners = [one for one in agreement.parties if one != home] if agreement else []
    receiving = mobility.receiving if not partners or mobility.receiving in partners else partners[0]
    return evolve(
        dossier,
        mobility=evolve(
            mobility, agreement=agreement.id if agreement else None, call=law.call.value.id, receiving=receiving
        ),
    )


def offered(desk: Desk, reader: Reader, law: CallLaw, round: Round) -> Offer:
    """The room that agreements have left for a round, and what each of its candidates wants of it.

    What other stays of the academic year have taken is taken; those of the round's own candidates are not counted.
    """
    agreements = Agreements(desk.office, desk.on)
    choices = {one.dossier: one.choices for one in round.candidates}
    choices |= {one.dossier: (one.agreement,) for one in round.nominations if one.dossier in round.nominated}
    known = {name: law.agreement(name).value for names in choices.values() for name in names}
    own = [*choices, *round.withdrawn]
    year = law.call.value.academic_year
    uses = used(agreements, reader, known.values(), year, besides=own)
    rooms = [room for name in known for room in _rooms(name, uses[name].entries)]
    wanted = [_wanting(agreements, dossier_of(reader, id).value, names, known) for id, names in choices.items()]
    return Offer(rooms=tuple(rooms), wanted=tuple(wanted))


def _rooms(agreement: str, entries: Sequence[PlaceUse]) -> list[PlaceRoom]:
    """The room of each entry; of an agreement that counts no places, one room without limits."""
    if not entries:
        return [PlaceRoom(agreement=agreement)]
    return [
        PlaceRoom(
            agreement=agreement,
            entry=one.index,
            persons=one.left.persons,
            months=one.left.months,
            days=one.left.days,
            student_semesters=one.left.student_semesters,
        )
        for one in entries
    ]


def _wanting(
    agreements: Agreements, dossier: Dossier, choices: Iterable[str], known: Mapping[str, Agreement]
) -> Wanting:
    stay = Stay.of(dossier)
    names = tuple(choices)
    need = agreements.measures(known[names[0]]).taken([stay])
    return Wanting(
        dossier=dossier.mobility.id,
        places=tuple(place_name(name, entry) for name in names for entry in _entries(known[name], stay)),
        persons=need.persons,
        months=need.months,
        days=need.days,
        student_semesters=need.student_semesters,
    )


def _entries(agreement: Agreement, stay: Stay) -> tuple[int | None, ...]:
    """The entries of places that are meant for a stay, those for some cycles before those for all."""
    if not agreement.places:
        return (None,)
    fitting = [index for index, one in enumerate(agreement.places) if admits(one, stay)]
    return tuple(sorted(fitting, key=lambda index: (agreement.places[index].cycles is None, index)))

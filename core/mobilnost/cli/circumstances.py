"""The circumstances that options name: programme, call, agreement, decision and dossier, found in the office."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from attrs import evolve, frozen

from mobilnost.accounts.layers import Instruments
from mobilnost.accounts.levers import Around
from mobilnost.assessment import Assessment
from mobilnost.formats import Loaded
from mobilnost.model import DEFAULT_REGULATION, Decision
from mobilnost.office import Office
from mobilnost.office.shelf import Shelf
from mobilnost.regulations.cases import programme_scenarios, regulation_scenarios
from mobilnost.scenarios import Bench, Concern, Trial

if TYPE_CHECKING:  # what knows of a register is imported by whoever looks into one
    from mobilnost.desk.matters import Matter

T = TypeVar("T")
Find = Callable[[str], "Matter"]
FindDecision = Callable[[str], Loaded[Decision]]


@frozen(kw_only=True)
class Named:
    """The names that stand on the command line."""

    programme: str | None = None
    call: str | None = None
    agreement: str | None = None
    decision: str | None = None
    dossier: str | None = None


@frozen(kw_only=True)
class Circumstances:
    """Under which programmes something is looked for, on which day of the law, and with which instruments.

    `assessment` is that of the dossier, where one is named.
    """

    programmes: tuple[str, ...]
    on: date
    instruments: Instruments
    assessment: Assessment | None = None

    @classmethod
    def of(cls, office: Office, wanted: Named, on: date, *, dossier: Find, decision: FindDecision) -> Circumstances:
        """What the names mean in an office; `dossier` and `decision` find one for whoever asks.

        Raises `Unknown` or `Forbidden`, and `InvalidData` for files that cannot be used.
        """
        matter = dossier(wanted.dossier) if wanted.dossier else None
        instruments = _instruments(office, wanted, matter, decision)
        return cls(
            programmes=_programmes(office, wanted, instruments, matter),
            on=matter.dossier.value.first_day if matter else on,
            instruments=instruments,
            assessment=matter.assessed(office, on) if matter else None,
        )


def around(office: Office) -> Around:
    """The agreements and calls that the office knows, read when they are asked for."""
    return Around(
        agreements=lambda: (one.value for one in office.agreements.readable()),
        calls=lambda: (one.value for one in office.calls.readable()),
    )


def examples_of(office: Office, rule: str) -> tuple[Trial, ...]:
    """The cases of a rule that lie beside the laws, judged by the office's own lawbook."""
    name = office.settings.value.regulation if office.settings else DEFAULT_REGULATION
    cases = [*regulation_scenarios(name, office.folder), *chain(*programme_scenarios(office.host).values())]
    bench = Bench(office.lawbook)
    return tuple(bench.judge(one) for one in cases if one.about(Concern.RULE, rule))


def with_instrument(office: Office, id: str, named: Named) -> Named:
    """The names, with the agreement or call that brings the condition of an id, where it says which."""

    def bringing(shelf: Shelf[T]) -> str | None:
        return next((one for one in shelf.ids if id.startswith(f"{one}.")), None)

    return evolve(
        named,
        agreement=named.agreement or bringing(office.agreements),
        call=named.call or bringing(office.calls),
    )


def conditions_of(office: Office) -> Iterator[str]:
    """The ids of the conditions that the agreements and calls of an office add."""
    said = [(one.value.id, one.value.conditions) for one in office.agreements.readable()]
    said += [(one.value.id, one.value.conditions) for one in office.calls.readable()]
    yield from (f"{id}.{one.id}" for id, conditions in said for one in conditions)


def _instruments(office: Office, wanted: Named, matter: Matter | None, find: FindDecision) -> Instruments:
    """The instruments that are named; of a dossier, where none is named, its own."""
    agreement = office.agreements.named(wanted.agreement) if wanted.agreement else None
    call = office.calls.named(wanted.call) if wanted.call else None
    decision = find(wanted.decision) if wanted.decision else None
    if matter is not None:
        agreement = agreement or office.agreement(matter.dossier)
        call = call or office.call(matter.dossier)
        decision = decision or matter.decision or office.decision_for(matter.dossier.value.mobility.id)
    return Instruments(agreement=agreement, call=call, decision=decision)


def _programmes(office: Office, wanted: Named, instruments: Instruments, matter: Matter | None) -> tuple[str, ...]:
    """The programme that is named, else that of the dossier, agreement or call, else all of them."""
    known = tuple(office.lawbook.laws)
    of_dossier = matter.dossier.value.mobility.programme if matter else None
    given = [one.value.programme for one in (instruments.agreement, instruments.call) if one is not None]
    code = wanted.programme or of_dossier or next(iter(given), None)
    if code is not None and code not in known:
        raise office.unknown_programme(code)
    return known if code is None else (code,)

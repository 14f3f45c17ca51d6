"""What goes on after the end of an agreement: stays that outlast it, and calls that still offer it (čl. 5 st. 2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from attrs import frozen

from mobilnost.desk.agreements import BEGINS, Agreements
from mobilnost.model import Agreement, Call, moved
from mobilnost.office import Office
from mobilnost.procedure.agreements.ending import Expiry
from mobilnost.register import usage as counted
from mobilnost.register.reader import Reader


@frozen(kw_only=True)
class Reaching:
    """What goes on after the end of an agreement: dossiers by their ids, and calls that offer it."""

    #: `None` where nobody looked into the register.
    dossiers: tuple[str, ...] | None = None
    calls: tuple[Call, ...] = ()


def reaching(agreements: Agreements, ending: Iterable[Expiry], reader: Reader | None) -> Mapping[str, Reaching]:
    """What reaches beyond the last day of agreements, by their ids; without a register, calls alone."""
    names = agreements.named(reader) if reader else {}
    return {
        one.agreement.id: Reaching(
            dossiers=counted.beyond(reader, names.get(one.agreement.id, ()), one.end.day) if reader else None,
            calls=tuple(call for call in _calls(agreements.office, one.agreement) if _last_day(call) > one.end.day),
        )
        for one in ending
        if one.end is not None
    }


def _calls(office: Office, agreement: Agreement) -> Iterable[Call]:
    """The calls that offer an agreement by its name."""
    return (one.value for one in office.calls.readable() if agreement.id in (one.value.agreements or ()))


def _last_day(call: Call) -> dt.date:
    return moved(BEGINS.in_year(call.academic_year.second), -1)

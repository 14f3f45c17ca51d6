"""The agreement that renews another: the same terms for a further period, under an id of its own. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator

from attrs import evolve

from mobilnost.model import Agreement, moved
from mobilnost.procedure.agreements.ending import Cause, ending
from mobilnost.procedure.refusals import Reason, Refused

#: A year at the end of an id, as in `erasmus-uniri-2018`.
_YEAR = re.compile(r"(19|2\d)\d\d$", re.ASCII)


def fresh_id(stem: str, year: int, taken: Collection[str]) -> str:
    """An id that nobody bears: the stem with its year, and a number where that is taken."""
    own = f"{_YEAR.sub('', stem).rstrip('-')}-{year}"
    if own not in taken:
        return own
    number = 2
    while f"{own}-{number}" in taken:
        number += 1
    return f"{own}-{number}"


def renewed(
    agreement: Agreement,
    *,
    until: dt.date,
    since: dt.date | None = None,
    signed: dt.date,
    id: str | None = None,
    successor: Agreement | None = None,
    taken: Collection[str] = (),
) -> Agreement:
    """The agreement that follows another until a day, from the day after its last one or from `since`.

    It amends the other and has all its terms; that the other was suspended is not taken over. Raises `Refused` with
    every reason: the other was terminated, something amends it already, its end is not known, or the days or the id do
    not fit.
    """
    end = ending(agreement)
    first = since or (moved(end.day, 1) if end else None)
    reasons = tuple(_reasons(agreement, first, until, signed, id, successor, taken))
    if reasons or first is None:
        raise Refused(reasons)
    return evolve(
        agreement,
        id=id or fresh_id(agreement.id, first.year, taken),
        amends=agreement.id,
        signed=signed,
        valid_from=first,
        valid_to=until,
        suspended=None,
        terminated=None,
    )


def _reasons(
    agreement: Agreement,
    first: dt.date | None,
    until: dt.date,
    signed: dt.date,
    id: str | None,
    successor: Agreement | None,
    taken: Collection[str],
) -> Iterator[Reason]:
    end = ending(agreement)
    if end is not None and end.cause is Cause.TERMINATED:
        yield Reason.of("agreement-terminated", agreement=agreement.id, day=moved(end.day, 1))
    if successor is not None:
        yield Reason.of("agreement-amended", agreement=agreement.id, by=successor.id)
    if first is None:
        yield Reason.of("agreement-without-end", agreement=agreement.id)
    elif first <= agreement.valid_from:
        yield Reason.of("agreement-from-before", first=first, was=agreement.valid_from)
    if first is not None and until < first:
        yield Reason.of("agreement-until-before", until=until, first=first)
    if signed < agreement.signed:
        yield Reason.of("agreement-signed-before", signed=signed, was=agreement.signed)
    if id is not None and id in taken:
        yield Reason.of("agreement-id-taken", agreement=id)

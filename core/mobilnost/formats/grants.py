"""The grant of a dossier as the JSON that other systems read. Amounts and quantities are decimal strings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from mobilnost.formats.values import Table, citation, decimal, provision, span
from mobilnost.funding import Duration, Grant, Line, Omitted, PaidBy, Part, Reclaim, Settlement
from mobilnost.funding.comparing import Comparison, Standing, Turn
from mobilnost.law import Effective
from mobilnost.model import Money, Place
from mobilnost.papers import ObligationState

#: The decimals of a quantity that no finite number of them holds, such as a third of a month.
PLACES = 6
#: The name of what dossiers are judged by, and the dates of their stay; each may be their own.
Side = tuple[str | None, tuple[date, date] | None]
Naming = Callable[[str], str]
"""The name of a file for others, of its path on this machine."""


def settlement_table(given: Settlement, naming: Naming | None = None) -> Table:
    """What is paid, line by line, and how the grant came to it; `total` is `null` where an amount is not known.

    Where everything is written is said with files as `naming` names them, and not without it: a report is the same
    wherever the office's folder lies.
    """
    table = {
        **grant_table(given.grant),
        "payable": given.payable,
        "settled": given.settled.value,
        "agreed": _stay(given.agreed) | {"end": given.agreed_end.isoformat()},
        "actual": _stay(given.actual),
        "late_amendments": [one.isoformat() for one in given.late_amendments],
        "tolerance": _provisions(given.tolerance),
        "paid": _decimals(given.paid),
        "balance": None if given.balance is None else _decimals(given.balance),
        "instalments": [_instalment(one) for one in given.instalments],
        "repayment": None if given.repayment is None else _duty(given.repayment),
        "reclaim": None if given.reclaim is None else _reclaim(given.reclaim),
    }
    named: Table = _placed(table, naming)
    return named


def grant_table(given: Grant) -> Table:
    """One grant: its time, its lines, what is left out and why, and the whole by currencies."""
    totals = given.totals
    currencies = tuple(dict.fromkeys(one.currency for one in given.granted if one.currency))
    single = currencies[0] if len(currencies) == 1 else None
    payer = given.payers[0] if len(given.payers) == 1 else None
    return {
        "payer": payer,
        "currency": single,
        "lines": [_line(one, given) for one in given.lines],
        "omitted": [_omitted(one) for one in given.omitted],
        "total": _total(totals, single),
        "totals": None if totals is None else _amounts(totals),
        "known": _amounts(given.sums),
        "duration": _duration(given.duration, given.of_time),
        "too_short": _provisions(given.too_short),
    }


def comparison_table(given: Comparison, before: Side, after: Side) -> Table:
    """Dossiers twice, and all of them together; a side is the name of what they are judged by, and their dates."""
    sums, known, eligible = given.sums, given.are_known, given.eligible
    return {
        "schema": 1,
        "before": _side(before),
        "after": _side(after),
        "dossiers": [_turn(one) for one in given.turns],
        "eligible": {"before": eligible[0], "after": eligible[1], "of": len(given.turns)},
        "totals": {
            "before": {"known": _amounts(sums[0]), "complete": known[0]},
            "after": {"known": _amounts(sums[1]), "complete": known[1]},
        },
        "not_concerned": given.others,
        "refused": list(given.refused),
    }


def _side(given: Side) -> Table:
    name, dates = given
    return {
        "name": name,
        "start": dates[0].isoformat() if dates else None,
        "end": dates[1].isoformat() if dates else None,
    }


def _turn(given: Turn) -> Table:
    return {
        "dossier": given.id,
        "changed": given.changed,
        "before": _standing(given.before),
        "after": _standing(given.after),
        "difference": None if given.difference is None else _decimals(given.difference),
    }


def _standing(given: Standing) -> Table:
    return {
        "verdict": given.verdict.value,
        "unmet": list(given.assessment.unmet),
        "totals": None if given.totals is None else _amounts(given.totals),
        "known": _amounts(given.sums),
    }


def _total(totals: Mapping[str, Money] | None, currency: str | None) -> str | None:
    """The whole as one figure: nothing at all is 0, and several currencies have none."""
    if not totals:
        return None if totals is None else "0"
    return decimal(totals[currency].amount) if currency else None


def _line(given: Line, grant: Grant) -> Table:
    found = given.found
    taper = found.taper if found else None
    return {
        "component": given.component.id,
        "per": given.component.per.value,
        "quantity": None if given.quantity is None else quantity(given.quantity),
        "rate": decimal(found.amount) if found and found.amount is not None else None,
        "amount": None if given.amount is None else decimal(given.amount.amount),
        "currency": given.currency,
        "in_kind": given.in_kind,
        "granted": given.is_granted,
        "payer": _payer(given.payer),
        "because": given.because.value if given.because else None,
        "missing": list(given.missing),
        "days": list(given.days) if given.days else None,
        "full_rate": decimal(found.full) if found and found.full is not None else None,
        "percent": decimal(taper.percent) if taper else None,
        "taper_citation": citation(taper.citation) if taper else None,
        "distance_km": None if given.km is None else decimal(given.km),
        "distance_given": grant.distance_is_given if given.km is not None else None,
        "citation": citation(given.citation),
        "valid_from": _day(found.rate.valid_from) if found and found.rate else None,
        "valid_to": _day(found.rate.valid_to) if found and found.rate else None,
        "reviewed": _day(found.rate.reviewed) if found and found.rate else None,
        "place": _place(found.rate.place if found and found.rate else given.component.place),
        "provisions": _provisions(given.provisions),
    }


def _omitted(given: Omitted) -> Table:
    return {
        "component": given.component.id,
        "because": given.because.value,
        "by": given.by,
        "missing": list(given.missing),
        "citation": citation(given.citation),
        "provisions": _provisions(given.provisions),
    }


def _payer(given: PaidBy) -> Table:
    return {"role": given.payer.value, "institution": given.institution, "missing": list(given.missing)}


def _stay(given: Grant) -> Table:
    """What a stay comes to, in short."""
    time, totals = given.duration, given.totals
    return {
        "first": time.first.isoformat(),
        "last": time.last.isoformat(),
        "funded": span(time.funded),
        "days": time.days,
        "totals": None if totals is None else _amounts(totals),
    }


def _duration(given: Duration, of_time: Mapping[str, Effective]) -> Table:
    """Every step from the counted stay to what is paid of it."""
    how = given.measure
    return {
        "first": given.first.isoformat(),
        "last": given.last.isoformat(),
        "since": given.since.isoformat() if given.continues else None,
        "counting": how.counting,
        "part_months": how.part_months.value,
        "share": str(how.share),
        "ceiling": span(how.ceiling) if how.ceiling is not None else None,
        "counted": span(given.counted),
        "interruptions": span(given.interruptions),
        "stay": span(given.stay),
        "zero_grant_days": given.zero_grant,
        "travel_days": given.travel,
        "funded": span(given.funded),
        "before": span(given.before) if given.continues else None,
        "total_days": given.days,
        "months": quantity(given.months),
        "provisions": _provisions(of_time),
    }


def _instalment(given: Part) -> Table:
    duty = given.duty
    return {
        "id": given.instalment.id,
        "amounts": None if given.amounts is None else _amounts(given.amounts),
        "missing": list(given.missing),
        **_duty(duty),
        "citation": citation(given.instalment.citation),
        "provisions": _provisions(given.provisions),
    }


def _duty(given: ObligationState | None) -> Table:
    return {
        "obligation": given.id if given else None,
        "due": _day(given.due) if given else None,
        "state": given.state.value if given else None,
    }


def _reclaim(given: Reclaim) -> Table:
    return {
        "least": _amounts(given.least),
        "most": _amounts(given.most),
        "provisions": _provisions({"grant.reclaim": given.figure}),
    }


def _provisions(given: Mapping[str, Effective]) -> list[Table]:
    """Who set each, what it beat, and where both are written."""
    return [_provision(key, one) for key, one in given.items()]


def _provision(key: str, given: Effective) -> Table:
    told = provision(key, given)
    beaten = zip(told["beaten"], given.beaten, strict=True)
    return told | {
        "place": _place(given.winner.origin.place if given.winner else None),
        "beaten": [table | {"place": _place(one.origin.place)} for table, one in beaten],
    }


def _place(given: Place | None) -> Table | None:
    return None if given is None else {"file": given.file, "line": given.line}


def _placed(value: Any, naming: Naming | None) -> Any:
    """A table with its files named for others; without names, with no places at all, and so are its parts."""
    if isinstance(value, list):
        return [_placed(one, naming) for one in value]
    if not isinstance(value, dict):
        return value
    table = {key: _placed(one, naming) for key, one in value.items() if naming or key != "place"}
    if naming and table.get("place") and table["place"]["file"]:
        table["place"] = table["place"] | {"file": naming(table["place"]["file"])}
    return table


def _amounts(given: Mapping[str, Money]) -> list[Table]:
    return [{"currency": currency, "amount": decimal(one.amount)} for currency, one in given.items()]


def _decimals(given: Mapping[str, Decimal]) -> list[Table]:
    return [{"currency": currency, "amount": decimal(amount)} for currency, amount in given.items()]


def quantity(value: Fraction) -> str:
    """A quantity as a decimal string: `4.5`; what no finite number of decimals holds is cut to six."""
    scaled = round(value * 10**PLACES)
    text = decimal(Decimal(scaled).scaleb(-PLACES))
    return text.rstrip("0").rstrip(".") if "." in text else text


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None

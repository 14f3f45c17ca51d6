"""Pieces of the JSON that other systems read: citations, provisions, quantities, plain values."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from mobilnost.grammar import Absence, Type, write_value
from mobilnost.law import Candidate, Citation, Effective, Layer, Origin
from mobilnost.model import Span
from mobilnost.statutes import Decider

#: What has clauses; a regulation, a programme and settings are cited as a whole.
INSTRUMENTS = frozenset({Layer.CALL, Layer.AGREEMENT, Layer.DECISION})

Table = dict[str, Any]


def citation(given: Citation) -> Table:
    """Where something stands."""
    return {"source": given.source, "at": given.at, "reading": given.reading}


def decider(given: Decider) -> Table:
    """Who takes a special decision, and which article says so."""
    return {"role": given.role, "citation": citation(given.citation)}


def quantity(value: object, type_: Type | None) -> Table | None:
    """A value with its unit: months and days, or the unit of a number; words have none."""
    if value is None or isinstance(value, Absence):
        return None
    if isinstance(value, Span):
        return span(value)
    unit = type_.unit if type_ and _is_number(value) else None
    return {"value": _plain(value, type_), "unit": unit}


def span(value: Span) -> Table:
    """A length of time: `4 15` months days, or the one of the two that there is."""
    if value.months and value.days:
        return {"value": f"{value.months} {value.days}", "unit": "months days"}
    if value.months:
        return {"value": str(value.months), "unit": "months"}
    return {"value": str(value.days), "unit": "days"}


def layer_of(origin: Origin, plugin: str | None) -> str:
    """Who says it; what an office's own `plugin` declares in the university's name is the office's, as its rules."""
    declared = plugin is not None and origin.layer is Layer.REGULATION
    return Layer.SETTING.value if declared else origin.layer.value


def provision(key: str, given: Effective, plugin: str | None = None) -> Table:
    """What a provision comes to, who set it, and what that beat; `plugin` is that of the office which declares it."""
    winner = given.winner
    return {
        "key": key,
        "value": None if given.value is None else written(given.value),
        "set_by": layer_of(winner.origin, plugin) if winner else None,
        "source": winner.origin.citation.source if winner else None,
        "clause": _clause(winner.origin) if winner else None,
        "citation": citation(winner.origin.citation) if winner else None,
        "also": [_spoken(one, plugin) for one in winner.also] if winner else [],
        "beaten": [_beaten(one, plugin) for one in given.beaten],
    }


def _beaten(given: Candidate, plugin: str | None) -> Table:
    return {"value": written(given.value)} | _spoken(given.origin, plugin)


def _spoken(origin: Origin, plugin: str | None) -> Table:
    return {
        "set_by": layer_of(origin, plugin),
        "source": origin.citation.source,
        "clause": _clause(origin),
        "citation": citation(origin.citation),
    }


def _clause(origin: Origin) -> str | None:
    return origin.citation.at or None if origin.layer in INSTRUMENTS else None


def written(value: object) -> object:
    """A figure as its provision would be written: `3 months`, `20`, `none`, `open`, a list, true or false."""
    if isinstance(value, Absence):
        return value.value
    if isinstance(value, tuple | frozenset):
        return [_scalar(one) for one in _in_order(value, None)]
    return _scalar(value)


def _plain(value: object, type_: Type | None) -> object:
    if isinstance(value, tuple | frozenset):
        return [_scalar(one) for one in _in_order(value, type_)]
    return _scalar(value)


def _scalar(value: object) -> object:
    return decimal(value) if isinstance(value, Decimal) else write_value(value)


def decimal(value: Decimal) -> str:
    """A decimal in plain digits, without an exponent."""
    return format(value, "f")


def _in_order(values: Iterable[object], type_: Type | None) -> list[object]:
    """Lists in their own order; sets in the order of the words of their type, else of the alphabet."""
    if isinstance(values, tuple):
        return list(values)
    words = type_.values if type_ else ()
    return sorted(values, key=lambda one: (words.index(str(one)) if str(one) in words else len(words), str(one)))


def _is_number(value: object) -> bool:
    if isinstance(value, tuple | frozenset):
        return all(_is_number(one) for one in value)
    return isinstance(value, int | Decimal) and not isinstance(value, bool)

"""The figures of the law as a table written by hand, and what a grant comes to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from law import CITIZENSHIPS, OVERRIDABLE, PROGRAMMES
from rows import FIGURES, GRANTS, LOW_INCOME_TOPUP, TRAINEE_TOPUP

Figures = tuple[Any, ...]
#: The figures of every programme with every agreement, and with none (-1).
Table = dict[tuple[str, int], Figures]


def figures(agreements: list[dict[str, Any]]) -> Table:
    """The effective figures of every programme with every agreement."""
    found = {}
    for code in PROGRAMMES:
        found[code, -1] = _effective(code, None)
        for one in agreements:
            void = one["programme"] != code or not one["active"]
            found[code, one["id"]] = _effective(code, None if void else one)
    return found


def _effective(code: str, agreement: Mapping[str, Any] | None) -> Figures:
    own = FIGURES[code]
    said = {
        name: agreement[name]
        for name in (OVERRIDABLE[code] if agreement else ())
        if agreement and agreement[name] is not None
    }
    layer = ("agreement", f"IIA-{agreement['id']}") if agreement else ("regulation", "Rulebook")
    source = {name: layer if name in said else ("regulation", "Rulebook") for name in OVERRIDABLE["BILATERAL"]}
    study, trainee = (said["min_days"],) * 2 if "min_days" in said else own["min"]
    return (
        study,
        trainee,
        said.get("max_days", own["max"]),
        said.get("ects_min", own["ects"]),
        said.get("la_required", True),
        said.get("lang", own["lang"]),
        frozenset(CITIZENSHIPS[: own["citizens"]]),
        own["agreement"],
        agreement is not None,
        frozenset(agreement["cycles"] if agreement else (1, 2, 3)),
        *GRANTS[code],
        source,
        "min_days" in said,
    )


def grant(r: Mapping[str, Any], trainee: bool, funded_max: int, monthly: tuple[int, ...]) -> int:
    """What is paid for the days of a stay, in cents."""
    rate = monthly[r["country_group"]]
    if trainee:
        rate += TRAINEE_TOPUP
    if r["low_income"]:
        rate += LOW_INCOME_TOPUP
    days = r["days"]
    return int(rate * (days if days < funded_max else funded_max) // 30)

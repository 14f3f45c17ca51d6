"""The floor of an explanation: a finding for every rule."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from by_hand.figures import Table, grant

CITATIONS = {
    "R01": "Art. 5(1)",
    "R02": "Art. 5(2)",
    "R03": "Art. 6(1)",
    "R04": "Art. 8(1)",
    "R05": "Art. 8(2)",
    "R06": "Art. 9",
    "R07": "Art. 12(3)",
    "R08": "Art. 13(1)",
    "R09": "Art. 17(1)",
    "R10": "Art. 17(2)",
    "R11": "Art. 19",
    "R12": "Art. 14",
    "R13": "Art. 4(1)",
    "R14": "Art. 4(2)",
}


def explain(figures: Table, r: Mapping[str, Any]) -> tuple[int, list[str], int, list[tuple[Any, ...]]]:
    """Verdict, violated rules, grant, and for each rule: id, outcome, citation, observed, limit, layer, source."""
    (study, training, longest, credit, la_due, level, citizens, needs, in_force, cycles, cap, monthly, src, _) = (
        figures[r["programme"], r["agreement"]]
    )
    c = CITATIONS
    own = ("regulation", "Rulebook")
    days, cycle, kind, citizenship = r["days"], r["cycle"], r["kind"], r["citizenship"]
    trainee = kind == "TRAINEESHIP"
    found: list[tuple[Any, ...]] = []
    add = found.append
    year = r["year"]
    add(("R01", ("unmet" if year < 2 else "met") if cycle == 1 else "n/a", c["R01"], year, 2, *own))
    known = "met" if citizenship in citizens else "unmet"
    add(("R02", known, c["R02"], citizenship, citizens, *own))
    need = level - 1 if trainee else level
    lang = r["lang"]
    add(("R03", "unmet" if lang < need else "met", c["R03"], lang, need, *src["lang"]))
    least = training if trainee else study
    short = days < least and not (cycle == 3 and 5 <= days <= 30)
    add(("R04", "unmet" if short else "met", c["R04"], days, least, *src["min_days"]))
    add(("R05", "unmet" if days > longest else "met", c["R05"], days, longest, *src["max_days"]))
    total, most = r["months_used"] + (days + 29) // 30, 24 if r["prog_months"] >= 60 else 12
    add(("R06", "unmet" if total > most else "met", c["R06"], total, most, *own))
    if kind == "STUDY" and cycle < 3:
        due = credit * 2 if days > 183 else credit
        add(("R07", "unmet" if r["ects"] < due else "met", c["R07"], r["ects"], due, *src["ects_min"]))
    else:
        add(("R07", "n/a", c["R07"], r["ects"], None, *src["ects_min"]))
    signed = ("met" if r["la"] else "unmet") if la_due else "n/a"
    add(("R08", signed, c["R08"], r["la"], la_due, *src["la_required"]))
    insured = r["insurance"] and (not trainee or r["liability"])
    add(("R09", "met" if insured else "unmet", c["R09"], insured, True, *own))
    foreign = citizenship in ("THIRD_RESIDENT", "THIRD") and days > 90
    permit = ("met" if r["permit"] else "unmet") if foreign else "n/a"
    add(("R10", permit, c["R10"], r["permit"], foreign, *own))
    late = r["days_late"]
    missed = late > 0 and not (late <= 14 and r["waiver"])
    add(("R11", "unmet" if missed else "met", c["R11"], late, 0, *own))
    paper = r["acceptance"] if trainee or r["programme"] == "FREEMOVER" else r["nomination"]
    add(("R12", "met" if paper else "unmet", c["R12"], paper, True, *own))
    if trainee:
        add(("R13", "n/a", c["R13"], in_force, needs, *own))
        add(("R14", "n/a", c["R14"], cycle, None, *own))
    else:
        lacking = "unmet" if needs and not in_force else "met"
        add(("R13", lacking, c["R13"], in_force, needs, *own))
        admitted = ("met" if cycle in cycles else "unmet") if in_force else "n/a"
        add(("R14", admitted, c["R14"], cycle, cycles, *own))
    bad = [one[0] for one in found if one[1] == "unmet"]
    for one in bad:
        if one not in ("R08", "R09", "R10", "R12"):
            return 2, bad, 0, found
    return (1 if bad else 0), bad, grant(r, trainee, cap, monthly) if cap else 0, found

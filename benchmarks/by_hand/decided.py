"""The floor of a decision: every fact is known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from by_hand.figures import Table, grant


def decide(figures: Table, r: Mapping[str, Any]) -> tuple[int, list[str], int]:
    """Verdict, violated rules, grant; every fact is known."""
    study, training, longest, credit, la_due, level, citizens, needs, in_force, cycles, cap, monthly, _, _ = figures[
        r["programme"], r["agreement"]
    ]
    days, cycle, kind = r["days"], r["cycle"], r["kind"]
    trainee = kind == "TRAINEESHIP"
    bad = []
    hard = False
    if cycle == 1 and r["year"] < 2:
        bad.append("R01")
        hard = True
    if r["citizenship"] not in citizens:
        bad.append("R02")
        hard = True
    if r["lang"] < (level - 1 if trainee else level):
        bad.append("R03")
        hard = True
    if days < (training if trainee else study) and not (cycle == 3 and 5 <= days <= 30):
        bad.append("R04")
        hard = True
    if days > longest:
        bad.append("R05")
        hard = True
    if r["months_used"] + (days + 29) // 30 > (24 if r["prog_months"] >= 60 else 12):
        bad.append("R06")
        hard = True
    if kind == "STUDY" and cycle < 3 and r["ects"] < (credit * 2 if days > 183 else credit):
        bad.append("R07")
        hard = True
    if la_due and not r["la"]:
        bad.append("R08")
    if not r["insurance"] or (trainee and not r["liability"]):
        bad.append("R09")
    if days > 90 and not r["permit"] and r["citizenship"] in ("THIRD_RESIDENT", "THIRD"):
        bad.append("R10")
    late = r["days_late"]
    if late > 0 and not (late <= 14 and r["waiver"]):
        bad.append("R11")
        hard = True
    if not (r["acceptance"] if trainee or r["programme"] == "FREEMOVER" else r["nomination"]):
        bad.append("R12")
    if not trainee:
        if in_force:
            if cycle not in cycles:
                bad.append("R14")
                hard = True
        elif needs:
            bad.append("R13")
            hard = True
    if hard:
        return 2, bad, 0
    return (1 if bad else 0), bad, grant(r, trainee, cap, monthly) if cap else 0

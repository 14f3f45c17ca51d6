"""The floor of a decision where any fact may be absent: each is checked for `None`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from by_hand.figures import Table, grant


def decide_optional(figures: Table, r: Mapping[str, Any]) -> tuple[int, list[str], list[str], int]:
    """Verdict, violated rules, rules that wait for a fact, grant; any fact may be `None`."""
    study, training, longest, credit, la_due, level, citizens, needs, in_force, cycles, cap, monthly, _, one = figures[
        r["programme"], r["agreement"]
    ]
    days, cycle, kind = r["days"], r["cycle"], r["kind"]
    citizenship, lang, la = r["citizenship"], r["lang"], r["la"]
    bad = []
    wait = []
    hard = False
    if cycle is None:
        wait.append("R01")
    elif cycle == 1:
        year = r["year"]
        if year is None:
            wait.append("R01")
        elif year < 2:
            bad.append("R01")
            hard = True
    if citizenship is None:
        wait.append("R02")
    elif citizenship not in citizens:
        bad.append("R02")
        hard = True
    if lang is None:
        wait.append("R03")
    elif lang < level and kind != "TRAINEESHIP":
        if kind is None and lang + 1 >= level:
            wait.append("R03")
        else:
            bad.append("R03")
            hard = True
    elif lang + 1 < level:
        bad.append("R03")
        hard = True
    shortest = training if kind == "TRAINEESHIP" else study if one or kind is not None else None
    if days is None:
        wait.append("R04")
    elif shortest is None:
        if cycle is None or cycle != 3 or not 5 <= days <= 30:
            wait.append("R04")
    elif days < shortest and not (cycle == 3 and 5 <= days <= 30):
        if cycle is None and 5 <= days <= 30:
            wait.append("R04")
        else:
            bad.append("R04")
            hard = True
    if days is None:
        wait.append("R05")
    elif days > longest:
        bad.append("R05")
        hard = True
    used, length = r["months_used"], r["prog_months"]
    if days is None or used is None:
        wait.append("R06")
    else:
        total = used + (days + 29) // 30
        if total > 12:
            if total > 24 or (length is not None and length < 60):
                bad.append("R06")
                hard = True
            elif length is None:
                wait.append("R06")
    if (kind is None or kind == "STUDY") and (cycle is None or cycle < 3):
        if kind is None or cycle is None:
            wait.append("R07")
        else:
            ects = r["ects"]
            if ects is None:
                wait.append("R07")
            elif ects < credit * 2:
                if ects < credit or (days is not None and days > 183):
                    bad.append("R07")
                    hard = True
                elif days is None:
                    wait.append("R07")
    if la_due:
        if la is None:
            wait.append("R08")
        elif not la:
            bad.append("R08")
    insurance, liability = r["insurance"], r["liability"]
    if insurance is False or (kind == "TRAINEESHIP" and liability is False):
        bad.append("R09")
    elif insurance is None or (kind == "TRAINEESHIP" and liability is None) or (kind is None and not liability):
        wait.append("R09")
    if (days is None or days > 90) and (citizenship is None or citizenship in ("THIRD_RESIDENT", "THIRD")):
        if days is None or citizenship is None:
            wait.append("R10")
        else:
            permit = r["permit"]
            if permit is None:
                wait.append("R10")
            elif not permit:
                bad.append("R10")
    late = r["days_late"]
    if late is None:
        wait.append("R11")
    elif late > 0:
        waiver = r["waiver"]
        if late > 14 or waiver is False:
            bad.append("R11")
            hard = True
        elif waiver is None:
            wait.append("R11")
    if r["programme"] == "FREEMOVER":
        paper = r["acceptance"]
    elif kind is None:
        acceptance, nomination = r["acceptance"], r["nomination"]
        paper = False if acceptance is False and nomination is False else None
    else:
        paper = r["acceptance"] if kind == "TRAINEESHIP" else r["nomination"]
    if paper is None:
        wait.append("R12")
    elif not paper:
        bad.append("R12")
    if kind != "TRAINEESHIP":
        if needs:
            if kind is None:
                wait.append("R13")
            elif not in_force:
                bad.append("R13")
                hard = True
        if in_force:
            if kind is None or cycle is None:
                wait.append("R14")
            elif cycle not in cycles:
                bad.append("R14")
                hard = True
    if hard:
        return 2, bad, wait, 0
    if wait:
        return 1, bad, wait, 0
    return (1 if bad else 0), bad, wait, grant(r, kind == "TRAINEESHIP", cap, monthly) if cap else 0

"""The same law written by hand, three times: the floors that the framework is measured against.

`decide` knows every fact; `decide_optional` checks each for `None`; `explain` gives a finding for every rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from law import CITIZENSHIPS, OVERRIDABLE, PROGRAMMES
from rows import FIGURES, GRANTS, LOW_INCOME_TOPUP, TRAINEE_TOPUP

Figures = tuple[Any, ...]


def figures(agreements: list[dict[str, Any]]) -> dict[tuple[str, int], Figures]:
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


def _grant(r: Mapping[str, Any], trainee: bool, funded_max: int, monthly: tuple[int, ...]) -> int:
    rate = monthly[r["country_group"]]
    if trainee:
        rate += TRAINEE_TOPUP
    if r["low_income"]:
        rate += LOW_INCOME_TOPUP
    days = r["days"]
    return int(rate * (days if days < funded_max else funded_max) // 30)


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


class ByHand:
    """The hand-written functions over the effective figures of every programme with every agreement."""

    def __init__(self, agreements: list[dict[str, Any]]) -> None:
        self.figures = figures(agreements)

    def decide(self, r: Mapping[str, Any]) -> tuple[int, list[str], int]:
        """Verdict, violated rules, grant; every fact is known."""
        study, training, longest, credit, la_due, level, citizens, needs, in_force, cycles, cap, monthly, _, _ = (
            self.figures[r["programme"], r["agreement"]]
        )
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
        return (1 if bad else 0), bad, _grant(r, trainee, cap, monthly) if cap else 0

    def decide_optional(self, r: Mapping[str, Any]) -> tuple[int, list[str], list[str], int]:
        """Verdict, violated rules, rules that wait for a fact, grant; any fact may be `None`."""
        study, training, longest, credit, la_due, level, citizens, needs, in_force, cycles, cap, monthly, _, one = (
            self.figures[r["programme"], r["agreement"]]
        )
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
        return (1 if bad else 0), bad, wait, _grant(r, kind == "TRAINEESHIP", cap, monthly) if cap else 0

    def explain(self, r: Mapping[str, Any]) -> tuple[int, list[str], int, list[tuple[Any, ...]]]:
        """Verdict, violated rules, grant, and for each rule: id, outcome, citation, observed, limit, layer, source."""
        (study, training, longest, credit, la_due, level, citizens, needs, in_force, cycles, cap, monthly, src, _) = (
            self.figures[r["programme"], r["agreement"]]
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
        return (1 if bad else 0), bad, _grant(r, trainee, cap, monthly) if cap else 0, found

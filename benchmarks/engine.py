"""The framework as an engine of the peer benchmark: `NAME`, `INPUT`, `build()`, `decide(row)`, `batch(rows)`.

The harness supplies the module `workload` (rows, agreements, packing of results).
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import workload as w  # supplied by the harness

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "core")]
import law

NAME = "mobilnost, compiled rules"
INPUT = "rows"
MAXN = 1_000_000
EFF = "host"


def version() -> str:
    import mobilnost

    return mobilnost.__version__


class Engine:
    def __init__(self) -> None:
        self.rulebooks = law.rulebooks(law.lawbook(), w.agreements())
        self.books = {
            key: (book.judge, w.PROGRAMME[key[0]]["funded_max"], w.PROGRAMME[key[0]]["monthly"])
            for key, book in self.rulebooks.items()
        }

    def decide(self, r: dict[str, Any]) -> tuple[int, list[str], int]:
        judge, funded_max, monthly = self.books[r["programme"], r["agreement"]]
        verdict, unmet, _ = judge(r)
        if verdict == 2 or not funded_max:
            return verdict, unmet, 0
        rate = monthly[r["country_group"]]
        if r["kind"] == "TRAINEESHIP":
            rate += w.TRAINEE_TOPUP
        if r["low_income"]:
            rate += w.LOW_INCOME_TOPUP
        days = r["days"]
        return verdict, unmet, rate * (days if days < funded_max else funded_max) // 30

    def batch(self, rows: list[dict[str, Any]]) -> list[tuple[int, list[str], int]]:
        decide = self.decide
        return [decide(r) for r in rows]

    finish = staticmethod(w.pack)


def build() -> Engine:
    return Engine()

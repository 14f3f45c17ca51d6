"""Compiled rules against the same law written by hand: `python benchmarks/decisions.py`.

Each pair is timed in turn in one process, many short rounds, and the ratio is taken round by round: a machine that
slows down slows both. All implementations must first agree on the first 10,000 rows, and with facts unknown on as many
more.
"""

from __future__ import annotations

import gc
import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
import by_hand  # found beside this file
import law
import rows as made

ROUNDS = 60
ROWS = 2000
BOUNDS = {"every fact known": 1.3, "every fact optional": 1.5, "every finding explained": 1.5}

Decide = Callable[[dict[str, Any]], tuple[Any, ...]]


class Ours:
    """The framework's compiled rules, with the grant computed by the host."""

    def __init__(self, agreements: list[dict[str, Any]], *, optional: bool = False) -> None:
        books = law.rulebooks(law.lawbook(optional=optional), agreements)
        self.judges = {key: (book.judge, *made.GRANTS[key[0]]) for key, book in books.items()}
        self.explainers = {key: book.explain for key, book in books.items()}

    def decide(self, r: dict[str, Any]) -> tuple[int, Sequence[str], int]:
        judge, cap, monthly = self.judges[r["programme"], r["agreement"]]
        verdict, unmet, _ = judge(r)
        if verdict == 2 or not cap:
            return verdict, unmet, 0
        rate = monthly[r["country_group"]]
        if r["kind"] == "TRAINEESHIP":
            rate += made.TRAINEE_TOPUP
        if r["low_income"]:
            rate += made.LOW_INCOME_TOPUP
        days = r["days"]
        return verdict, unmet, rate * (days if days < cap else cap) // 30

    def decide_optional(self, r: dict[str, Any]) -> tuple[int, Sequence[str], Sequence[str], int]:
        judge, cap, monthly = self.judges[r["programme"], r["agreement"]]
        verdict, unmet, unknown = judge(r)
        if verdict == 2 or unknown or not cap:
            return verdict, unmet, unknown, 0
        return verdict, unmet, unknown, by_hand.grant(r, r["kind"] == "TRAINEESHIP", cap, monthly)

    def explain(self, r: dict[str, Any]) -> tuple[int, Sequence[str], int, list[Any]]:
        return *self.decide(r), self.explainers[r["programme"], r["agreement"]](r)


def timed(decide: Decide, rows: list[dict[str, Any]]) -> float:
    start = time.perf_counter()
    for row in rows:
        decide(row)
    return (time.perf_counter() - start) / len(rows)


def compared(ours: Decide, theirs: Decide, rows: list[dict[str, Any]]) -> tuple[float, float, float]:
    """Median seconds of each, and the median of the rounds' ratios."""
    timed(ours, rows), timed(theirs, rows)
    pairs = []
    for index in range(ROUNDS):
        first, second = (ours, theirs) if index % 2 else (theirs, ours)
        a, b = timed(first, rows), timed(second, rows)
        pairs.append((a, b) if index % 2 else (b, a))
    return (
        statistics.median(a for a, _ in pairs),
        statistics.median(b for _, b in pairs),
        statistics.median(a / b for a, b in pairs),
    )


def with_unknowns(rows: list[dict[str, Any]], share: float, seed: int = 7) -> list[dict[str, Any]]:
    """The rows with facts forgotten at random; what the grant needs is kept."""
    chance = random.Random(seed)
    return [
        {
            name: None if name in law.TYPES and name != "programme" and chance.random() < share else value
            for name, value in row.items()
        }
        for row in rows
    ]


def agree(name: str, ours: Decide, theirs: Decide, rows: list[dict[str, Any]]) -> None:
    for row in rows:
        a, b = ours(row), theirs(row)
        if [a[0], *map(sorted, a[1:-1]), a[-1]] != [b[0], *map(sorted, b[1:-1]), b[-1]]:
            raise SystemExit(f"{name}: {a} is not {b} for {row}")


def main() -> None:
    agreements = made.agreements()
    ours, optional, figures = Ours(agreements), Ours(agreements, optional=True), by_hand.figures(agreements)
    floor, with_gaps, explained = (
        partial(one, figures) for one in (by_hand.decide, by_hand.decide_optional, by_hand.explain)
    )
    everything = made.rows(made.N_GOLDEN)
    for name, decide in (("ours", ours.decide), ("by hand", floor), ("optional", optional.decide)):
        found = made.digest([decide(row) for row in everything])
        print(f"{name:10} digest {found} {'agrees' if found == made.GOLDEN else 'DIFFERS'}")
        if found != made.GOLDEN:
            raise SystemExit(3)
    for share in (0.05, 0.3):
        forgetful = with_unknowns(everything, share)
        agree(f"unknowns {share}", optional.decide_optional, with_gaps, forgetful)
    print("with facts unknown: agree on 20,000 rows")
    rows = everything[:ROWS]
    pairs: dict[str, tuple[Decide, Decide]] = {
        "every fact known": (ours.decide, floor),
        "every fact optional": (optional.decide_optional, with_gaps),
        "every finding explained": (ours.explain, explained),
    }
    gc.freeze()
    for name, (a, b) in pairs.items():
        mine, theirs, ratio = compared(a, b, rows)
        print(f"{name:24} {mine * 1e6:6.2f} us, by hand {theirs * 1e6:6.2f} us: {ratio:.2f} x (bound {BOUNDS[name]} x)")


if __name__ == "__main__":
    main()

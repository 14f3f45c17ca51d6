"""As `engine.py`, with a finding for every rule: id, outcome, citation, observed, limit, and whence the limit comes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
import engine

NAME = "mobilnost, every finding explained"
INPUT = engine.INPUT
MAXN = 100_000
EFF = engine.EFF
version = engine.version


class Engine(engine.Engine):
    def __init__(self) -> None:
        super().__init__()
        self.explainers = {key: book.explain for key, book in self.rulebooks.items()}

    def decide(self, r: dict[str, Any]) -> tuple[int, list[str], int, list[Any]]:
        return *super().decide(r), self.explainers[r["programme"], r["agreement"]](r)


def build() -> Engine:
    return Engine()

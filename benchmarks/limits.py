"""What the time limit of plugins costs: a dossier judged with it and without it, as a ratio.

    python benchmarks/limits.py [ROUNDS]

Both judge the same dossier of Erasmus+, which asks facts of that plugin, in turn; the best round of each counts, since
whatever else a machine does only makes it slower. What a host does once, when it starts, is measured apart.
"""

from __future__ import annotations

import datetime as dt
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "core"), *(str(one) for one in (ROOT / "plugins").iterdir())]

from mobilnost import Dossier, Host, Lawbook, Rulebook, assess, load_dossier, regulation
from mobilnost.host import SECONDS

DOSSIER = ROOT / "core/mobilnost/examples/office/dossiers/erasmus-01-complete.toml"
#: Dossiers in a round.
MANY = 100


def judged(seconds: float, dossier: Dossier) -> tuple[Callable[[], object], Rulebook]:
    """A round under a host with this limit, and the rulebook that it uses."""
    lawbook = Lawbook(regulation=regulation(), programmes=Host.discover(seconds=seconds).laws)
    book = lawbook.rulebook(dossier.mobility.programme, dossier.first_day)

    def judge() -> None:
        for _ in range(MANY):
            assess(dossier, book, on=dt.date(2018, 6, 25))

    return judge, book


def best(rounds: int, *acts: Callable[[], object]) -> list[float]:
    """The seconds of the best round of each; they take turns, so that all have the same weather."""
    found = [float("inf")] * len(acts)
    for _ in range(rounds):
        for number, act in enumerate(acts):
            began = time.perf_counter()
            act()
            found[number] = min(found[number], time.perf_counter() - began)
    return found


def main(rounds: int) -> None:
    """Prints both times and their ratio."""
    dossier = load_dossier(DOSSIER).value
    with_limit, book = judged(SECONDS, dossier)
    without, _ = judged(0, dossier)
    asked = sum(one.name.startswith("erasmus_") for one in book.used)
    limited, free = (1e6 * one / MANY for one in best(rounds, with_limit, without))
    print(f"facts of the plugin in a dossier  {asked}")
    print(f"without a limit                   {free:8.1f} us a dossier")
    print(f"with a limit of {SECONDS:g} s            {limited:8.1f} us a dossier")
    print(f"ratio                             {limited / free:8.3f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 60)

"""The workload's rows and agreements: made from counters, so that row i is the same on every machine.

Each number is splitmix64 of seed, stream and row. `digest` condenses the decisions of the first 10,000 rows; every
implementation must give `GOLDEN`.
"""

from __future__ import annotations

import hashlib
import struct
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Any

from law import CITIZENSHIPS, KINDS, PROGRAMMES

SEED = 20260901
GOLDEN = "4241f957ca633586"
N_GOLDEN = 10_000
N_AGREEMENTS = 200
_MASK = (1 << 64) - 1

#: The figures of each programme as the hand-written functions use them; the framework reads its own from workload.toml.
FIGURES = {
    "ERASMUS": {"min": (60, 60), "max": 360, "ects": 20, "lang": 4, "citizens": 3, "agreement": True},
    "CEEPUS": {"min": (90, 30), "max": 300, "ects": 20, "lang": 3, "citizens": 3, "agreement": False},
    "BILATERAL": {"min": (30, 30), "max": 360, "ects": 15, "lang": 3, "citizens": 4, "agreement": True},
    "SWISS": {"min": (60, 60), "max": 360, "ects": 20, "lang": 4, "citizens": 2, "agreement": True},
    "FREEMOVER": {"min": (30, 60), "max": 365, "ects": 15, "lang": 3, "citizens": 4, "agreement": False},
}
#: Months that are paid at most, in days, and the monthly rate by country group, in cents.
GRANTS = {
    "ERASMUS": (300, (60000, 54000, 49000)),
    "CEEPUS": (300, (40000, 36000, 33000)),
    "BILATERAL": (180, (45000, 40000, 35000)),
    "SWISS": (360, (44000, 44000, 44000)),
    "FREEMOVER": (0, (0, 0, 0)),
}
TRAINEE_TOPUP, LOW_INCOME_TOPUP = 15000, 25000


def _mixed(x: int) -> int:
    x = (x + 0x9E3779B97F4A7C15) & _MASK
    x = ((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    x = ((x ^ (x >> 27)) * 0x94D049BB133111EB) & _MASK
    return x ^ (x >> 31)


def _stream(n: int, stream: int) -> list[int]:
    base = _mixed((SEED * 1_000_003 + stream) & _MASK)
    return [_mixed(base ^ index) >> 33 for index in range(n)]


def _picked(numbers: Iterable[int], weights: Sequence[int]) -> list[int]:
    edges = list(accumulate(weights))
    return [bisect_right(edges, number % edges[-1]) for number in numbers]


def agreements() -> list[dict[str, Any]]:
    """200 agreements; `None` where one is silent."""
    streams = iter(range(1000, 1100))
    n = N_AGREEMENTS
    programme = [PROGRAMMES[number % 4] for number in _stream(n, next(streams))]
    names = ("min_days", "max_days", "ects_min", "la_required", "lang")
    says = {name: _stream(n, next(streams)) for name in names}
    value = {name: _stream(n, next(streams)) for name in names}
    cycles, active = _stream(n, next(streams)), _stream(n, next(streams))
    spoken = {"min_days": 30, "max_days": 40, "ects_min": 30, "la_required": 30, "lang": 50}
    made = {
        "min_days": lambda number: 30 + 15 * (number % 7),
        "max_days": lambda number: 150 + 30 * (number % 8),
        "ects_min": lambda number: 10 + 5 * (number % 5),
        "la_required": lambda number: number % 4 == 0,
        "lang": lambda number: 2 + number % 4,
    }
    admitted = ((1, 2, 3), (1, 2), (1, 2, 3), (2, 3), (1, 2, 3), (1, 2), (1, 2, 3), (1, 2))
    return [
        {
            "id": index,
            "programme": programme[index],
            "cycles": admitted[cycles[index] % 8],
            "active": active[index] % 100 < 96,
            **{
                name: made[name](value[name][index]) if says[name][index] % 100 < spoken[name] else None
                for name in names
            },
        }
        for index in range(n)
    ]


def rows(n: int) -> list[dict[str, Any]]:
    """The first n mobilities."""
    streams = iter(range(100))

    def numbers() -> list[int]:
        return _stream(n, next(streams))

    programme = _picked(numbers(), [50, 10, 20, 8, 12])
    kind = _picked(numbers(), [72, 20, 8])
    cycle = [1 + one for one in _picked(numbers(), [55, 35, 10])]
    drawn = numbers()
    first_years = _picked(drawn, [4, 40, 40, 16])
    year = [1 + (first_years[i] if cycle[i] == 1 else drawn[i] % 2) for i in range(n)]
    citizenship = _picked(numbers(), [82, 8, 6, 4])
    lang = _picked(numbers(), [0, 1, 2, 6, 40, 36, 15])
    drawn, group = numbers(), _picked(numbers(), [45, 35, 12, 5, 3])
    start, width = (90, 180, 60, 5, 300), (90, 120, 30, 55, 100)
    days = [start[group[i]] + drawn[i] % width[group[i]] for i in range(n)]
    used = _picked(numbers(), [70, 2, 3, 5, 5, 7, 4, 1, 1, 1, 1])
    length = [(24, 36, 48, 60, 72)[one] for one in _picked(numbers(), [30, 40, 12, 14, 4])]
    semesters = [2 if one > 183 else 1 for one in days]
    ects = [18 * s + number % (15 * s) for s, number in zip(semesters, numbers(), strict=True)]
    country_group = [number % 3 for number in numbers()]
    late, drawn = _picked(numbers(), [94, 4, 2]), numbers()
    days_late = [(-(u % 60), 1 + u % 14, 15 + u % 30)[one] for one, u in zip(late, drawn, strict=True)]
    agreement = _agreements_of(programme, numbers(), numbers())
    chances = {
        "la": 900,
        "insurance": 960,
        "liability": 900,
        "permit": 800,
        "acceptance": 920,
        "nomination": 960,
        "waiver": 500,
        "low_income": 100,
    }
    switches = {name: [number % 1000 < chance for number in numbers()] for name, chance in chances.items()}
    columns: dict[str, list[Any]] = {
        "programme": [PROGRAMMES[one] for one in programme],
        "kind": [KINDS[one] for one in kind],
        "cycle": cycle,
        "year": year,
        "citizenship": [CITIZENSHIPS[one] for one in citizenship],
        "lang": lang,
        "days": days,
        "months_used": used,
        "prog_months": length,
        "ects": ects,
        "country_group": country_group,
        "days_late": days_late,
        "agreement": agreement,
        **switches,
    }
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _agreements_of(programme: list[int], drawn: list[int], kind: list[int]) -> list[int]:
    """Mostly an agreement of the same programme; sometimes any, sometimes none."""
    own: dict[int, list[int]] = {}
    for one in agreements():
        own.setdefault(PROGRAMMES.index(one["programme"]), []).append(one["id"])
    found = []
    for code, number, chance in zip(programme, drawn, kind, strict=True):
        if code == 4 or chance % 100 >= 97:
            found.append(-1)
        elif chance % 100 < 4:
            found.append(number % N_AGREEMENTS)
        else:
            found.append(own[code][number % len(own[code])])
    return found


def digest(decisions: Sequence[tuple[int, Sequence[str], int]]) -> str:
    """Verdicts, masks of violated rules and grants, condensed."""
    masks = [sum(1 << (int(one[1:]) - 1) for one in ids) for _, ids, _ in decisions]
    n = len(decisions)
    sha = hashlib.sha256()
    sha.update(struct.pack(f"<{n}b", *(one[0] for one in decisions)))
    sha.update(struct.pack(f"<{n}h", *masks))
    sha.update(struct.pack(f"<{n}q", *(one[2] for one in decisions)))
    return sha.hexdigest()[:16]

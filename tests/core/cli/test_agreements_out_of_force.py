"""The rulebook of an agreement says when that is not in force on the day, and is read on a day on which it is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from offices import AGREEMENT, Run, put


@pytest.mark.parametrize(
    ("more", "day", "said"),
    [
        ("valid_to = 2018-12-31", "2018-12-31", None),
        ("valid_to = 2018-12-31", "2019-01-01", "from 1 February 2018 to 31 December 2018"),
        ("", "2018-01-31", "since 1 February 2018"),
        ("", "2018-02-01", None),
        ('terminated = { date = 2018-11-01, reason = "r" }', "2018-10-31", None),
        ('terminated = { date = 2018-11-01, reason = "r" }', "2018-11-01", "from 1 February 2018 to 31 October 2018"),
    ],
)
def test_an_agreement_that_is_not_in_force_on_the_day_is_told_so(
    run: Run, office: Path, more: str, day: str, said: str | None
) -> None:
    term = AGREEMENT.replace("valid_from = 2018-02-01\n", f"valid_from = 2018-02-01\n{more}\n")
    put(office / "agreements" / "rijeka.toml", term)
    named = ("rules", "--office", office, "--agreement", "sum-uniri-2018", "--lang", "en")
    head = run(*named, "--on", day).stdout.split("\n\n")[0]
    expected = f"Not in force on this day; the agreement runs: {said}"
    assert (expected in head) if said else ("Not in force" not in head)


def test_without_a_day_an_agreement_that_was_terminated_is_read_as_it_was(run: Run, office: Path) -> None:
    halt = 'valid_from = 2018-02-01\nterminated = { date = 2018-11-01, reason = "r" }\n'
    put(office / "agreements" / "rijeka.toml", AGREEMENT.replace("valid_from = 2018-02-01\n", halt))
    assert (
        json.loads(run("rules", "--office", office, "--agreement", "sum-uniri-2018", "--json").stdout)["on"]
        == "2018-02-01"
    )

"""Whoever judges a dossier is warned of what cannot be meant in the agreement and call that it rests on."""

import json
from pathlib import Path

from offices import AGREEMENT, Run, dossier, put

#: Nobody who stays for the three months of čl. 9 st. 1 stays for two at most.
TOO_SHORT = AGREEMENT.replace("10 months", "2 months")


def test_a_contradiction_is_told_once_whatever_number_of_dossiers_it_concerns(run: Run, office: Path) -> None:
    put(office / "agreements" / "rijeka.toml", TOO_SHORT)
    put(office / "dossiers" / "other.toml", dossier(id='"2018-0043"'))
    done = run("check", "--office", office, "--lang", "en")
    told = [line for line in done.stderr.splitlines() if "[minimum-above-maximum]" in line]
    assert told
    assert len(told) == len(set(told))
    assert all("agreements/rijeka.toml:" in line for line in told)
    assert "2 dossiers" in done.stdout


def test_it_is_told_again_by_the_next_run_until_it_is_mended(run: Run, office: Path) -> None:
    put(office / "agreements" / "rijeka.toml", TOO_SHORT)
    first, second = (run("check", "--office", office, "--lang", "en").stderr for _ in range(2))
    assert "[minimum-above-maximum]" in first
    assert second == first
    put(office / "agreements" / "rijeka.toml", AGREEMENT)
    assert run("check", "--office", office, "--lang", "en").stderr == ""


def test_the_judgement_stays_what_it_is_and_programs_read_it_as_before(run: Run, office: Path) -> None:
    before = run("check", "--office", office, "--json", "--on", "2018-06-25")
    put(office / "agreements" / "rijeka.toml", TOO_SHORT)
    after = run("check", "--office", office, "--json", "--on", "2018-06-25")
    assert json.loads(before.stdout)["verdict"] == "eligible"
    found = json.loads(after.stdout)
    assert found["verdict"] == "not_eligible"
    assert after.returncode == 1
    assert "[minimum-above-maximum]" in after.stderr

"""What `mobilnost plugin new` writes is a distribution: built, installed beside ours, and tested where it is installed."""

import json
from pathlib import Path

from environments import Environment, run


def test_its_own_tests_pass_where_it_is_installed(strangers: Environment, scaffolded: Path) -> None:
    done = run(strangers.folder / "bin" / "pytest", cwd=scaffolded)
    assert done.returncode == 0, done.stdout
    assert "skipped" not in done.stdout.splitlines()[-1]
    where = Path(strangers.evaluate("import mobilnost_polar; print(mobilnost_polar.__file__)"))
    assert where.is_relative_to(strangers.folder)


def test_it_is_listed_with_its_programme(strangers: Environment) -> None:
    lines = map(json.loads, strangers.mobilnost("plugins", "--json").stdout.splitlines())
    polar = next(one for one in lines if one["name"] == "polar")
    assert (polar["state"], polar["distribution"], polar["version"]) == ("loaded", "mobilnost-polar", "0.1.0")
    assert polar["programmes"] == ["polar"]


def test_it_is_explained_with_its_own_words(strangers: Environment) -> None:
    done = strangers.mobilnost("explain", "polar.duration.minimum", "--lang", "mk")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Најкраток престој во програмата Polar (polar.duration.minimum)")

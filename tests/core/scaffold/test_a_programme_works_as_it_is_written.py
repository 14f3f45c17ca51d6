"""Whatever is answered, the programme that is written works at once: it loads, its cases hold, it has all its words."""

import sys
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from mobilnost import Host, Lawbook, regulation
from mobilnost.model import Direction
from mobilnost.regulations.cases import programme_scenarios
from mobilnost.scaffold import Answers, Participants, files_of
from mobilnost.scaffold.answers import usual_kinds
from mobilnost.scenarios import Bench, Trial
from mobilnost.testing import check_programme

WAYS = (None, *Direction)
COMBINATIONS = [(who, way) for who in Participants for way in WAYS]


def answers(code: str = "polar", **given: Any) -> Answers:
    who = Participants(given.pop("participants", "both"))
    usual = {"names": {"en": "Polar"}, "source": "Polar guide", "kinds": usual_kinds(who), "core": "0.1.0"}
    return Answers(code=code, participants=who, **usual | given)


def put(files: dict[str, str], folder: Path) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


class Written:
    """A programme that was written, and what comes of it where it is installed."""

    def __init__(self, folder: Path, code: str) -> None:
        self.package = folder / f"mobilnost_{code}"
        sys.path.insert(0, str(folder))
        try:
            self.module: ModuleType = __import__(f"mobilnost_{code}")
            host = Host(strict=True)
            host.add(self.module)
            (self.law,) = host.laws
            self.lawbook = Lawbook(regulation=regulation(), programmes=host.laws)
            (cases,) = programme_scenarios(host).values()
        finally:
            sys.path.remove(str(folder))
        self.trials: tuple[Trial, ...] = tuple(map(Bench(self.lawbook).judge, cases))

    def words(self, language: str) -> dict[str, Any]:
        return tomllib.loads((self.package / "locales" / f"{language}.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module", params=COMBINATIONS, ids=lambda one: f"{one[0]}, {one[1] or 'both ways'}")
def written(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Written:
    who, way = request.param
    code = f"polar_{who}_{way or 'both_ways'}"
    folder = put(files_of(answers(code, participants=who, direction=way)), tmp_path_factory.mktemp("made"))
    return Written(folder, code)


def test_its_cases_hold(written: Written) -> None:
    assert [(one.scenario.name, one.differences, one.problems) for one in written.trials if not one.holds] == []
    assert len(written.trials) >= 15


def test_it_keeps_the_whole_contract(written: Written) -> None:
    assert check_programme(written.module) == ()


def test_whoever_takes_part_in_the_cases_goes_for_a_kind_that_they_may_go_for(written: Written) -> None:
    for one in written.trials:
        if one.assessment and "student" not in one.scenario.changes and "staff" not in one.scenario.changes:
            who = "student" if one.scenario.dossier.student else "staff"
            assert one.assessment.finding(f"mobility.kind.{who}").outcome == "met"


def test_every_figure_is_marked_as_an_example_to_be_replaced(written: Written) -> None:
    law = written.law.law
    said = [*law.rules, *law.provisions, *law.documents, *law.obligations, *law.components]
    cited = {one.citation.at for one in said}
    assert cited == {"invented example"}
    assert [one.confidence.value for one in written.law.programme.sources] == ["weak"]


def test_money_is_for_whoever_takes_part(written: Written) -> None:
    who = written.law.programme.code.split("_")[1]
    wanted = {"students": ["support"], "staff": ["daily_allowance"], "both": ["support", "daily_allowance"]}
    assert [one.id.rpartition(".")[2] for one in written.law.law.components] == wanted[who]


# -- names that would break out of where they stand

NAMES = ['Nor"Plus', "Nor\\Plus", "Nor$Plus $code", "Nor'Plus '''", '"""', "НорПлус", "Şéma – 2+2", "#? staff"]


@pytest.mark.parametrize("name", NAMES)
def test_any_name_can_be_given(tmp_path: Path, name: str) -> None:
    code = f"named_{NAMES.index(name)}"
    made = files_of(
        answers(code, names={"en": name, "hr": name, "mk": name}, source=name, author=f"{name} <a@b.example>")
    )
    project = tomllib.loads(made["pyproject.toml"])["project"]
    assert project["authors"] == [{"name": name, "email": "a@b.example"}]
    one = Written(put(made, tmp_path), code)
    assert one.law.programme.names == {"en": name, "hr": name, "mk": name}
    assert one.law.programme.source == name
    assert str(one.module.__doc__).startswith(f"{name}, for `mobilnost`.")
    assert one.words("mk")["provisions"][f"{code}.countries"]["name"].endswith(name)
    assert all(trial.holds for trial in one.trials)

"""The plugin that others copy shows every hook, and its dossier is judged; that it is whole is held by the contract."""

import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from mobilnost import Assessment, Host, load_dossier
from mobilnost.hooks import TOPICAL
from mobilnost.office import Office

FOLDER = Path(__file__).parents[2] / "examples" / "plugin-norplus"


@pytest.fixture(scope="module")
def plugin() -> Iterator[ModuleType]:
    sys.path.insert(0, str(FOLDER))
    import mobilnost_norplus

    yield mobilnost_norplus
    sys.path.remove(str(FOLDER))


@pytest.fixture(scope="module")
def judged(plugin: ModuleType) -> Assessment:
    host = Host(strict=True)
    host.add(plugin)
    dossier = load_dossier(FOLDER / "dossiers" / "bergen.toml")
    return Office.open(None, host).assess(dossier, dt.date(2018, 6, 25))


def test_it_shows_every_hook(plugin: ModuleType) -> None:
    hooks = {name for name in vars(plugin) if name.startswith("mobilnost_")}
    assert hooks >= {"mobilnost_programmes", "mobilnost_facts", *TOPICAL}


def test_its_dossier_is_eligible(judged: Assessment) -> None:
    # 3 September to 2 November is two months, and a week follows.
    assert judged.verdict == "eligible"
    assert str(judged.finding("norplus.duration.minimum").observed) == "2 months 7 days"


def test_an_agreement_asks_for_more_than_its_programme(judged: Assessment) -> None:
    figure = judged.finding("norplus.duration.minimum").figures["norplus.duration.minimum"]
    assert (str(figure.value), [str(one.value) for one in figure.beaten]) == ("2 months", ["1 month"])


def test_its_paper_and_its_duty_are_asked_for(judged: Assessment) -> None:
    assert [one.state for one in judged.documents if one.type == "tuition_waiver"] == ["missing"]
    assert [one.due for one in judged.obligations if one.id == "norplus.report_days"] == [dt.date(2018, 11, 23)]

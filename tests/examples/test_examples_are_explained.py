"""Every example dossier is explained in every language, whole, and in words: no id of a program's is left in it."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from attrs import evolve

import mobilnost
from mobilnost import Host, InvalidData, Office
from mobilnost.accounts.dossier import DossierAccount, account_of
from mobilnost.accounts.levers import Around
from mobilnost.assessment import Assessment
from mobilnost.cli.explain_dossier import DossierSheet
from mobilnost.cli.screen import Screen
from mobilnost.locales import LANGUAGES, catalogue
from mobilnost.model import Dossier

FOLDER = Path(str(mobilnost.__file__)).parent / "examples" / "office"
HOST = Host.discover(strict=True)
OFFICE = Office.open(FOLDER, HOST)
DAYS = (date(2018, 9, 1), date(2023, 3, 1))
#: What looks like a name that programs use: words joined by underscores, or by dots with nothing between.
ID = re.compile(r"\b[a-z]+(?:_[a-z]+)+\b|\b[a-z_]+(?:\.[a-z_]+)+\b")
#: Sources that are cited by their address, and keys of files that the reader is told to fill in.
SHOWN = re.compile(r"https?://\S+|\([^()]*\)|(?:dossier|dosje|досие\w*)[^:]*: [\w.]+|mobilnost\.toml[^)]*")


def accounts(on: date) -> Iterator[DossierAccount]:
    for file in OFFICE.dossiers.paths:
        loaded = mobilnost.load_dossier(file)

        def judge(changed: Dossier, loaded: mobilnost.Loaded[Dossier] = loaded) -> Assessment | None:
            try:
                return OFFICE.assess(evolve(loaded, value=changed), on)
            except InvalidData:
                return None

        around = Around(
            agreements=lambda: [one.value for one in OFFICE.agreements.readable()],
            calls=lambda: [one.value for one in OFFICE.calls.readable()],
        )
        yield account_of(OFFICE.assess(loaded, on), judge, around)


@pytest.fixture(scope="module", params=DAYS, ids=str)
def explained(request: pytest.FixtureRequest) -> list[DossierAccount]:
    return list(accounts(request.param))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_example_is_told_in_words(
    explained: list[DossierAccount], language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = catalogue(language, HOST)
    for account in explained:
        DossierSheet(Screen(color=False, width=None), words, account).show()
        shown = capsys.readouterr().out
        lines = [line for line in shown.splitlines()[4:] if ID.search(SHOWN.sub("", line))]
        assert not lines, (account.assessment.dossier.mobility.id, lines)
        assert "{" not in shown


def test_every_failed_rule_has_its_remedy_or_says_that_there_is_none(explained: list[DossierAccount]) -> None:
    for account in explained:
        deciding = {one.id for one in account.deciding if one.outcome == "unmet"}
        assert deciding <= {one.finding.id for one in account.remedies}


def test_a_proposal_alone_makes_eligible_what_only_that_kept_back(explained: list[DossierAccount]) -> None:
    verdicts = {
        account.assessment.dossier.mobility.id: account.together.verdict.value
        for account in explained
        if account.together
    }
    assert {id for id, verdict in verdicts.items() if verdict == "not_eligible"} == {"2022-002"}
    assert {"2018-002", "2022-001", "2018-004", "2018-007", "2019-007"} <= verdicts.keys()

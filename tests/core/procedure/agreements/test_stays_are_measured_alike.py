"""Places count a stay as the law does: by its programme's own strategy, interruptions taken off."""

from __future__ import annotations

from pathlib import Path

import pytest

import mobilnost
from mobilnost.formats import load_dossier
from mobilnost.host import Host
from mobilnost.model import Calendar
from mobilnost.office import Office
from mobilnost.procedure.agreements.stays import Measures, Stay

FOLDER = Path(mobilnost.__file__).parent / "examples" / "office"


@pytest.fixture(scope="module")
def office() -> Office:
    return Office.open(FOLDER, Host.discover())


@pytest.mark.parametrize("file", sorted((FOLDER / "dossiers").glob("*.toml")), ids=lambda file: file.stem)
def test_a_stay_is_as_long_as_the_law_says(office: Office, file: Path) -> None:
    dossier = load_dossier(file).value
    book = office.lawbook.rulebook(dossier.mobility.programme, dossier.first_day)
    case = book.case(dossier, Calendar())
    measures = Measures(programmes=book.programmes)
    stay = Stay.of(dossier)
    assert (measures.length(stay), stay.days) == (case.stay, case.calendar_days)

"""Whatever dates a dossier may hold, it is judged or refused: no slip of the pen ends in another error."""

import datetime as dt

import offices
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mobilnost import Host, InvalidData, Office, parse_dossier

HOST = Host.discover()
DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2999, 12, 31)) | st.dates(dt.date(2018, 6, 1), dt.date(2019, 12, 31))
EDGES = [dt.date(1900, 1, 1), dt.date(1900, 8, 1), dt.date(2999, 12, 31), dt.date(2020, 2, 29)]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office.open(offices.make(tmp_path_factory.mktemp("dates") / "office"), HOST)


def judged(office: Office, on: dt.date, **days: dt.date) -> None:
    text = offices.dossier(start=days.pop("start").isoformat(), end=days.pop("end").isoformat())
    lived = "".join(f"{key} = {day}\n" for key, day in days.items())
    try:
        loaded = parse_dossier(text.replace("[person]\n", f"{lived}\n[person]\n", 1), "x.toml")
    except InvalidData:
        return
    found = office.assess(loaded, on)
    assert found.findings
    assert found.documents
    assert found.obligations is not None


@pytest.mark.parametrize("start", EDGES)
@pytest.mark.parametrize("end", EDGES)
@pytest.mark.parametrize("on", [dt.date.min, dt.date.max])
def test_at_the_edges(office: Office, start: dt.date, end: dt.date, on: dt.date) -> None:
    judged(office, on, start=start, end=end)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dates(),
    st.fixed_dictionaries({"start": DAYS, "end": DAYS}, optional={"arrived": DAYS, "returned": DAYS}),
)
def test_and_between_them(office: Office, on: dt.date, days: dict[str, dt.date]) -> None:
    judged(office, on, **days)


@pytest.mark.parametrize(
    "requires",
    [
        "day_after(first_day, 999999999999) > first_day",
        "last_day_before(first_day, 999999999999) < first_day",
        "day_in_year(99999, '06-01') > first_day",
    ],
)
def test_a_condition_may_reckon_with_any_number_of_days(office: Office, requires: str) -> None:
    folder = office.folder
    assert folder is not None
    condition = f'\n[[conditions]]\nid = "far"\nclause = "čl. 6"\nrequires = "{requires}"\n'
    offices.put(folder / "agreements" / "far.toml", offices.AGREEMENT.replace("sum-uniri-2018", "far") + condition)
    dossier = parse_dossier(offices.dossier(agreement='"far"'), str(folder / "dossiers" / "x.toml"))
    found = Office.open(folder, HOST).assess(dossier, dt.date(2018, 6, 25))
    assert found.finding("far.far").outcome == "met"


def test_an_agreement_may_say_for_ever_with_the_last_day_there_is(office: Office) -> None:
    folder = office.folder
    assert folder is not None
    text = offices.AGREEMENT.replace("sum-uniri-2018", "ever")
    text = text.replace("valid_from = 2018-02-01", "valid_from = 2018-02-01\nvalid_to = 9999-12-31")
    offices.put(folder / "agreements" / "ever.toml", text)
    dossier = parse_dossier(offices.dossier(agreement='"ever"'), str(folder / "dossiers" / "x.toml"))
    found = Office.open(folder, HOST).assess(dossier, dt.date(2018, 6, 25))
    assert found.finding("agreement.required").outcome == "met"

"""Čl. 2: what the words mean. A mobility is abroad; an agreement binds both institutions; papers have their makers."""

import pytest
from pravilnik.cases import agreement, document, incoming, outcome, outgoing, paper


@pytest.mark.parametrize(
    ("host", "kind", "expected"),
    [
        pytest.param("uniri.hr", "study", "met", id="Rijeka is abroad"),
        pytest.param("unze.ba", "study", "unmet", id="Zenica is not"),
        pytest.param("unze.ba", "online", "not_applicable", id="online study stays at home"),
        pytest.param("nowhere.xx", "study", "unknown", id="nobody has said in which country it is"),
    ],
)
def test_a_mobility_is_abroad(host: str, kind: str, expected: str) -> None:
    assert outcome("mobility.abroad", outgoing(receiving=host, kind=kind)) == expected


@pytest.mark.parametrize(
    ("parties", "expected"),
    [
        pytest.param(["sum.ba", "uniri.hr"], "met", id="both institutions"),
        pytest.param(["uniri.hr", "uni-lj.si", "sum.ba"], "met", id="both, and a third"),
        pytest.param(["sum.ba", "uni-lj.si"], "unmet", id="only ours"),
    ],
)
def test_an_agreement_is_between_the_two_institutions(parties: list[str], expected: str) -> None:
    assert outcome("agreement.parties", outgoing(), under=agreement(parties=parties)) == expected


@pytest.mark.parametrize(
    ("level", "signed_by", "unit", "expected"),
    [
        pytest.param("university", None, "fsre", "met", id="the university's serves every unit"),
        pytest.param("unit", "fsre", "fsre", "met", id="a unit's serves the unit"),
        pytest.param("unit", "ff", "fsre", "unmet", id="a unit's serves no other"),
        pytest.param("unit", "ff", None, "unknown", id="nobody said which unit"),
    ],
)
def test_a_units_agreement_serves_that_unit(level, signed_by, unit, expected: str) -> None:
    header = {"level": level} | ({"unit": signed_by} if signed_by else {})
    assert outcome("agreement.unit", outgoing(unit=unit), under=agreement(**header)) == expected


@pytest.mark.parametrize(
    ("languages", "state"),
    [
        pytest.param(("hr", "en"), "present", id="Croatian and English"),
        pytest.param(("en",), "present", id="English alone"),
        pytest.param(("hr",), "missing", id="Croatian alone"),
    ],
)
def test_a_transcript_of_records_is_in_english_too(languages: tuple[str, ...], state: str) -> None:
    dossier = outgoing(documents=(paper("transcript_of_records", languages=languages),))
    assert document("transcript_of_records", dossier).state == state


@pytest.mark.parametrize(
    ("dossier", "type", "issuer"),
    [
        pytest.param(outgoing(), "transcript_of_records", "host", id="the host the transcript of records"),
        pytest.param(outgoing(kind="traineeship"), "transcript_of_work", "employer", id="the employer that of work"),
        pytest.param(incoming(), "student_application_form", "student", id="the student the application"),
        pytest.param(incoming(), "acceptance_letter", "university", id="we the letter of acceptance"),
        pytest.param(incoming(), "exchange_record_sheet", "unit", id="the unit the record sheet"),
    ],
)
def test_who_issues_what(dossier, type: str, issuer: str) -> None:
    assert document(type, dossier).issuer == issuer


def test_the_record_sheet_is_certified_by_vice_dean_and_office() -> None:
    dossier = incoming(documents=(paper("exchange_record_sheet", None, "vice_dean"),))
    assert document("exchange_record_sheet", dossier).missing_signatures == ("international_office",)

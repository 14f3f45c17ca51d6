"""Čl. 8: the host gives the student a transcript; what it must be and by when it comes back is čl. 2 and čl. 16."""

import pytest
from pravilnik.cases import document, employee, outgoing, paper


@pytest.mark.parametrize(("kind", "type"), [("study", "transcript_of_records"), ("traineeship", "transcript_of_work")])
@pytest.mark.parametrize("there", [True, False], ids=["issued", "not issued"])
def test_a_transcript_comes_of_every_stay(kind: str, type: str, there: bool) -> None:
    dossier = outgoing(kind=kind, documents=(paper(type, languages=("en",)),) if there else ())
    assert document(type, dossier).state == ("present" if there else "missing")


@pytest.mark.parametrize("type", ["transcript_of_records", "transcript_of_work"])
def test_staff_has_none(type: str) -> None:
    assert document(type, employee()).state == "not_required"

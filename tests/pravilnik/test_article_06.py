"""Čl. 6: the basic documents of a student's mobility are the agreement made before, and the transcript brought back."""

import pytest
from pravilnik.cases import document, incoming, outgoing


@pytest.mark.parametrize("make", [outgoing, incoming], ids=["those who go", "those who come"])
@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        ("study", "learning_agreement", "transcript_of_records"),
        ("thesis", "learning_agreement", "transcript_of_records"),
        ("research", "learning_agreement", "transcript_of_records"),
        ("traineeship", "training_agreement", "transcript_of_work"),
    ],
)
def test_each_stay_has_its_two_papers(make, kind: str, before: str, after: str) -> None:
    dossier = make(kind=kind, documents=())
    assert (document(before, dossier).state, document(before, dossier).phase) == ("missing", "before")
    assert (document(after, dossier).state, document(after, dossier).phase) == ("missing", "after")


@pytest.mark.parametrize(
    ("kind", "unneeded"),
    [
        ("study", "training_agreement"),
        ("study", "transcript_of_work"),
        ("traineeship", "learning_agreement"),
        ("traineeship", "transcript_of_records"),
    ],
)
def test_it_has_no_others(kind: str, unneeded: str) -> None:
    assert document(unneeded, outgoing(kind=kind)).state == "not_required"

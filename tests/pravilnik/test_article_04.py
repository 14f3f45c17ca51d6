"""Čl. 4: coordinators, vice-deans and forms are matters of the office's settings; the vice-dean signs."""

import pytest
from pravilnik.cases import document, incoming, law, outgoing, paper


def test_nothing_in_a_dossier_is_judged_by_it() -> None:
    said = law().law
    assert [one for one in (*said.rules, *said.documents, *said.obligations) if "čl. 4 " in f"{one.citation.at} "] == []


@pytest.mark.parametrize(
    ("dossier", "others"),
    [
        pytest.param(outgoing(documents=()), ("student", "vice_rector", "host"), id="of those who go"),
        pytest.param(incoming(documents=()), ("student", "vice_rector", "home"), id="of those who come"),
    ],
)
def test_a_vice_dean_signs_for_the_unit(dossier, others: tuple[str, ...]) -> None:
    signed = (*dossier.documents, paper("learning_agreement", None, *others))
    state = document("learning_agreement", outgoing_or_incoming(dossier, signed))
    assert (state.state, state.missing_signatures) == ("unsigned", ("vice_dean",))


def outgoing_or_incoming(dossier, documents):
    make = outgoing if dossier.mobility.direction == "outgoing" else incoming
    return make(documents=documents)

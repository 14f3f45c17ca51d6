"""Čl. 19: those who came get their transcript from us, in Croatian and English."""

import pytest
from pravilnik.cases import D, assessed, document, incoming, paper

BOTH = [("study", "transcript_of_records"), ("traineeship", "transcript_of_work")]


@pytest.mark.parametrize(("kind", "type"), BOTH)
@pytest.mark.parametrize(
    ("languages", "missing"),
    [
        pytest.param(("hr", "en"), (), id="both languages"),
        pytest.param(("hr",), ("en",), id="English is missing"),
        pytest.param(("en",), ("hr",), id="Croatian is missing"),
    ],
)
def test_in_two_languages(kind: str, type: str, languages, missing) -> None:
    state = document(type, incoming(kind=kind, documents=(paper(type, languages=languages),)))
    assert (state.state, state.missing_languages) == ("missing" if missing else "present", missing)
    assert (state.issuer, state.citation.at) == ("unit", "čl. 19")


def test_the_text_names_no_day_so_we_are_never_late() -> None:
    assert document("transcript_of_records", incoming()).due is None
    assert assessed(incoming(), on=D(2021, 1, 1)).verdict == "eligible"

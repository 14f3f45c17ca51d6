"""Čl. 3: ethical and other rules of both institutions bind everybody. No dossier shows whether they were kept."""

from pravilnik.cases import law


def test_nothing_in_a_dossier_is_judged_by_it() -> None:
    said = law().law
    assert [one for one in (*said.rules, *said.documents, *said.obligations) if "čl. 3 " in f"{one.citation.at} "] == []

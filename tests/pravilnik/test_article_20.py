"""Čl. 20: the information package, by 15 April, in Croatian and English. No dossier gives rise to it."""

from pravilnik.cases import cited, incoming, law, value

from mobilnost.model import MonthDay


def test_by_the_fifteenth_of_april_in_two_languages() -> None:
    assert value("information_package.due", incoming()) == MonthDay(4, 15)
    assert value("information_package.languages", incoming()) == ("hr", "en")
    assert cited("information_package.due") == "čl. 20"


def test_nothing_in_a_dossier_is_judged_by_it() -> None:
    said = law().law
    assert [one for one in (*said.rules, *said.documents, *said.obligations) if "čl. 20" in one.citation.at] == []

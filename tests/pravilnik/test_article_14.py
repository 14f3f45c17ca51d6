"""Čl. 14: the figures that recognition goes by. How it is done stands with the tests of recognition."""

from pravilnik.cases import outgoing, provision, value

from mobilnost.grammar import number


def test_more_than_seventy_percent_of_overlap() -> None:
    assert value("recognition.overlap_percent", outgoing()) == 70
    assert provision("recognition.overlap_percent").type == number("percent")


def test_that_exactly_seventy_is_an_elective_is_a_reading() -> None:
    citation = provision("recognition.overlap_percent").citation
    assert (citation.at, citation.reading) == ("čl. 14 st. 2 t. 1.2, 1.3", True)


def test_entered_ten_days_before_the_semester() -> None:
    assert value("recognition.enter_days_before_semester", outgoing()) == 10
    assert provision("recognition.enter_days_before_semester").citation.at == "čl. 14 st. 2 t. 3.7"

"""A number takes the form of its unit that the language asks for, however the number came to be written."""

from decimal import Decimal

import pytest

from mobilnost.locales import Forms, catalogue

#: The number, its unit, and what Croatian and Macedonian say.
COUNTED = [
    (1, "months", "1 mjesec", "1 месец"),
    (3, "months", "3 mjeseca", "3 месеци"),
    (5, "months", "5 mjeseci", "5 месеци"),
    (Decimal("3"), "months", "3 mjeseca", "3 месеци"),
    (Decimal("3.00"), "months", "3 mjeseca", "3 месеци"),
    (Decimal("1.0"), "months", "1 mjesec", "1 месец"),
    (Decimal("1E+1"), "months", "10 mjeseci", "10 месеци"),
    (Decimal("21.0"), "days", "21 dan", "21 ден"),
    (Decimal("4.50"), "months", "4,5 mjeseci", "4,5 месеци"),
]


@pytest.mark.parametrize(("number", "unit", "hr", "mk"), COUNTED)
def test_a_number_takes_its_form(number: int | Decimal, unit: str, hr: str, mk: str) -> None:
    assert Forms(catalogue("hr")).counted(number, unit) == hr
    assert Forms(catalogue("mk")).counted(number, unit) == mk

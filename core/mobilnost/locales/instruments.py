"""What agreements and calls say of themselves, in words: their periods, parties, fields and places."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from attrs import frozen

from mobilnost.locales.catalogue import Catalogue
from mobilnost.locales.subjects import Subjects
from mobilnost.model import AgreementLevel, Halt, Places

#: The amounts that places may have, each with its words.
AMOUNTS = ("persons_per_year", "months_per_year", "days_per_year", "student_semesters_per_year")


@frozen
class Instruments:
    """Tells the items of instruments."""

    words: Catalogue
    subjects: Subjects

    def value(self, key: str, value: Any) -> str:
        """One value of an item; nothing said is said so."""
        match value:
            case None:
                return (
                    self._text("unsaid", key) if self.words.find("instruments", "unsaid", key) else self._text("none")
                )
            case date():
                return self.subjects.forms.day(value)
            case AgreementLevel():
                return self._text("levels", value.value)
            case Halt():
                return f"{self.subjects.forms.day(value.date)}: {value.reason}"
            case Places():
                return "; ".join(self._places(value))
            case _:
                return str(value)

    def _places(self, places: Places) -> Iterator[str]:
        word, forms = self.subjects.word, self.subjects.forms
        yield word(places.direction, "direction")
        yield word(places.kind, "kind")
        if places.cycles is not None:
            yield forms.all_of(word(one, "cycle") for one in places.cycles)
        for key in AMOUNTS:
            amount: int | Decimal | None = getattr(places, key)
            if amount is not None:
                yield self._text(key, n=forms.number(amount))

    def _text(self, *path: str, **values: object) -> str:
        return self.words.text("instruments", *path, **values)

"""The places of an agreement in words: whose they are, and how many of them are used, left and asked for in a year."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from mobilnost.formats.pages import Line, Part, Tone
from mobilnost.locales.catalogue import Catalogue
from mobilnost.locales.instruments import Instruments
from mobilnost.locales.lawteller import LawTeller
from mobilnost.model import Agreement, Places
from mobilnost.procedure.agreements.rooms import UNITS, Need
from mobilnost.procedure.agreements.usage import PlaceUse, YearUse


@frozen
class PlacesTeller:
    """Tells places under the law of their agreement."""

    words: Catalogue
    law: LawTeller

    def part(self, agreement: Agreement, use: YearUse | None, note: str | None) -> Part:
        """All places of an agreement, in a year where their use is known; `note` says what that leaves out."""
        title = self._text("places_in", year=use.year) if use else self.words.text("instruments", "places")
        lines = [*self._lines(agreement, use), *([Line(note, tone=Tone.QUIET)] if note else [])]
        return Part(anchor="places", title=title, lines=tuple(lines))

    def _lines(self, agreement: Agreement, use: YearUse | None) -> Iterator[Line]:
        if not agreement.places:
            yield Line(self._text("no_places"))
        if use is None:
            instruments = Instruments(self.words, self.law.subjects)
            yield from (Line(instruments.value("places", one)) for one in agreement.places)
            return
        yield from map(self.used, use.entries)
        # A stay without a place is a matter only where the agreement has places at all.
        tone = Tone.OPEN if agreement.places else Tone.PLAIN
        for direction, need in use.elsewhere:
            label = self.law.subjects.word(direction, "direction")
            yield Line(self._text("elsewhere", what=self._amounts(need)), label, tone)

    def used(self, one: PlaceUse) -> Line:
        """An entry of places: of each unit how many are used, and how many are left."""
        number = self.law.forms.number
        told = []
        for unit in UNITS:
            room, left = getattr(one.room, unit), getattr(one.left, unit)
            if room is not None:
                amounts = {"used": number(getattr(one.used, unit)), "room": number(room), "left": number(left)}
                told.append(self._text("used", unit, **amounts))
        if one.asked.persons:
            told.append(self._text("asked", n=number(one.asked.persons)))
        return Line("; ".join(told), self.whose(one.places), Tone.OPEN if one.overdrawn else Tone.PLAIN)

    def whose(self, places: Places) -> str:
        """Whose places they are: direction, kind and cycles."""
        word, forms = self.law.subjects.word, self.law.forms
        told = [word(places.direction, "direction"), word(places.kind, "kind")]
        if places.cycles is not None:
            told.append(forms.all_of(word(one, "cycle") for one in places.cycles))
        return ", ".join(told)

    def _amounts(self, need: Need) -> str:
        """What stays took, by persons and months."""
        number = self.law.forms.number
        return "; ".join(self._text("amounts", unit, n=number(getattr(need, unit))) for unit in ("persons", "months"))

    def _text(self, *path: str, **values: object) -> str:
        return self.words.text("agreements", *path, **values)

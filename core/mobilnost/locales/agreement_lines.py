"""Agreements with a line each: what one is on a day, with whom, until when, and what is used of its places."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from attrs import frozen

from mobilnost.law import Programme
from mobilnost.locales.catalogue import Catalogue
from mobilnost.locales.forms import Forms
from mobilnost.locales.subjects import Subjects
from mobilnost.model import Direction, Institution
from mobilnost.procedure.agreements.ending import Expiry, state_on
from mobilnost.procedure.agreements.rooms import UNITS
from mobilnost.procedure.agreements.usage import YearUse


@frozen(kw_only=True)
class AgreementLines:
    """Tells agreements in short."""

    words: Catalogue
    subjects: Subjects
    institutions: Mapping[str, Institution]

    @classmethod
    def of(
        cls, words: Catalogue, programmes: Mapping[str, Programme], institutions: Mapping[str, Institution]
    ) -> AgreementLines:
        """The teller in the language of a catalogue."""
        names = {code: one.names for code, one in programmes.items()}
        subjects = Subjects(words=words, forms=Forms(words), programmes=names)
        return cls(words=words, subjects=subjects, institutions=institutions)

    def line(self, expiry: Expiry, partners: tuple[str, ...], use: YearUse | None, on: date) -> str:
        """One agreement: state, id, programme, partners, its last day, and its places this year."""
        one, forms = expiry.agreement, self.subjects.forms
        parts = [
            self._text("states", state_on(one, on, expiry.successor).value),
            one.id,
            self.subjects.brief(one.programme),
            ", ".join(map(self.institution, partners)),
            forms.day(expiry.end.day) if expiry.end else self.words.text("instruments", "unsaid", "valid_to"),
        ]
        return "  ".join([*parts, *self._places(use)])

    def institution(self, id: str) -> str:
        """An institution by its name in the reader's language, else by its id."""
        known = self.institutions.get(id)
        names = known.names if known else {}
        return names.get(self.words.language) or names.get("en") or next(iter(names.values()), id)

    def _places(self, use: YearUse | None) -> list[str]:
        """By direction, how many of the places are used; of the units that the agreement counts the first."""
        told = []
        for direction in Direction:
            entries = [one for one in use.entries if one.places.direction is direction] if use else []
            for unit in UNITS:
                counted = [one for one in entries if getattr(one.room, unit) is not None]
                if counted:
                    room = sum(getattr(one.room, unit) for one in counted)
                    taken = sum(getattr(one.used, unit) for one in counted)
                    number = self.subjects.forms.number
                    amounts = {"used": number(taken), "room": number(room)}
                    told.append(self._text("brief", direction.value, unit, **amounts))
                    break
        if use and any(one.overdrawn for one in use.entries):
            told.append(self._text("overdrawn"))
        return told

    def _text(self, *path: str, **values: object) -> str:
        return self.words.text("agreements", *path, **values)

"""The pieces that entries of law files are made of: conditions, words, values, amounts, citations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import partial
from typing import TypeVar

from attrs import define, field

from mobilnost.formats.documents import Loaded
from mobilnost.grammar import TRUE, Absence, BadExpression, Node, Type, WrongValue, parse, read_value
from mobilnost.law import Citation
from mobilnost.model import Expected, InvalidData, Place, Problem
from mobilnost.regulations.entries import LawFile

Word = TypeVar("Word", bound=StrEnum)
Entry = TypeVar("Entry")
Made = TypeVar("Made")
#: Where an entry, or a part of it, stands in the file.
Where = Callable[..., Place]


@define
class PieceReader:
    """Reads pieces of one file; a wrong one is noted, and something harmless stands in so that reading goes on."""

    loaded: Loaded[LawFile]
    source: str
    problems: list[Problem] = field(factory=list)

    def refuse(self) -> None:
        """Raise `InvalidData` with everything that was found, if anything was."""
        if self.problems:
            raise InvalidData(self.problems)

    def each(
        self, name: str, entries: Sequence[Entry], read: Callable[[Entry, Where], Made | None]
    ) -> tuple[Made, ...]:
        """Every entry of a list, read with the function that says where its parts stand."""
        made = [read(entry, partial(self.loaded.place, name, index)) for index, entry in enumerate(entries)]
        return tuple(one for one in made if one is not None)

    def problem(self, place: Place, kind: str, found: object, expected: Expected | None = None) -> None:
        """Note a mistake."""
        self.problems.append(Problem(kind, place, str(found), expected))

    def distinct(self, name: str, keys: Sequence[str]) -> None:
        """Note keys that stand twice."""
        seen: set[str] = set()
        for index, key in enumerate(keys):
            if key in seen:
                self.problem(self.loaded.place(name, index), "duplicate", key)
            seen.add(key)

    def strangers(self, *names: str) -> None:
        """Note tables that belong into the other kind of law file."""
        for name in names:
            if getattr(self.loaded.value, name):
                self.problem(self.loaded.place(name), "unknown-key", name)

    def node(self, text: str | None, place: Place) -> Node:
        """A condition; absent is always."""
        try:
            return TRUE if text is None else parse(text)
        except BadExpression as error:
            self.problem(place, error.kind, error.found, error.expected)
            return TRUE

    def word(self, words: type[Word], text: str, place: Place) -> Word:
        """A word of a closed vocabulary; any of them where it is none, so that the rest of the entry is read too."""
        try:
            return words(text)
        except ValueError:
            self.problem(place, "wrong-value", text, ", ".join(words))
            return next(iter(words))

    def citation(self, at: str, reading: bool | None, source: str | None) -> Citation:
        """A place in the file's own source, or in another that the entry names."""
        return Citation(source=source or self.source, at=at, reading=bool(reading))

    def plain(self, raw: object, type_: Type | None, place: Place) -> object:
        """A value of the provision's type, or an absence; of a type that nobody knows any value will do."""
        if raw in ("none", "open"):
            return Absence(raw)
        if type_ is None:
            return Absence.OPEN
        try:
            return read_value(raw, type_)
        except WrongValue as error:
            self.problem(place, "wrong-value", error.found, error.expected)
            return Absence.OPEN

    def amount(self, raw: Decimal | str, place: Place) -> Decimal | None:
        """An amount of money; `None` is open."""
        if raw == "open":
            return None
        try:
            amount = Decimal(raw)
        except InvalidOperation:
            amount = Decimal(-1)
        if not amount.is_finite() or amount < 0:
            self.problem(place, "wrong-value", raw, "amount-or-open")
        return amount

"""Finds sets of circumstances by the names that stand on the command line; how they are named stands in `sides`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from mobilnost.cli.decisions import Decisions
from mobilnost.cli.sides import JOIN, KINDS, Misnamed, Side
from mobilnost.formats.text import format_of, parsed, read_text
from mobilnost.law import Edition
from mobilnost.lawbook import Lawbook, Regulation
from mobilnost.model import InvalidData
from mobilnost.office import Office, Unknown, file_named
from mobilnost.office.shelf import HERE, Shelf
from mobilnost.regulations import regulation, shipped

#: Documents of an office that are no circumstances, by the table that shows what they are.
OTHERS = ("mobility", "institution", "institutions", "programme")
#: The provision that the office's own level of language fills in.
LANGUAGE = "eligibility.student.language"


@frozen
class Sides:
    """Finds sides by their names, as an office has them."""

    office: Office
    decisions: Decisions

    def named(self, text: str) -> Side:
        """The side of a name. Raises `Misnamed`, `Unknown`, and `InvalidData` for a file that cannot be used."""
        names = [text] if self._file(text) else text.split(JOIN)
        side = Side(lawbook=self.office.lawbook)
        for name in names:
            side = self._with(side, *self._part(name))
        return self._complete(side, text)

    def of(self, **named: str | None) -> Side:
        """The side whose parts are named by their kinds. Raises as `named` does."""
        side = Side(lawbook=self.office.lawbook)
        for kind, name in named.items():
            if name is not None:
                side = self._with(side, kind, self._found(kind, name))
        return self._complete(side, JOIN.join(name for name in named.values() if name))

    def shown(self, text: str, naming: Callable[[str], str]) -> str:
        """A name as others may read it: of a file, not where it lies on the machine."""
        names = [text] if self._file(text) else text.split(JOIN)
        return JOIN.join(self._shown(name, naming) for name in names)

    def _shown(self, name: str, naming: Callable[[str], str]) -> str:
        kind, mark, rest = name.partition(":")
        if mark and kind in KINDS:
            return f"{kind}:{self._shown(rest, naming)}"
        return naming(name) if Path(name).is_absolute() and self._file(name) else name

    def same(self, before: Side, after: Side) -> tuple[Side, Side]:
        """Two sides to be compared: where one names a programme alone, the other is of that programme too."""
        if before.programme is None:
            before = evolve(before, programme=after.programme)
        if after.programme is None:
            after = evolve(after, programme=before.programme)
        return before, after

    # -- from parts to a side

    def _with(self, side: Side, kind: str, part: Any) -> Side:
        if kind in side.named:
            raise Misnamed("twice", name=kind)
        side = evolve(side, named=tuple(one for one in KINDS if one in (*side.named, kind)))
        if kind == "programme":
            return evolve(side, programme=part[0], edition=part[1])
        if kind == "regulation":
            return evolve(side, lawbook=lawbook_under(part, self.office))
        return evolve(side, **{kind: part})

    def _complete(self, side: Side, text: str) -> Side:
        """A side with the programme that its instruments are of, all of them of the same."""
        of = [one.value.programme for one in (side.agreement, side.call) if one]
        codes = tuple(dict.fromkeys([*([side.programme] if side.programme else []), *of]))
        if len(codes) > 1:
            raise Misnamed("programmes_differ", name=text, names=", ".join(codes))
        if side.decision and not codes:
            raise Misnamed("no_programme", name=text)
        if codes and codes[0] not in side.lawbook.laws:
            place = next(one.place("programme") for one in (side.agreement, side.call) if one)
            raise InvalidData(self.office.absent(codes[0], place))
        return evolve(side, programme=codes[0] if codes else None)

    # -- from names to parts

    def _part(self, name: str) -> tuple[str, Any]:
        """What one name means, and its kind."""
        kind, mark, rest = name.partition(":")
        if mark and kind in KINDS:
            return kind, self._found(kind, rest)
        if path := self._file(name):
            kind = kind_of(path)
            return kind, self._found(kind, name)
        found = tuple(self._each(name))
        if len(found) > 1:
            raise Misnamed("ambiguous", name=name, names=", ".join(f"{kind}:{name}" for kind, _ in found))
        if not found:
            raise Unknown("name", name, (known for one in KINDS for known in self._known(one)))
        return found[0]

    def _each(self, name: str) -> Iterator[tuple[str, Any]]:
        """Everything that bears a name, with its kind. Raises `Unknown` for an edition that its programme has not."""
        for kind in KINDS:
            if kind == "decision" and not self.decisions.askable:
                continue
            try:
                yield kind, self._found(kind, name)
            except Unknown as error:
                if error.kind == "edition":
                    raise

    def _found(self, kind: str, name: str) -> Any:
        """What bears a name among things of a kind. Raises `Unknown`."""
        path = self._file(name)
        if path and kind_of(path) != kind:
            raise Unknown(kind, name, self._known(kind))
        match kind:
            case "programme":
                return self._programme(name)
            case "regulation":
                return self._regulation(name, path)
            case _:
                return self._shelf(kind).named(name)

    def _shelf(self, kind: str) -> Shelf[Any] | Decisions:
        """The office's agreements and calls, and the decisions that whoever acts sees."""
        shelves: tuple[Shelf[Any] | Decisions, ...] = (self.office.agreements, self.office.calls, self.decisions)
        return {one.kind: one for one in shelves}[kind]

    def _programme(self, name: str) -> tuple[str, Edition | None]:
        code, mark, id = name.partition("@")
        law = self.office.lawbook.laws.get(code)
        if law is None:
            raise self.office.unknown_programme(code)
        editions = {one.id: one for one in law.programme.editions}
        if mark and id not in editions:
            raise Unknown("edition", name, (f"{code}@{one}" for one in editions))
        return code, editions.get(id)

    def _regulation(self, name: str, path: Path | None) -> Regulation:
        if path:
            return regulation(str(path.resolve()))
        if name == self.office.regulation.id:
            return self.office.regulation
        if name not in shipped():
            raise Unknown("regulation", name, self._known("regulation"))
        return regulation(name)

    def _known(self, kind: str) -> tuple[str, ...]:
        """The names of a kind."""
        if kind == "programme":
            return tuple(self.office.lawbook.laws)
        if kind == "regulation":
            return tuple(dict.fromkeys((self.office.regulation.id, *shipped())))
        return self._shelf(kind).names

    def _file(self, name: str) -> Path | None:
        """The file that a name is the path of."""
        return file_named(name, HERE, self.office.folder)


def lawbook_under(law: Regulation, office: Office) -> Lawbook:
    """The office's lawbook with another regulation; what the office fills in of its own one stays out where the other
    has no such provision. Raises `InvalidData`.
    """
    if law.id == office.regulation.id and law.law == office.regulation.law:
        return office.lawbook
    own = office.settings.value if office.settings else None
    if own is not None:
        known = {one.key for one in law.law.provisions} | {
            one.key for brought in office.host.laws for one in brought.law.provisions
        }
        said: Mapping[str, Any] = {key: value for key, value in own.provisions.items() if key in known}
        own = evolve(own, provisions=said, language_level=own.language_level if LANGUAGE in known else None)
    return Lawbook(
        regulation=law,
        programmes=office.host.laws,
        settings=own,
        settings_place=office.settings.place if office.settings else None,
        institutions=office.lawbook.institutions.values(),
    )


def kind_of(path: Path) -> str:
    """What a file is, by its tables. Raises `Misnamed` for what is no set of circumstances, and `InvalidData`."""
    data, _ = parsed(read_text(path), str(path), format_of(path))
    found = next((one for one in KINDS if one in data), None)
    if found is None or any(table in data for table in OTHERS):
        raise Misnamed("no_circumstances", name=str(path))
    return found

"""From law files to law: regulations and programmes written as data.

Every mistake of a file is found at once, each with its line.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from importlib.resources import files
from pathlib import Path as FilePath
from typing import Any, TypeVar

from attrs import define, field, frozen

from mobilnost.formats.documents import Loaded
from mobilnost.formats.lawfile import (
    ComponentEntry,
    CountingEntry,
    DocumentEntry,
    LawFile,
    ObligationEntry,
    PermissionEntry,
    ProvisionEntry,
    RateEntry,
    RuleEntry,
    TermEntry,
    ValueEntry,
)
from mobilnost.formats.structure import structure
from mobilnost.formats.text import read_text, toml_with_lines
from mobilnost.grammar import (
    TRUE,
    Absence,
    BadExpression,
    Node,
    Sort,
    Type,
    WrongValue,
    figures_of,
    parse,
    read_value,
)
from mobilnost.law import (
    Citation,
    Component,
    Counting,
    DatedValue,
    Edition,
    Layer,
    Mode,
    Origin,
    Override,
    Payer,
    Per,
    Permission,
    Programme,
    Provision,
    Rate,
    Stricter,
)
from mobilnost.lawbook import Regulation
from mobilnost.model import COUNTING, InvalidData, Place, Problem
from mobilnost.rules import Contribution, DocumentRequirement, Obligation, Rule, Topic

Word = TypeVar("Word", bound=StrEnum)
Entry = TypeVar("Entry")
Made = TypeVar("Made")


@frozen(kw_only=True)
class ProgrammeFile:
    """A programme's law as its file has it, handed over topic by topic as the hooks ask for it."""

    programme: Programme
    law: Contribution

    @property
    def programmes(self) -> tuple[Programme, ...]:
        """The programme of the file."""
        return (self.programme,)

    def eligibility(self, programme: Programme) -> Contribution | None:
        """What the file says of eligibility, and what it sets of the university's provisions."""
        return self._topic(programme, Topic.ELIGIBILITY, overrides=self.law.overrides)

    def duration(self, programme: Programme) -> Contribution | None:
        """What the file says of the length of stays."""
        return self._topic(programme, Topic.DURATION)

    def funding(self, programme: Programme) -> Contribution | None:
        """What the file says of money."""
        return self._topic(programme, Topic.FUNDING, components=self.law.components)

    def documents(self, programme: Programme) -> Contribution | None:
        """The papers that the file asks for."""
        return self._topic(programme, Topic.DOCUMENTS, documents=self.law.documents)

    def procedure(self, programme: Programme) -> Contribution | None:
        """The obligations that the file names."""
        return self._topic(programme, Topic.PROCEDURE, obligations=self.law.obligations)

    def _topic(self, programme: Programme, topic: Topic, **more: Any) -> Contribution | None:
        if programme.code != self.programme.code:
            return None
        return Contribution(
            rules=tuple(one for one in self.law.rules if one.topic is topic),
            provisions=tuple(one for one in self.law.provisions if self._topic_of(one) is topic),
            **more,
        )

    def _topic_of(self, provision: Provision) -> Topic:
        """A provision goes with the first rule that looks at it, else with the obligations that do."""
        for rule in self.law.rules:
            if provision.key in rule.figures:
                return rule.topic
        due = {key for one in self.law.obligations for key in figures_of(one.due)}
        return Topic.PROCEDURE if provision.key in due else Topic.ELIGIBILITY


def load_law(package: str, name: str = "law.toml") -> ProgrammeFile:
    """The law of a programme, from the file beside its package. Raises `InvalidData`."""
    text = files(package).joinpath(name).read_text(encoding="utf-8")
    return parse_programme(text, f"{package}/{name}")


def parse_programme(text: str, file: str | None = None) -> ProgrammeFile:
    """The law of a programme from its text; `file` is the name that problems give it. Raises `InvalidData`."""
    loaded = _parsed(text, file)
    reader = _Reader(loaded, loaded.value.programme.source if loaded.value.programme else "")
    programme = reader.programme()
    law = reader.contribution()
    reader.refuse()
    return ProgrammeFile(programme=programme, law=law)


def parse_regulation(text: str, file: str | None = None) -> Regulation:
    """A regulation from its text. Raises `InvalidData`."""
    loaded = _parsed(text, file)
    header = loaded.value.regulation
    if header is None:
        raise InvalidData([Problem("missing-key", Place(file, 1, "regulation"))])
    reader = _Reader(loaded, header.source)
    law = reader.contribution()
    reader.refuse()
    return Regulation(
        id=header.id,
        source=header.source,
        institution=header.institution,
        country=header.country,
        valid_from=header.valid_from,
        names=header.names,
        law=law,
    )


def load_regulation(path: FilePath | str) -> Regulation:
    """The regulation in a file. Raises `InvalidData`."""
    return parse_regulation(read_text(path), str(path))


def _parsed(text: str, file: str | None) -> Loaded[LawFile]:
    data, lines = toml_with_lines(text, file)
    return Loaded(value=structure(data, LawFile, file, lines), file=file, lines=lines)


@define
class _Reader:
    """Reads the entries of one file and gathers what is wrong with them."""

    loaded: Loaded[LawFile]
    source: str
    problems: list[Problem] = field(factory=list)

    def refuse(self) -> None:
        if self.problems:
            raise InvalidData(self.problems)

    def each(
        self, name: str, entries: Sequence[Entry], read: Callable[[Entry, Place, int], Made | None]
    ) -> tuple[Made, ...]:
        made = [
            read(entry, self.loaded.place(name, index), index) for index, entry in enumerate(entries)
        ]
        return tuple(one for one in made if one is not None)

    def contribution(self) -> Contribution:
        file = self.loaded.value
        self.distinct("provisions", [entry.key for entry in file.provisions])
        self.distinct("rules", [entry.id for entry in file.rules])
        return Contribution(
            provisions=self.each("provisions", file.provisions, self.provision),
            rules=self.each("rules", file.rules, self.rule),
            documents=self.each("documents", file.documents, self.document),
            obligations=self.each("obligations", file.obligations, self.obligation),
            overrides=self.each("terms", file.terms, self.term),
            components=self.each("components", file.components, self.component),
        )

    # -- pieces

    def problem(self, place: Place, kind: str, found: object, expected: str | None = None) -> None:
        self.problems.append(Problem(kind, place, str(found), expected))

    def distinct(self, name: str, keys: Sequence[str]) -> None:
        seen: set[str] = set()
        for index, key in enumerate(keys):
            if key in seen:
                self.problem(self.loaded.place(name, index), "duplicate", key)
            seen.add(key)

    def node(self, text: str | None, place: Place) -> Node:
        try:
            return TRUE if text is None else parse(text)
        except BadExpression as error:
            self.problem(place, error.kind, error.found, error.expected)
            return TRUE

    def word(self, words: type[Word], text: str, place: Place) -> Word | None:
        try:
            return words(text)
        except ValueError:
            self.problem(place, "wrong-value", text, ", ".join(words))
            return None

    def citation(self, at: str, reading: bool | None, source: str | None) -> Citation:
        return Citation(source=source or self.source, at=at, reading=bool(reading))

    # -- entries

    def provision(self, entry: ProvisionEntry, place: Place, index: int) -> Provision | None:
        type_ = self.type(entry, place)
        if type_ is None:
            return None
        citation = self.citation(entry.cites, entry.reading, entry.source)
        single = ValueEntry(
            value=entry.value if entry.value is not None else "none",
            valid_from=entry.valid_from,
            valid_to=entry.valid_to,
            reviewed=entry.reviewed,
        )
        entries = entry.values or (single,)
        if entry.values and entry.value is not None:
            self.problem(place, "one-of", entry.key, "value, values")
        values = [
            self.value(one, type_, citation, self.loaded.place("provisions", index, "values", number))
            for number, one in enumerate(entries)
        ]
        stricter = self.word(Stricter, entry.stricter, place) if entry.stricter else None
        return Provision(
            key=entry.key,
            type=type_,
            citation=citation,
            values=tuple(one for one in values if one is not None),
            permissions=self.each_permission(entry, index),
            stricter=stricter,
            setting=entry.setting,
            words=tuple((word, self.plain(raw, type_, place)) for word, raw in entry.words.items()),
            place=place,
        )

    def type(self, entry: ProvisionEntry, place: Place) -> Type | None:
        name = entry.type.removeprefix("list of ")
        sort = self.word(Sort, name, self.within(place, "type"))
        if sort is None:
            return None
        return Type(sort=sort, unit=entry.unit, values=entry.choices, many=name != entry.type)

    @staticmethod
    def within(place: Place, key: str) -> Place:
        return Place(place.file, place.line, f"{place.key}.{key}")

    def plain(self, raw: object, type_: Type, place: Place) -> object:
        if raw in ("none", "open"):
            return Absence(raw)
        try:
            return read_value(raw, type_)
        except WrongValue as error:
            self.problem(place, "wrong-value", error.found, error.expected)
            return Absence.OPEN

    def value(self, entry: ValueEntry, type_: Type, citation: Citation, place: Place) -> DatedValue | None:
        cited = citation
        if entry.cites or entry.source or entry.reading is not None:
            reading = citation.reading if entry.reading is None else entry.reading
            cited = self.citation(entry.cites or citation.at, reading, entry.source or citation.source)
        return DatedValue(
            value=self.plain(entry.value, type_, place),
            applies=self.node(entry.applies, place),
            valid_from=entry.valid_from,
            valid_to=entry.valid_to,
            citation=cited,
            reviewed=entry.reviewed,
            place=place,
        )

    def each_permission(self, entry: ProvisionEntry, index: int) -> tuple[Permission, ...]:
        made = []
        for number, one in enumerate(entry.may_set):
            place = self.loaded.place("provisions", index, "may_set", number)
            permission = self.permission(one, place)
            made.extend([permission] if permission else [])
        return tuple(made)

    def permission(self, entry: PermissionEntry, place: Place) -> Permission | None:
        layer, mode = self.word(Layer, entry.layer, place), self.word(Mode, entry.mode, place)
        if layer is None or mode is None:
            return None
        return Permission(
            layer=layer,
            mode=mode,
            applies=self.node(entry.applies, place),
            citation=Citation(source=self.source, at=entry.cites) if entry.cites else None,
        )

    def rule(self, entry: RuleEntry, place: Place, index: int) -> Rule | None:
        topic = self.word(Topic, entry.topic, place)
        return None if topic is None else Rule(
            id=entry.id,
            topic=topic,
            citation=self.citation(entry.cites, entry.reading, entry.source),
            applies=self.node(entry.applies, self.loaded.place("rules", index, "applies")),
            requires=self.node(entry.requires, self.loaded.place("rules", index, "requires")),
            curable=entry.curable,
            place=place,
        )

    def document(self, entry: DocumentEntry, place: Place, index: int) -> DocumentRequirement:
        return DocumentRequirement(
            type=entry.type,
            phase=entry.phase,
            citation=self.citation(entry.cites, entry.reading, entry.source),
            applies=self.node(entry.applies, place),
            due=None if entry.due is None else self.node(entry.due, place),
            issuer=entry.issuer,
            signatories=entry.signed_by,
            languages=entry.languages,
            place=place,
        )

    def obligation(self, entry: ObligationEntry, place: Place, index: int) -> Obligation:
        return Obligation(
            id=entry.id,
            who=entry.who,
            to=entry.to,
            citation=self.citation(entry.cites, entry.reading, entry.source),
            applies=self.node(entry.applies, place),
            due=self.node(entry.due, place),
            evidence=entry.evidence,
            place=place,
        )

    def term(self, entry: TermEntry, place: Place, index: int) -> Override:
        citation = self.citation(entry.cites, False, entry.source)
        return Override(
            key=entry.provision,
            value=entry.value,
            mode=self.word(Mode, entry.mode, place) if entry.mode else None,
            applies=self.node(entry.applies, place),
            origin=Origin(layer=Layer.PROGRAMME, citation=citation, place=place),
        )

    def component(self, entry: ComponentEntry, place: Place, index: int) -> Component | None:
        per, payer = self.word(Per, entry.per, place), self.word(Payer, entry.payer, place)
        citation = self.citation(entry.cites, False, entry.source)
        if per is None or payer is None:
            return None
        return Component(
            id=entry.id,
            per=per,
            payer=payer,
            applies=self.node(entry.applies, place),
            exclusive=entry.exclusive,
            citation=citation,
            rates=tuple(self.rate(one, citation, place) for one in entry.rates),
        )

    def rate(self, entry: RateEntry, citation: Citation, place: Place) -> Rate:
        return Rate(
            amount=self.amount(entry.amount, place),
            currency=entry.currency,
            applies=self.node(entry.applies, place),
            valid_from=entry.valid_from,
            valid_to=entry.valid_to,
            km_from=entry.km_from,
            km_to=entry.km_to,
            citation=self.citation(entry.cites or citation.at, False, entry.source or citation.source),
        )

    def amount(self, raw: Decimal | str, place: Place) -> Decimal | None:
        if raw == "open":
            return None
        try:
            amount = Decimal(raw)
        except InvalidOperation:
            amount = Decimal(-1)
        if not amount.is_finite() or amount < 0:
            self.problem(place, "wrong-value", raw, 'an amount such as "180.00", or "open"')
        return amount

    # -- programmes

    def programme(self) -> Programme:
        file = self.loaded.value
        header = file.programme
        if header is None:
            raise InvalidData([Problem("missing-key", Place(self.loaded.file, 1, "programme"))])
        editions = [
            Edition(id=one.id, valid_from=one.valid_from, valid_to=one.valid_to, source=one.source)
            for one in file.editions
        ]
        counting = self.each("counting", file.counting, self.counting)
        return Programme(
            code=header.code,
            names=header.names,
            kinds=header.kinds,
            editions=tuple(editions),
            counting=counting or (Counting(strategy="calendar-months"),),
            closures=file.closures,
            source=header.source,
        )

    def counting(self, entry: CountingEntry, place: Place, index: int) -> Counting | None:
        if entry.strategy not in COUNTING:
            self.problem(place, "wrong-value", entry.strategy, ", ".join(COUNTING))
            return None
        return Counting(strategy=entry.strategy, applies=self.node(entry.applies, place))

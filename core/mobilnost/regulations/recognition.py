"""What a regulation says of recognition, in a file beside its own: which result becomes what, and what may be changed.

    mostar_2018.toml        mostar_2018_recognition.toml

Every condition is checked when the file is read: against the facts of a result and the provisions of the regulation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path

from attrs import define, field, frozen

from mobilnost.formats.documents import Loaded, structured
from mobilnost.formats.layouts import Layout
from mobilnost.formats.mistakes import place_in
from mobilnost.formats.positions import Format
from mobilnost.formats.text import format_of, parsed, read_text
from mobilnost.grammar import TRUE, BadExpression, Node, Vocabulary, check, parse
from mobilnost.law import Citation
from mobilnost.lawbook import Regulation
from mobilnost.model import InvalidData, Place, Problem
from mobilnost.model.codes import ID, TEXT, Id, Text
from mobilnost.recognition.law import FACTS, DeviationRule, Outcome, OutcomeRule, RecognitionLaw, Record
from mobilnost.regulations import RECOGNITION, shipped


@frozen(kw_only=True)
class HeaderEntry:
    """`[recognition]`"""

    source: Text = field(validator=TEXT)


@frozen(kw_only=True)
class OutcomeEntry:
    """`[[outcomes]]`"""

    id: Id = field(validator=ID)
    outcome: Outcome
    cites: Text = field(validator=TEXT)
    reading: bool = False
    applies: str | None = None
    records: tuple[Record, ...] = ()
    average: bool = False
    discretion: bool = False
    remark: Id | None = field(default=None, validator=ID)


@frozen(kw_only=True)
class DeviationEntry:
    """`[[deviations]]`"""

    to: Outcome
    cites: Text = field(validator=TEXT)
    reading: bool = False
    requires: str | None = None
    records: tuple[Record, ...] = ()
    average: bool = False


@frozen(kw_only=True)
class CitationEntry:
    """`[citations]`"""

    cites: Text = field(validator=TEXT)
    reading: bool = False


@frozen(kw_only=True)
class RecognitionFile:
    """The file as a whole."""

    recognition: HeaderEntry
    outcomes: tuple[OutcomeEntry, ...] = ()
    deviations: tuple[DeviationEntry, ...] = ()
    citations: Mapping[str, CitationEntry] = field(factory=dict, hash=False)


def recognition_law(regulation: Regulation, name: str, folder: Path | None = None) -> RecognitionLaw:
    """What a regulation that is named as `regulations.regulation` has it says of recognition.

    Raises `InvalidData`, also where no such file lies beside it.
    """
    if name in shipped():
        file = name.replace("-", "_") + RECOGNITION
        text = files("mobilnost.regulations").joinpath(file).read_text(encoding="utf-8")
        return parse_recognition(text, regulation, file)
    path = beside((folder or Path()) / name)
    return parse_recognition(read_text(path), regulation, str(path), format_of(path))


def beside(file: Path) -> Path:
    """Where what a regulation says of recognition stands, for a regulation in a file."""
    return file.with_name(file.stem + RECOGNITION)


def parse_recognition(
    text: str, regulation: Regulation, file: str | None = None, format: Format = Format.TOML
) -> RecognitionLaw:
    """The tables in a text. Raises `InvalidData` with every mistake in it."""
    data, lines = parsed(text, file, format)
    value, renames = structured(data, Layout(type_=RecognitionFile), lambda path: place_in(file, lines, path), format)
    reader = _Reader(Loaded(value=value, file=file, lines=lines, renames=renames), regulation)
    law = reader.law()
    if reader.problems:
        raise InvalidData(reader.problems)
    return law


@define
class _Reader:
    loaded: Loaded[RecognitionFile]
    regulation: Regulation
    problems: list[Problem] = field(factory=list)

    def law(self) -> RecognitionLaw:
        """The law of the file; what is wrong with it is noted."""
        file = self.loaded.value
        self.problems.extend(self._wanting(file))
        return RecognitionLaw(
            outcomes=tuple(self._outcome(one, index) for index, one in enumerate(file.outcomes)),
            deviations=tuple(self._deviation(one, index) for index, one in enumerate(file.deviations)),
            citations={id: self._citation(one.cites, one.reading) for id, one in file.citations.items()},
        )

    def _wanting(self, file: RecognitionFile) -> Iterator[Problem]:
        """Rows that stand twice, and a last one that is there for every result."""
        said = {"outcomes": [one.id for one in file.outcomes], "deviations": [one.to.value for one in file.deviations]}
        for name, ids in said.items():
            for index, id in enumerate(ids):
                if id in ids[:index]:
                    yield Problem("duplicate", self.loaded.place(name, index), id)
        if not file.outcomes or file.outcomes[-1].applies is not None:
            index = max(len(file.outcomes) - 1, 0)
            yield Problem("not-for-all", self.loaded.place("outcomes", index, "applies"))

    def _outcome(self, entry: OutcomeEntry, index: int) -> OutcomeRule:
        place = self.loaded.place("outcomes", index)
        return OutcomeRule(
            id=entry.id,
            outcome=entry.outcome,
            citation=self._citation(entry.cites, entry.reading),
            applies=self._node(entry.applies, self.loaded.place("outcomes", index, "applies")),
            records=entry.records,
            average=entry.average,
            discretion=entry.discretion,
            remark=entry.remark,
            place=place,
        )

    def _deviation(self, entry: DeviationEntry, index: int) -> DeviationRule:
        return DeviationRule(
            to=entry.to,
            citation=self._citation(entry.cites, entry.reading),
            requires=self._node(entry.requires, self.loaded.place("deviations", index, "requires")),
            records=entry.records,
            average=entry.average,
            place=self.loaded.place("deviations", index),
        )

    def _citation(self, at: str, reading: bool) -> Citation:
        return Citation(source=self.loaded.value.recognition.source, at=at, reading=reading)

    def _node(self, text: str | None, place: Place) -> Node:
        """A condition, typed; absent is always."""
        if text is None:
            return TRUE
        try:
            node, mistakes = check(parse(text), self._vocabulary)
        except BadExpression as error:
            self.problems.append(Problem(error.kind, place, error.found, error.expected))
            return TRUE
        self.problems.extend(Problem(one.kind, place, one.found, one.expected, one.suggestion) for one in mistakes)
        return node

    @property
    def _vocabulary(self) -> Vocabulary:
        figures = {one.key: one.type for one in self.regulation.law.provisions}
        return Vocabulary(facts=FACTS, figures=figures)

"""From law files to law: regulations and programmes written as data.

Every mistake of a file is found at once, each with its line.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path as FilePath
from typing import Any

from attrs import frozen

from mobilnost.formats.documents import Loaded
from mobilnost.formats.structure import structure
from mobilnost.formats.text import read_text, toml_with_lines
from mobilnost.grammar import figures_of
from mobilnost.law import Programme, Provision, Use
from mobilnost.lawbook import Regulation
from mobilnost.model import InvalidData, Place, Problem
from mobilnost.regulations.deciding import DeciderReader
from mobilnost.regulations.entries import LawFile
from mobilnost.regulations.outline import OutlineReader
from mobilnost.regulations.reader import LawReader
from mobilnost.rules import Contribution, Topic


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
        law = self.law
        return self._topic(programme, Topic.FUNDING, components=law.components, instalments=law.instalments)

    def documents(self, programme: Programme) -> Contribution | None:
        """The papers that the file asks for."""
        return self._topic(programme, Topic.DOCUMENTS, documents=self.law.documents)

    def procedure(self, programme: Programme) -> Contribution | None:
        """The obligations that the file names, and the steps of a dossier's life."""
        law = self.law
        more = {"obligations": law.obligations, "duties": law.duties, "procedures": law.procedures}
        return self._topic(programme, Topic.PROCEDURE, **more)

    def _topic(self, programme: Programme, topic: Topic, **more: Any) -> Contribution | None:
        if programme.code != self.programme.code:
            return None
        return Contribution(
            rules=tuple(one for one in self.law.rules if one.topic is topic),
            provisions=tuple(one for one in self.law.provisions if self._topic_of(one) is topic),
            **more,
        )

    def _topic_of(self, provision: Provision) -> Topic:
        """A provision goes with the first rule that looks at it, else with the obligations that do, or with money."""
        for rule in self.law.rules:
            if provision.key in rule.figures:
                return rule.topic
        due = {key for one in self.law.obligations for key in figures_of(one.due)}
        if provision.key in due:
            return Topic.PROCEDURE
        return Topic.FUNDING if provision.used_by == (Use.FUNDING,) else Topic.ELIGIBILITY


def load_law(package: str, name: str = "law.toml") -> ProgrammeFile:
    """The law of a programme, from the file beside its package. Raises `InvalidData`."""
    text = files(package).joinpath(name).read_text(encoding="utf-8")
    return parse_programme(text, f"{package}/{name}")


def parse_programme(text: str, file: str | None = None) -> ProgrammeFile:
    """The law of a programme from its text; `file` is the name that problems give it. Raises `InvalidData`."""
    loaded = _parsed(text, file)
    reader = LawReader(loaded, loaded.value.programme.source if loaded.value.programme else "")
    reader.strangers("regulation", "articles", "deciders")
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
    reader = LawReader(loaded, header.source)
    reader.strangers("programme", "sources", "editions", "counting", "closures", "terms")
    law = reader.contribution()
    articles = OutlineReader(loaded, header.source, problems=reader.problems).articles()
    deciders = DeciderReader(loaded, header.source, problems=reader.problems).deciders()
    reader.refuse()
    return Regulation(
        id=header.id,
        source=header.source,
        institution=header.institution,
        country=header.country,
        valid_from=header.valid_from,
        names=header.names,
        law=law,
        articles=articles,
        deciders=deciders,
        outlined=tuple(one.at for article in loaded.value.articles for one in article.passages),
    )


def load_regulation(path: FilePath | str) -> Regulation:
    """The regulation in a file. Raises `InvalidData`."""
    return parse_regulation(read_text(path), str(path))


def _parsed(text: str, file: str | None) -> Loaded[LawFile]:
    data, lines = toml_with_lines(text, file)
    return Loaded(value=structure(data, LawFile, file, lines), file=file, lines=lines)

"""A rulebook as a reader goes through it: the regulation's articles in their order, then what others bring.

RulebookAccount    one regulation on one day
  Chapter          the university's law, or that of a programme with its call, agreement and decision
    Section        who speaks: the regulation, the office, the programme, the call, the agreement, the decision
      Division     an article of the regulation, or a topic
        entries    rules with their figures, figures that no rule of the division tests, papers, duties, components
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from attrs import field, frozen

from mobilnost.accounts.figures import FigureAccount
from mobilnost.law import Candidate, Component, Layer, Origin
from mobilnost.lawbook import Regulation
from mobilnost.rulebook import Rulebook
from mobilnost.rules import DocumentRequirement, Obligation, Rule, Topic


@frozen(kw_only=True)
class RuleAccount:
    """A rule, the figures of its division that are told with it, and the keys of those that are told elsewhere."""

    rule: Rule
    figures: tuple[FigureAccount, ...] = ()
    elsewhere: tuple[str, ...] = ()
    waived: Origin | None = None


Entry = RuleAccount | FigureAccount | DocumentRequirement | Obligation | Component
"""What stands under an article or a topic."""


@frozen(kw_only=True)
class Division:
    """An article of a regulation (`letter` is that of an inserted one), or a topic; else what cites no article."""

    article: int | None = None
    letter: str = ""
    topic: Topic | None = None
    entries: tuple[Entry, ...]


@frozen(kw_only=True)
class Said:
    """A value that a layer sets of a provision which is told elsewhere."""

    key: str
    candidate: Candidate


@frozen(kw_only=True)
class Section:
    """Everything that one layer says; `source` names the regulation, the programme or the instrument.

    `added` marks what an office's own plugin adds in the university's name: the source is then that of the addition.
    """

    layer: Layer
    source: str
    added: bool = False
    divisions: tuple[Division, ...] = ()
    sets: tuple[Said, ...] = ()
    waives: tuple[str, ...] = ()


@frozen(kw_only=True, eq=False)
class Chapter:
    """The sections of one rulebook; `own` marks the university's law, whatever the programme.

    `plugins` are those of the office that brought something to the programme, by the key or id of that.
    """

    book: Rulebook
    own: bool = False
    plugins: Mapping[str, str] = field(factory=dict)
    sections: tuple[Section, ...]


@frozen(kw_only=True, eq=False)
class RulebookAccount:
    """A regulation and what stands with it for stays that begin on a day; of one `topic`, or of all."""

    regulation: Regulation
    on: date
    topic: Topic | None = None
    chapters: tuple[Chapter, ...]

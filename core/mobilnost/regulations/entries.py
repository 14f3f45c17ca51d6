"""The shape of a law file: how a regulation or a programme writes its law in TOML.

These classes mirror the file and carry no meaning; `regulations.law` turns them into the law's own values.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from attrs import field, frozen

from mobilnost.formats.terms import TermEntry
from mobilnost.law import Confidence, Use
from mobilnost.model import Closure, Kind, Phase
from mobilnost.model.values import Value
from mobilnost.regulations.scheme_entries import ComponentEntry, InstalmentEntry


@frozen(kw_only=True)
class RegulationEntry:
    """`[regulation]`"""

    id: str
    source: str
    institution: str
    country: str
    adopted: dt.date | None = None
    valid_from: dt.date | None = None
    names: Mapping[str, str] = field(factory=dict)


@frozen(kw_only=True)
class ClauseEntry:
    """`passages = [...]` of an article: `at` names one or several, as a citation does behind the article's number."""

    at: str = ""
    people: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()


@frozen(kw_only=True)
class ArticleEntry:
    """`[[articles]]`; one without passages is its only passage itself, and may bear what a passage bears."""

    number: int
    letter: str = ""
    names: Mapping[str, str] = field(factory=dict)
    people: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    passages: tuple[ClauseEntry, ...] = ()


@frozen(kw_only=True)
class SourceEntry:
    """`[[sources]]` of a programme: `name` is how its entries cite it."""

    name: str
    address: str | None = None
    about: str | None = None
    dated: str | None = None
    confidence: Confidence = Confidence.PAGE


@frozen(kw_only=True)
class ProgrammeEntry:
    """`[programme]`"""

    code: str
    source: str
    names: Mapping[str, str] = field(factory=dict)
    kinds: tuple[Kind, ...] = tuple(Kind)


@frozen(kw_only=True)
class EditionEntry:
    """`[[editions]]`"""

    id: str
    valid_from: dt.date
    valid_to: dt.date | None = None
    source: str | None = None


@frozen(kw_only=True)
class CountingEntry:
    """`[[counting]]`"""

    strategy: str
    applies: str | None = None


@frozen(kw_only=True)
class ValueEntry:
    """`[[provisions.values]]`"""

    value: Value
    applies: str | None = None
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    cites: str | None = None
    source: str | None = None
    reading: bool | None = None
    reviewed: dt.date | None = None


@frozen(kw_only=True)
class PermissionEntry:
    """`may_set = [...]`"""

    layer: str
    mode: str = "replace"
    applies: str | None = None
    cites: str | None = None
    reading: bool | None = None


@frozen(kw_only=True)
class ProvisionEntry:
    """`[[provisions]]`"""

    key: str
    type: str
    unit: str | None = None
    choices: tuple[str, ...] = ()
    cites: str
    reading: bool = False
    source: str | None = None
    stricter: str | None = None
    setting: bool = False
    words: Mapping[str, Value] = field(factory=dict)
    used_by: tuple[Use, ...] = ()
    value: Value | None = None
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    reviewed: dt.date | None = None
    values: tuple[ValueEntry, ...] = ()
    may_set: tuple[PermissionEntry, ...] = ()


@frozen(kw_only=True)
class DeciderEntry:
    """`[[deciders]]` of a regulation: the role `by` which a special decision on a provision is taken."""

    provision: str
    by: str
    cites: str
    reading: bool = False
    source: str | None = None


@frozen(kw_only=True)
class RuleEntry:
    """`[[rules]]`"""

    id: str
    topic: str
    cites: str
    reading: bool = False
    source: str | None = None
    applies: str | None = None
    requires: str
    curable: bool = False


@frozen(kw_only=True)
class DocumentEntry:
    """`[[documents]]`"""

    type: str
    phase: Phase
    cites: str
    reading: bool = False
    source: str | None = None
    applies: str | None = None
    due: str | None = None
    issuer: str | None = None
    signed_by: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


@frozen(kw_only=True)
class WaitingEntry:
    """`may_wait = { ... }`"""

    cites: str
    reading: bool = False


@frozen(kw_only=True)
class ObligationEntry:
    """`[[obligations]]`"""

    id: str
    who: str
    to: str | None = None
    cites: str
    reading: bool = False
    source: str | None = None
    applies: str | None = None
    due: str
    evidence: tuple[str, ...] = ()
    may_wait: WaitingEntry | None = None


@frozen(kw_only=True)
class DutyEntry:
    """`[[duties]]`"""

    id: str
    who: str
    each: str
    to: str | None = None
    cites: str
    reading: bool = False
    source: str | None = None
    yearly: str | None = None
    holder: str | None = None
    committee: str | None = None
    within: str | None = None
    languages: str | None = None
    passes: bool = False


@frozen(kw_only=True)
class ProcedureEntry:
    """`[[procedures]]`"""

    id: str
    cites: str
    reading: bool = False
    source: str | None = None
    applies: str | None = None


@frozen(kw_only=True)
class StepEntry:
    """`[[steps]]`: `of` are the procedures that it is a step of, where the file has several."""

    id: str
    of: tuple[str, ...] = ()
    role: str
    cites: str
    reading: bool = False
    source: str | None = None
    phase: Phase = Phase.BEFORE
    after: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    applies: str | None = None
    not_before: str | None = None
    topics: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    produces: tuple[str, ...] = ()
    waivable: str | None = None
    final: str | None = None
    call: str | None = None
    recognition: bool = False


@frozen(kw_only=True)
class LawFile:
    """A whole law file; it has one header, `[regulation]` or `[programme]`."""

    regulation: RegulationEntry | None = None
    programme: ProgrammeEntry | None = None
    articles: tuple[ArticleEntry, ...] = ()
    sources: tuple[SourceEntry, ...] = ()
    editions: tuple[EditionEntry, ...] = ()
    counting: tuple[CountingEntry, ...] = ()
    closures: tuple[Closure, ...] = ()
    provisions: tuple[ProvisionEntry, ...] = ()
    deciders: tuple[DeciderEntry, ...] = ()
    rules: tuple[RuleEntry, ...] = ()
    documents: tuple[DocumentEntry, ...] = ()
    obligations: tuple[ObligationEntry, ...] = ()
    duties: tuple[DutyEntry, ...] = ()
    terms: tuple[TermEntry, ...] = ()
    components: tuple[ComponentEntry, ...] = ()
    instalments: tuple[InstalmentEntry, ...] = ()
    procedures: tuple[ProcedureEntry, ...] = ()
    steps: tuple[StepEntry, ...] = ()

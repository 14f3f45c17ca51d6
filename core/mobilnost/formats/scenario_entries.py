"""Files of scenarios: base dossiers by name, and cases that say what is different and what must be found.

    on = 2018-06-25                                  # the day of judging, where a case names none

    [settings.institution]                           # the office, as in mobilnost.toml; may be absent
    id = "sum.ba"
    country = "BA"

    [agreements.rijeka]                              # instruments, by the id under which dossiers name them
    programme = "erasmus"
    ...

    [dossiers.student.mobility]                      # whole dossiers in their own keys; `base` makes one from another
    programme = "erasmus"
    agreement = "rijeka"
    ...

    [[scenarios]]                                    # what several cases share
    rule = "duration.minimum"                        # or document, obligation, provision
    cites = "čl. 9 st. 1"                            # the passage that they hold; else what the rule itself cites
    base = "student"

    [[scenarios.cases]]
    name = "a day short of three months"
    set.mobility.end = 2018-12-29                    # by dotted keys; an element of a list by its name or position
    finds = "unmet"

Besides `set` a case has `without` (dotted keys of the dossier, or of `agreement`, `call`, `decision`, `settings`),
changes to the agreement, call or decision that the dossier names and to the settings, `programme.terms` that its
programme sets besides its own, and `on`. It may find `finds`, `value`, `set_by`, `due`, `late`, `lacks`, `who`, `to`,
`verdict`, or be `refused`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from attrs import field, fields, frozen

from mobilnost.assessment import Verdict
from mobilnost.formats.scalars import Raw
from mobilnost.formats.terms import TermEntry
from mobilnost.law import Authority, Layer
from mobilnost.model import Institution, Phase
from mobilnost.model.codes import TEXT, Text
from mobilnost.model.values import Value


@frozen(kw_only=True)
class ProgrammeChanges:
    """`programme.terms`: what a programme sets of the university's provisions, as its own law file writes it."""

    terms: tuple[TermEntry, ...] = ()


@frozen(kw_only=True)
class CaseEntry:
    """What may stand in `[[scenarios.cases]]`, and in `[[scenarios]]` for all its cases."""

    name: Text | None = field(default=None, validator=TEXT)
    rule: str | None = None
    document: str | None = None
    obligation: str | None = None
    provision: str | None = None
    phase: Phase | None = None
    authority: Authority | None = None
    cites: Text | None = field(default=None, validator=TEXT)
    base: str | None = None
    on: dt.date | None = None
    set: Raw | None = None
    without: tuple[str, ...] = ()
    agreement: Raw | None = None
    call: Raw | None = None
    decision: Raw | None = None
    settings: Raw | None = None
    programme: ProgrammeChanges | None = None
    finds: str | None = None
    value: Value | None = None
    set_by: Layer | None = None
    due: dt.date | None = None
    late: bool | None = None
    lacks: tuple[str, ...] | None = None
    who: str | None = None
    to: str | None = None
    verdict: Verdict | None = None
    refused: str | None = None


@frozen(kw_only=True)
class ScenarioEntry(CaseEntry):
    """`[[scenarios]]`: one case, or what its cases share."""

    cases: tuple[CaseEntry, ...] = ()


@frozen(kw_only=True)
class ScenarioFile:
    """A whole file."""

    on: dt.date | None = None
    settings: Raw | None = None
    institutions: tuple[Institution, ...] = ()
    dossiers: Mapping[str, Raw] = field(factory=dict)
    agreements: Mapping[str, Raw] = field(factory=dict)
    calls: Mapping[str, Raw] = field(factory=dict)
    decisions: Mapping[str, Raw] = field(factory=dict)
    scenarios: tuple[ScenarioEntry, ...] = ()


def shared(group: ScenarioEntry, case: CaseEntry) -> dict[str, Any]:
    """What a case says, and where it is silent what its group says; changes and removals of both count."""
    said: dict[str, Any] = {}
    for name in (one.name for one in fields(CaseEntry)):
        own, common = getattr(case, name), getattr(group, name)
        if name == "without":
            said[name] = (*common, *own)
        elif name in ("set", "agreement", "call", "decision", "settings"):
            said[name] = tuple(one for one in (common, own) if one is not None)
        else:
            said[name] = common if own is None else own
    return said

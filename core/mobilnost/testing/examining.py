"""The contract without pytest: a plugin or a regulation in, everything that it lacks out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path

from mobilnost.lawbook import Regulation
from mobilnost.model import DEFAULT_REGULATION
from mobilnost.testing.candidate import Candidate
from mobilnost.testing.checks import (
    cases,
    citations,
    grants,
    judging,
    namespace,
    papers,
    remarks,
    speed,
    units,
    words,
)
from mobilnost.testing.lacks import Check, Lack, Unusable
from mobilnost.testing.loading import load_programme, load_regulation

#: What finds the lacks of each check, in the order in which they are told.
CHECKS: Mapping[Check, Callable[[Candidate], Iterable[Lack]]] = {
    Check.NAMESPACE: namespace.lacks,
    Check.CITATION: citations.uncited,
    Check.SOURCE: citations.undeclared,
    Check.UNIT: units.lacks,
    Check.WORDS: words.lacks,
    Check.RAISE: judging.lacks,
    Check.MEETABLE: remarks.unmeetable,
    Check.SOUND: remarks.unsound,
    Check.GRANT: grants.lacks,
    Check.ISSUER: papers.unissued,
    Check.DUE: papers.undated,
    Check.STEP: remarks.untakeable,
    Check.SLOW: speed.lacks,
    Check.SCENARIO: cases.lacks,
    Check.CASES: cases.unshown,
}


def check_programme(
    plugin: object,
    *,
    beside: Iterable[object] = (),
    regulation: Regulation | None = None,
    scenarios: Path | str | None = None,
) -> tuple[Lack, ...]:
    """Everything that a plugin lacks, in the order of the checks; nothing of one that is whole.

    The plugin is a module, or the name of one. `beside` are plugins whose programmes it adds to.
    """
    return _all(partial(load_programme, plugin, beside=beside, regulation=regulation, scenarios=scenarios))


def check_regulation(
    name: str = DEFAULT_REGULATION, folder: Path | str | None = None, *, scenarios: Path | str | None = None
) -> tuple[Lack, ...]:
    """Everything that a regulation lacks: one that is shipped, or a file beside which its cases and words lie."""
    return _all(partial(load_regulation, name, folder, scenarios=scenarios))


def _all(load: Callable[[], Candidate]) -> tuple[Lack, ...]:
    try:
        candidate = load()
    except Unusable as error:
        return error.lacks
    return tuple(one for check in CHECKS for one in lacks_of(check, candidate))


def lacks_of(check: Check, candidate: Candidate) -> tuple[Lack, ...]:
    """What a candidate lacks by one check, each thing once."""
    find = CHECKS.get(check)
    return tuple(dict.fromkeys(find(candidate))) if find else ()

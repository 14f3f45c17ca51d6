"""The kinds of remarks that the analysis makes: a stable code each, how grave it is, and how it is established.

Each has a page in `docs/analysis` and words in every language.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from attrs import frozen


class Severity(StrEnum):
    """How grave a remark is: a mistake, something most likely not meant, or something worth knowing."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@frozen
class Kind:
    """A kind of remark. One that is so `everywhere` is made only if it holds in every edition that is concerned."""

    code: str
    severity: Severity
    everywhere: bool = False


#: What makes a file unusable and has a page too: the kinds of problems of instruments and laws that are read.
PROBLEMS = (
    "conflict",
    "duplicate",
    "expression-not-allowed",
    "expression-syntax",
    "not-a-condition",
    "not-a-fact",
    "not-ordered",
    "not-stricter",
    "unknown-edition",
    "unknown-fact",
    "unknown-function",
    "unknown-programme",
    "unknown-provision",
    "unlawful-condition",
    "unlawful-mode",
    "unlawful-override",
    "unlawful-scope",
    "unlawful-waiver",
    "unlike-types",
    "wrong-arguments",
    "wrong-literal",
    "wrong-value",
)


def _kinds(severity: Severity, *codes: str, everywhere: bool = False) -> tuple[Kind, ...]:
    return tuple(Kind(code, severity, everywhere) for code in codes)


#: Every kind by its code.
KINDS: Mapping[str, Kind] = {
    kind.code: kind
    for kind in (
        # conditions of agreements and calls, and rules of the law
        *_kinds(
            Severity.ERROR,
            "condition-unmeetable",
            "conditions-contradict",
            "condition-against-law",
        ),
        *_kinds(
            Severity.WARNING,
            "condition-never-applies",
            "condition-always-met",
            "condition-implied",
            everywhere=True,
        ),
        # terms, and the values of provisions
        *_kinds(Severity.ERROR, "minimum-above-maximum", "term-unmeetable", "term-against-law"),
        *_kinds(Severity.WARNING, "term-never-applies", everywhere=True),
        *_kinds(Severity.NOTE, "term-without-effect", everywhere=True),
        # places
        *_kinds(Severity.ERROR, "place-inadmissible", "place-kind-unknown"),
        *_kinds(Severity.WARNING, "place-empty"),
        # agreements beside each other
        *_kinds(Severity.WARNING, "agreement-amends-unknown"),
        # calls and their agreements (čl. 11 st. 1)
        *_kinds(Severity.ERROR, "call-agreement-unknown", "call-other-programme", "call-against-agreement"),
        *_kinds(Severity.WARNING, "call-term-overruled", "agreement-ends-too-early", "agreement-begins-too-late"),
        # decisions
        *_kinds(Severity.WARNING, "waiver-repeated", "decision-without-dossier"),
        # regulations and programmes
        *_kinds(Severity.ERROR, "article-unknown"),
        *_kinds(Severity.WARNING, "citation-missing", "provision-unused", "reading-unmarked", "permission-unusable"),
        *_kinds(Severity.NOTE, "authorities-exclude"),
        # what the solver cannot tell
        *_kinds(Severity.NOTE, "not-analysed"),
    )
}

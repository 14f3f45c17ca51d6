"""The papers of a mobility: which are required, by whom issued and signed, in which languages, and by when."""

from __future__ import annotations

from attrs import field, frozen

from mobilnost.grammar import TRUE, Node, parse
from mobilnost.law import Authority, Citation, Layer
from mobilnost.model import Phase, Place


def parse_day(text: str | Node | None) -> Node | None:
    """The expression of a day, if one is given."""
    return None if text is None else parse(text)


@frozen(kw_only=True)
class DocumentRequirement:
    """That a paper of a type is needed where the condition holds.

    `due` is an expression that gives the last day on which it may come; before that day has passed a missing paper
    does not count against anybody. `signatories` are roles, `languages` ISO codes that the paper must be in.
    """

    type: str
    phase: Phase = field(converter=Phase)
    citation: Citation
    applies: Node = field(converter=parse, default=TRUE)
    due: Node | None = field(converter=parse_day, default=None)
    issuer: str | None = None
    signatories: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    authority: Authority = Authority.UNIVERSITY
    layer: Layer = Layer.REGULATION
    place: Place | None = None


@frozen(kw_only=True)
class Obligation:
    """That somebody must do something by a day. `evidence` are the papers that show it done.

    `may_wait` is the article by which it may wait for somebody else, with a recorded reason; without one it never does.
    An obligation that a provision gives rise to bears the provision's key as its id.
    """

    id: str
    who: str
    citation: Citation
    due: Node = field(converter=parse)
    to: str | None = None
    applies: Node = field(converter=parse, default=TRUE)
    evidence: tuple[str, ...] = ()
    may_wait: Citation | None = None
    authority: Authority = Authority.UNIVERSITY
    layer: Layer = Layer.REGULATION
    place: Place | None = None

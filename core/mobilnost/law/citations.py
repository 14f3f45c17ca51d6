"""Where a figure or a rule stands: the source and the place in it."""

from __future__ import annotations

from enum import StrEnum

from attrs import field, frozen

from mobilnost.model import Place


class Layer(StrEnum):
    """Who speaks, weakest first. A stronger layer prevails only where the provision lets it."""

    REGULATION = "regulation"
    SETTING = "setting"
    PROGRAMME = "programme"
    CALL = "call"
    AGREEMENT = "agreement"
    DECISION = "decision"

    @property
    def rank(self) -> int:
        """The place in the order of layers; čl. 11 st. 1 puts the agreement over the call."""
        return tuple(Layer).index(self)


class Authority(StrEnum):
    """Who must be satisfied: the university by its regulation, the programme by its funder's rules."""

    UNIVERSITY = "university"
    PROGRAMME = "programme"


class Confidence(StrEnum):
    """How much a source can be relied on: official, the page of a university or agency, a weak one."""

    OFFICIAL = "official"
    PAGE = "page"
    WEAK = "weak"


@frozen(kw_only=True)
class Reference:
    """A source that a programme's law rests on, declared once: `name` is how entries cite it.

    `address` is where it was found, `about` what it is, `dated` the day or year that it bears itself. Several may bear
    one address.
    """

    name: str
    address: str | None = None
    about: str | None = None
    dated: str | None = None
    confidence: Confidence = field(default=Confidence.PAGE, converter=Confidence)


@frozen(kw_only=True)
class Citation:
    """A place in a source: `source` names it, `at` is the article, clause or page as people cite it.

    `reading` marks what the source does not say in so many words: an interpretation that was chosen.
    """

    source: str
    at: str = ""
    reading: bool = False


@frozen(kw_only=True)
class Origin:
    """Where a value comes from: the layer, the source and clause, and the place in the file."""

    layer: Layer = field(converter=Layer)
    citation: Citation
    place: Place | None = None

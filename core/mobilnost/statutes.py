"""The laws that a lawbook binds together: a university's own, and those of programmes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from attrs import field, frozen

from mobilnost.law import Article, Citation, Programme
from mobilnost.model import Place
from mobilnost.rules import Contribution, FactDefinition


@frozen(kw_only=True)
class Decider:
    """Who takes the special decision that sets a provision aside: the role, and the passage that gives it to it.

    Of several for one provision, any may decide.
    """

    provision: str
    role: str
    citation: Citation
    place: Place | None = None


@frozen(kw_only=True)
class Regulation:
    """A university's own law: whose it is, since when, everything that it says, and the outline of its articles.

    `articles` is empty where nobody has written the outline: then nobody can say what of the law is covered. `outlined`
    are the passages as the outline writes them behind the article's number: `st. 1`, or `(1)`. Of a provision without
    `deciders` the law does not say who decides.
    """

    id: str
    source: str
    institution: str
    country: str
    valid_from: date | None = None
    names: Mapping[str, str] = field(factory=dict, hash=False)
    law: Contribution
    articles: tuple[Article, ...] = ()
    outlined: tuple[str, ...] = ()
    deciders: tuple[Decider, ...] = ()


@frozen(kw_only=True)
class ProgrammeLaw:
    """A programme and everything that its plugin, and an office's own plugins, bring to it.

    `added` names the plugin of an office's own that brought a provision, a rule or a component, by its key or id.
    """

    programme: Programme
    law: Contribution = field(factory=Contribution)
    facts: tuple[FactDefinition, ...] = ()
    added: Mapping[str, str] = field(factory=dict, hash=False)

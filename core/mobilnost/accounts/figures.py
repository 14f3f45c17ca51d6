"""The account of one provision: what it comes to, from whom, over what, and who else might have a say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from attrs import frozen

from mobilnost.grammar import FALSE, Absence, Node, Type, disjunction, implies, may_coincide
from mobilnost.law import Authority, Candidate, DatedValue, Figure, Layer, Origin, Permission, Provision
from mobilnost.statutes import Decider


@frozen(kw_only=True)
class Standing:
    """A value that stands for some dossiers, and what it beats there.

    `dated` is the entry of the law that it was taken from, with its period and last review; none where an instrument,
    a programme or the office said it.
    """

    candidate: Candidate
    beaten: tuple[Candidate, ...] = ()
    dated: DatedValue | None = None


@frozen(kw_only=True)
class FigureAccount:
    """Everything that a reader may ask about a provision.

    `standing` are the values of which some dossier is judged, strongest first; `otherwise` those of other times. `may`
    are those who may set it beside the office, whose leave is `provision.setting`; `may_not` are all other layers above
    the one that the provision speaks from. `waived` is the decision that sets it aside, `deciders` are those who by the
    law may take one.
    """

    figure: Figure
    standing: tuple[Standing, ...]
    otherwise: tuple[DatedValue, ...] = ()
    may_not: tuple[Layer, ...] = ()
    waived: Origin | None = None
    deciders: tuple[Decider, ...] = ()

    @property
    def key(self) -> str:
        """The provision's key."""
        return self.figure.provision.key

    @property
    def provision(self) -> Provision:
        """The provision."""
        return self.figure.provision

    @property
    def may(self) -> tuple[Permission, ...]:
        """Who may set it, the office apart."""
        return self.provision.permissions

    @property
    def is_open(self) -> bool:
        """Whether no source supports a figure that stands for somebody."""
        return any(one.candidate.value is Absence.OPEN for one in self.standing)


def figure_account(
    figure: Figure,
    types: Mapping[str, Type],
    on: date,
    known: Mapping[str, Origin] | None = None,
    deciders: Iterable[Decider] = (),
) -> FigureAccount:
    """The account of a figure on a day; `types` are the facts' types, `known` the decisions that waive something, and
    `deciders` those who take any.
    """
    provision = figure.provision
    return FigureAccount(
        figure=figure,
        standing=tuple(_standing(figure, types, on)),
        otherwise=tuple(one for one in provision.values if not one.valid_on(on)),
        may_not=tuple(_barred(provision)),
        waived=(known or {}).get(provision.key),
        deciders=of_provision(deciders, provision.key),
    )


def of_provision(deciders: Iterable[Decider], key: str) -> tuple[Decider, ...]:
    """Those who by the law take the special decisions that set a provision aside; of several, any."""
    return tuple(one for one in deciders if one.provision == key)


def _standing(figure: Figure, types: Mapping[str, Type], on: date) -> Iterator[Standing]:
    """The values that are not beaten everywhere; each with those beneath it that it may meet."""
    above: Node = FALSE
    for index, one in enumerate(figure.candidates):
        beaten_everywhere = above != FALSE and implies(one.applies, above, types)
        above = disjunction(above, one.applies)
        if not beaten_everywhere:
            beneath = figure.candidates[index + 1 :]
            beaten = tuple(other for other in beneath if may_coincide(one.applies, other.applies, types))
            yield Standing(candidate=one, beaten=beaten, dated=_entry(figure.provision, one, on))


def _entry(provision: Provision, candidate: Candidate, on: date) -> DatedValue | None:
    """The entry of the law that a value was taken from."""
    origin = candidate.origin
    for one in provision.values:
        same_place = (one.place or provision.place, one.citation or provision.citation) == (
            origin.place,
            origin.citation,
        )
        if same_place and one.value == candidate.value and one.valid_on(on):
            return one
    return None


def _barred(provision: Provision) -> Iterator[Layer]:
    """The layers above its own that have no permission."""
    own = Layer.REGULATION if provision.authority is Authority.UNIVERSITY else Layer.PROGRAMME
    for layer in Layer:
        allowed = provision.setting if layer is Layer.SETTING else provision.permission(layer)
        if layer is not own and not allowed and (layer is Layer.SETTING or layer.rank > own.rank):
            yield layer

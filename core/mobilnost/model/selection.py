"""How a call or an agreement selects: criteria with their points, classes of candidates, and ties (čl. 5, čl. 23)."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from attrs import converters, field, frozen

from mobilnost.model.codes import ID, NOT_NEGATIVE, POSITIVE, TEXT, Amount, Check, Count, Id, Text
from mobilnost.model.ordered import require_distinct
from mobilnost.model.problems import BadValue
from mobilnost.model.read_only import ReadOnly

NOT_ZERO = Check("<> 0", lambda value: not isinstance(value, Decimal) or (value.is_finite() and value != 0))
Weight = Annotated[Decimal, NOT_ZERO]
"""What points are multiplied by; below zero, more of something counts for less. A weight of zero would say nothing."""


class Selected(StrEnum):
    """Whom a call selects, and a committee ranks."""

    STUDENT = "student"
    STAFF = "staff"


class Order(StrEnum):
    """Which side of a fact goes first."""

    HIGHER = "higher"
    LOWER = "lower"


@frozen(kw_only=True)
class SelectionCriterion:
    """What points are given for: a fact of the dossier, as it is or by a table, or what the committee gives.

    `lowest` and `highest` bound the committee's points, and both are stated where no fact gives any; `otherwise` are
    the points of a value that the table does not name; `decimals` rounds a fact before it is weighed.
    """

    id: Id = field(validator=ID)
    weight: Weight = field(default=Decimal(1), validator=NOT_ZERO)
    fact: Id | None = field(default=None, validator=ID)
    table: Mapping[str, Decimal] | None = field(default=None, converter=converters.optional(ReadOnly), hash=False)
    otherwise: Decimal | None = None
    decimals: Amount | None = field(default=None, validator=NOT_NEGATIVE)
    lowest: Decimal | None = None
    highest: Decimal | None = None
    clause: Text | None = field(default=None, validator=TEXT)

    def __attrs_post_init__(self) -> None:
        if self.fact is None:
            self._require_bounds()
            self._forbid("table", "otherwise", "decimals")
        else:
            self._forbid("lowest", "highest")
        if self.otherwise is not None and self.table is None:
            raise BadValue("table", kind="missing-key")

    def _require_bounds(self) -> None:
        for key in ("lowest", "highest"):
            if getattr(self, key) is None:
                raise BadValue(key, kind="missing-key")
        if self.lowest is not None and self.highest is not None and self.highest <= self.lowest:
            raise BadValue("highest", found=str(self.highest), expected=f"> {self.lowest}")

    def _forbid(self, *keys: str) -> None:
        for key in keys:
            if getattr(self, key) is not None:
                raise BadValue(key, kind="one-of", found=key, expected=f"fact, {key}" if self.fact else "fact")


@frozen(kw_only=True)
class SelectionTier:
    """A class of candidates that goes before all that come after it; `criterion` is the one that it stands for."""

    id: Id = field(validator=ID)
    applies: Text | None = field(default=None, validator=TEXT)
    criterion: Id | None = field(default=None, validator=ID)
    clause: Text | None = field(default=None, validator=TEXT)


@frozen(kw_only=True)
class SelectionTie:
    """A fact that decides between equal points; `criterion` is the one that it stands for."""

    fact: Id = field(validator=ID)
    order: Order = Order.HIGHER
    criterion: Id | None = field(default=None, validator=ID)
    clause: Text | None = field(default=None, validator=TEXT)


@frozen(kw_only=True)
class Selection:
    """Whom it is for, how many agreements a candidate may name (`choices`; None: any number), and what decides."""

    participant: Selected = Selected.STUDENT
    choices: Count | None = field(default=None, validator=POSITIVE)
    criteria: tuple[SelectionCriterion, ...] = ()
    tiers: tuple[SelectionTier, ...] = ()
    ties: tuple[SelectionTie, ...] = ()

    def __attrs_post_init__(self) -> None:
        require_distinct("criteria", (one.id for one in self.criteria))
        require_distinct("tiers", (one.id for one in self.tiers))
        require_distinct("ties", (one.fact for one in self.ties), "fact")

    @property
    def served(self) -> frozenset[str]:
        """The criteria that something in it speaks of: by points, a class of candidates or a tie."""
        named = {one.criterion for one in self.tiers} | {one.criterion for one in self.ties}
        return frozenset({one.id for one in self.criteria} | {one for one in named if one is not None})

"""The life of a dossier, as it is kept: the steps that were taken, and how it stands."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from attrs import field, frozen

from mobilnost.model.codes import ID, TEXT, Id, Text
from mobilnost.model.kinds import Ending


class State(StrEnum):
    """How a life stands."""

    UNDER_WAY = "under_way"
    COMPLETED = "completed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@frozen(kw_only=True)
class Taken:
    """A step that was taken: by whom, in which role, when; `basis` is the assessment that it rested on.

    `reference` is the number of the act, or of the special decision by which a step was passed over.
    """

    step: Id = field(validator=ID)
    on: dt.date
    by: Text = field(validator=TEXT)
    role: Id = field(validator=ID)
    reference: str | None = None
    note: str | None = None
    basis: str | None = None


@frozen(kw_only=True)
class Withdrawal:
    """That a dossier was withdrawn, when and why."""

    on: dt.date
    reason: Text = field(validator=TEXT)


@frozen(kw_only=True)
class Life:
    """What has happened to a dossier, in the order in which it was recorded; `ending` is that of a final step."""

    dossier: Id = field(validator=ID)
    procedure: Id = field(validator=ID)
    taken: tuple[Taken, ...] = ()
    ending: Ending | None = None
    withdrawn: Withdrawal | None = None

    @property
    def state(self) -> State:
        """Whether it goes on, or how it ended."""
        if self.withdrawn is not None:
            return State.WITHDRAWN
        return State.UNDER_WAY if self.ending is None else State(self.ending.value)

    @property
    def last(self) -> str | None:
        """The step that was recorded last."""
        return self.taken[-1].step if self.taken else None

    def when(self, step: str) -> dt.date | None:
        """The day on which a step was taken, if it was."""
        return next((one.on for one in self.taken if one.step == step), None)

    def columns(self) -> dict[str, str | None]:
        """What a list of dossiers shows of it."""
        return {"procedure": self.procedure, "step": self.last, "state": self.state.value}

"""Special decisions: what an authority waives for one dossier, on record."""

import datetime as dt

from attrs import field, frozen

from mobilnost.model.codes import ID, TEXT, Id, Text


@frozen(kw_only=True)
class Waiver:
    """The provision that a decision sets aside; only one that the regulation lets a decision waive."""

    provision: Id = field(validator=ID)


@frozen(kw_only=True)
class Decision:
    """Who decided what, when, under which reference and why, for the dossier with the id `dossier`."""

    id: Id = field(validator=ID)
    date: dt.date
    by: Text = field(validator=TEXT)
    reference: Text = field(validator=TEXT)
    reason: Text = field(validator=TEXT)
    dossier: Id = field(validator=ID)
    waivers: tuple[Waiver, ...] = ()

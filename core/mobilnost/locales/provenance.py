"""Where a figure comes from, in lines: who says it, instead of whom, since when, and who else may or may not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from attrs import field, frozen

from mobilnost.accounts.figures import FigureAccount, Standing
from mobilnost.formats.pages import Line, Tone
from mobilnost.grammar import TRUE, Node
from mobilnost.law import Candidate, DatedValue, Layer, Mode, Origin, Permission
from mobilnost.locales.forms import sentence
from mobilnost.locales.lawteller import LawTeller
from mobilnost.model import Place
from mobilnost.statutes import Decider

#: How the name of a file is shown.
Naming = Callable[[str], str]


@frozen
class Provenance:
    """Tells the provenance of the figures of one rulebook.

    `plugins` are those of the office that brought a figure in the university's name, by its key.
    """

    teller: LawTeller
    naming: Naming
    plugins: Mapping[str, str] = field(factory=dict)

    # -- figures

    def summary(self, account: FigureAccount) -> str:
        """The value, where it is the same for everybody; else each value stands with those whom it concerns."""
        if not account.standing:
            return self.text("unsaid")
        return sentence(self.teller.candidate(one, account.key)) if (one := _only(account)) else ""

    def lines(self, account: FigureAccount) -> Iterator[Line]:
        """Everything below a figure."""
        label = self.text("set_by") if _only(account) else None
        for one in account.standing:
            yield from self.standing(account.key, one, label)
        if account.is_open:
            yield Line(self.text("open"), tone=Tone.OPEN)
        if account.waived:
            yield Line(self.origin(account.waived), self.text("waived"))
        for other in account.otherwise:
            yield Line(self.at_other_times(account.key, other), self.text("other_times"), Tone.QUIET)
        if account.provision.used_by:
            uses = (self.teller.words.text("rulebook", "uses", one.value) for one in account.provision.used_by)
            yield Line(self.teller.forms.all_of(uses), self.text("used_by"), Tone.QUIET)
        yield from self.levels(account)

    def standing(self, key: str, standing: Standing, label: str | None = None) -> Iterator[Line]:
        """One value: who says it, what it beats, its period and review. It is its own label, unless it has one."""
        one = standing.candidate
        yield Line(self.origin(one.origin, key), label or self.value(key, one))
        for other in one.also:
            yield Line(self.origin(other, key), self.text("likewise"))
        for beaten in standing.beaten:
            yield Line(f"{self.value(key, beaten)}: {self.origin(beaten.origin, key)}", self.text("instead_of"))
        if standing.dated is not None:
            yield from self.dates(standing.dated.valid_from, standing.dated.valid_to, standing.dated.reviewed)

    def dates(self, start: date | None, end: date | None, reviewed: date | None) -> Iterator[Line]:
        """The period of a value, and the day of its last review."""
        if period := self.period(start, end):
            yield Line(period, self.text("valid"), Tone.QUIET)
        if reviewed:
            yield Line(self.teller.forms.day(reviewed), self.text("reviewed"), Tone.QUIET)

    def levels(self, account: FigureAccount) -> Iterator[Line]:
        """Who else may set it, and who may not."""
        for permission in account.may:
            yield Line(self.permission(permission, account.deciders), self.text("may"))
        if account.provision.setting:
            yield Line(self.text("setting_key", key=account.key), self.text("setting"))
        if account.may_not:
            names = self.teller.forms.all_of(self.layer(one) for one in account.may_not)
            yield Line(names, self.text("may_not"), Tone.QUIET)

    def permission(self, permission: Permission, deciders: Iterable[Decider]) -> str:
        """Who may set it; of what a special decision sets aside, who takes that."""
        told = self.teller.permission(permission)
        waived = tuple(deciders) if permission.mode is Mode.WAIVE and permission.layer is Layer.DECISION else ()
        return f"{told}; {self.teller.decided(waived)}" if waived else told

    # -- pieces

    def text(self, name: str, **values: object) -> str:
        """Words of the rulebook's room."""
        return self.teller.words.text("rulebook", name, **values)

    def layer(self, layer: Layer, key: str | None = None) -> str:
        """The name of a layer; of a figure that the office's own plugin declares, that of the plugin in its place."""
        plugin = self.plugins.get(key) if key is not None and layer is Layer.REGULATION else None
        if plugin is not None:
            return self.text("plugin", plugin=plugin)
        return self.teller.words.text("layers", layer.value)

    def value(self, key: str, candidate: Candidate) -> str:
        """A value with those whom it concerns."""
        return self.scoped(self.teller.candidate(candidate, key), candidate.applies)

    def scoped(self, told: str, applies: Node) -> str:
        """Something with those whom it concerns, where that is not everybody."""
        if applies == TRUE:
            return told
        return f"{told} ({self.teller.abstract.scopes.circumstance(applies) or self.teller.scope(applies)})"

    def origin(self, origin: Origin, key: str | None = None) -> str:
        """Who says it, of the figure of a key, where, and in which line of which file."""
        told = f"{self.layer(origin.layer, key)}: {self.teller.cited(origin.citation)}"
        place = self.place(origin.place)
        return f"{told} [{place}]" if place else told

    def place(self, place: Place | None) -> str:
        """A file by the name that it is shown by, with the line."""
        if place is None or place.file is None:
            return ""
        name = self.naming(place.file)
        return name if place.line is None else f"{name}:{place.line}"

    def period(self, start: date | None, end: date | None) -> str:
        """From when to when; nothing where it is always."""
        return self.teller.forms.period(start, end)

    def at_other_times(self, key: str, dated: DatedValue) -> str:
        """What the law says on other days."""
        told = self.teller.subjects.value(dated.value, key, self.teller.subjects.types.get(key))
        told = self.scoped(told, dated.applies)
        return ": ".join(one for one in (self.period(dated.valid_from, dated.valid_to), told) if one)


def _only(account: FigureAccount) -> Candidate | None:
    """The one value that stands for everybody."""
    first = next((one.candidate for one in account.standing), None)
    return first if first and first.applies == TRUE else None

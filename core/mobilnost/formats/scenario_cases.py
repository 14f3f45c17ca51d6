"""One case of a file of scenarios, from what is said of it to a dossier in its circumstances."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from attrs import define, evolve

from mobilnost.formats import layouts
from mobilnost.formats.changes import leaves, merged, parted, without
from mobilnost.formats.documents import structured
from mobilnost.formats.scalars import closest
from mobilnost.formats.scenario_entries import ScenarioEntry
from mobilnost.formats.scenario_parts import Part, Source, headed
from mobilnost.formats.terms import TermEntry
from mobilnost.grammar import TRUE, BadExpression, parse
from mobilnost.instruments import Sourced
from mobilnost.law import Citation, Layer, Mode, Origin, Override
from mobilnost.model import Decision, Dossier, InvalidData, Place, Problem, Settings
from mobilnost.model.problems import BadValue, Path
from mobilnost.papers import DutyState, PaperState
from mobilnost.rules import Outcome
from mobilnost.scenarios import NOT_OWED, Concern, Found, Scenario, Subject

#: What may be found of each sort of subject.
FINDS: Mapping[Concern, tuple[str, ...]] = {
    Concern.RULE: tuple(Outcome),
    Concern.DOCUMENT: tuple(PaperState),
    Concern.OBLIGATION: (*DutyState, NOT_OWED),
    Concern.PROVISION: (),
}
#: The instruments of a case, with the layout of their documents and the table of the file in which they lie by id.
INSTRUMENTS = {
    "agreement": (layouts.AGREEMENT, "agreements"),
    "call": (layouts.CALL, "calls"),
    "decision": (layouts.DECISION, "decisions"),
}
#: What stands around a dossier, and is changed under its own name.
CIRCUMSTANCES = (*INSTRUMENTS, "settings")
EXPECTED = ("finds", "value", "set_by", "due", "late", "lacks", "who", "to", "verdict", "refused")


#: The identity of a table; `id` is a word of the law here.
id_of = id


@define
class CaseReader:
    """Reads one case: `said` is everything that is said of it, by itself or by its group."""

    file: Source
    said: Mapping[str, Any]
    path: Path
    group: ScenarioEntry

    def scenario(self) -> Scenario:
        """The scenario. Raises `InvalidData`."""
        name, base = self.needed("name"), self.needed("base")
        subject = self.subject()
        expected = self.expected(subject)
        dossier = self.dossier(base)
        return Scenario(
            name=name,
            subject=subject,
            cites=self.said["cites"],
            base=base,
            changes=self.changes(),
            dossier=dossier.value,
            on=self.said["on"] or self.file.said.on or dossier.value.first_day,
            agreement=self.instrument("agreement", dossier, dossier.value.mobility.agreement),
            call=self.instrument("call", dossier, dossier.value.mobility.call),
            decision=self.decision(dossier.value),
            settings=self.settings(),
            terms=self.terms(),
            expected=expected,
            place=self.place("name"),
        )

    def place(self, *keys: str) -> Place:
        """Where a key of the case stands."""
        return self.file.place(*self.path, *keys)

    def where(self, key: str, table: Mapping[str, Any]) -> Path:
        """Where a table of changes stands: in the case, or in its group."""
        return (*(self.path[:2] if table is getattr(self.group, key) else self.path), key)

    def needed(self, key: str) -> str:
        """A key that the case or its group must have."""
        if self.said[key] is None:
            raise InvalidData([Problem("missing-key", self.place(key))])
        return str(self.said[key])

    def subject(self) -> Subject | None:
        """What the case is about; one that only asks for a verdict or a refusal names nothing."""
        named = [(concern, self.said[concern]) for concern in Concern if self.said[concern] is not None]
        if len(named) > 1 or (not named and self.said["verdict"] is None and self.said["refused"] is None):
            found = ", ".join(concern for concern, _ in named) or None
            raise InvalidData([Problem("one-of", self.place(), found, ", ".join(Concern))])
        if not named:
            return None
        (concern, id), papers = named[0], named[0][0] is Concern.DOCUMENT
        nearer = self.file.authority if papers else None
        return Subject(
            concern=concern, id=id, phase=self.said["phase"], authority=self.said["authority"], nearer=nearer
        )

    def expected(self, subject: Subject | None) -> Found:
        """What must be found; a case that expects nothing holds nothing."""
        said = {key: self.said[key] for key in EXPECTED}
        if all(one is None for one in said.values()):
            raise InvalidData([Problem("missing-key", self.place("finds"))])
        words = FINDS[subject.concern] if subject else ()
        if said["finds"] is not None and said["finds"] not in words:
            raise InvalidData([self.unknown("finds", said["finds"], words)])
        value = tuple(said["value"]) if isinstance(said["value"], list) else said["value"]
        return Found(**(said | {"value": value}))

    def unknown(self, key: str, found: str, known: Sequence[str], *path: str) -> Problem:
        """That a word is none of those which may stand there."""
        expected = ", ".join(known) or None
        return Problem("wrong-value", self.place(key, *path), found, expected, closest(found, list(known)))

    # -- the dossier

    def changes(self) -> dict[str, Any]:
        """What is different from the base, by dotted keys; instruments and settings by their own names."""
        own = {key: value for table in self.said["set"] for key, value in leaves(parted(table))}
        own |= dict.fromkeys(self.said["without"])
        for name in CIRCUMSTANCES:
            own |= {f"{name}.{key}": value for table in self.said[name] for key, value in leaves(parted(table))}
        return own

    def dossier(self, base: str) -> Part[Dossier]:
        """The base dossier with the case's changes."""
        data, layers = self.based(base)
        for table in self.said["set"]:
            data = self.guarded("set", merged, data, parted(table))
        data = self.lessened(data)
        data = data | {"mobility": {"id": base, **data.get("mobility", {})}}
        tables = self.file.layers(*layers, *((self.where("set", one), parted(one)) for one in self.said["set"]))
        value, renames = structured(data, layouts.DOSSIER, tables.place)
        known = {one.id for one in value.institutions}
        added = tuple(one for one in self.file.said.institutions if one.id not in known)
        value = evolve(value, institutions=(*value.institutions, *added))
        return Part(value=value, layers=tables, renames=renames)

    def based(self, base: str, seen: tuple[str, ...] = ()) -> tuple[dict[str, Any], list[tuple[Path, dict[str, Any]]]]:
        """The data of a base dossier, and the tables that they come from; a base may have a base itself."""
        found = None if base in seen else self.file.known("dossier", base)
        if found is None:
            known = [name for name in self.file.said.dossiers if name not in seen]
            raise InvalidData([self.unknown("base", base, known)])
        own = dict(found)
        under, gone = own.pop("base", None), own.pop("without", ())
        layers: list[tuple[Path, dict[str, Any]]] = [(("dossiers", base), own)]
        if under is None:
            return own, layers
        data, beneath = self.based(under, (*seen, base))
        for path in gone:
            data = self.guarded("base", without, data, path)
        return self.guarded("base", merged, data, own), [*beneath, *layers]

    def guarded(self, key: str, change: Callable[..., dict[str, Any]], *what: Any) -> dict[str, Any]:
        """A change; one that finds nothing to change is a problem of the case."""
        try:
            return change(*what)
        except BadValue as error:
            problem = Problem(error.kind, self.place(key), error.found, error.expected, error.suggestion)
            raise InvalidData([problem]) from error

    def lessened(self, data: dict[str, Any], name: str = "") -> dict[str, Any]:
        """Data without what the case takes out of them: of the dossier, or of what bears a name."""
        for path in self.said["without"]:
            first, _, rest = path.partition(".")
            if (first if first in CIRCUMSTANCES else "") == name:
                data = self.guarded("without", without, data, rest if name else path)
        return data

    # -- circumstances

    def instrument(self, name: str, dossier: Part[Dossier], id: str | None) -> Sourced[Any] | None:
        """The agreement or call that the dossier names, with the case's changes."""
        changes = self.said[name]
        if id is None:
            if changes:
                raise InvalidData([Problem("missing-key", self.place(name), f"mobility.{name}")])
            return None
        gone = tuple(path for path in self.said["without"] if path.startswith(f"{name}."))
        known = getattr(self.file.said, INSTRUMENTS[name][1])
        if id not in known and self.file.beside is not None and not (changes or gone):
            whole = self.file.beside.whole(name, id)
            if whole is not None:
                return whole
        own = self.file.known(name, id)
        if own is None:
            near = closest(id, list(known))
            place = dossier.place("mobility", name)
            raise InvalidData([Problem("wrong-value", place, id, ", ".join(known) or None, near)])
        key = (name, id, gone, *map(id_of, changes))
        return self.file.kept(key, lambda: self.document(name, id, own, changes))

    def decision(self, dossier: Dossier) -> Part[Decision] | None:
        """The special decision of the case: `decision.id` names one of the file's, whose other keys may be changed."""
        changes = self.said["decision"]
        if not changes:
            return None
        id = next((str(one["id"]) for one in reversed(changes) if "id" in one), None)
        own: Mapping[str, Any] = (self.file.known("decision", id) if id else None) or {}
        return self.document("decision", id or "decision", {"dossier": dossier.mobility.id, **own}, changes)

    def document(self, name: str, id: str, own: Mapping[str, Any], changes: Sequence[Mapping[str, Any]]) -> Part[Any]:
        """An instrument from its table in the file and the case's changes; keys of its header stand without it."""
        layout, table = INSTRUMENTS[name]
        data = {"id": id, **own}
        for change in changes:
            data = self.guarded(name, merged, data, parted(change))
        data = self.lessened(data, name)
        tables = [((table, id), own), *((self.where(name, one), parted(one)) for one in changes)]
        layers = self.file.layers(*tables, header=next(iter(layout.headers)))
        value, renames = structured(headed(data, layout), layout, layers.place)
        return Part(value=value, layers=layers, renames=renames)

    def terms(self) -> tuple[Override, ...]:
        """What the programme sets in the case, besides what it sets of its own."""
        said = self.said["programme"]
        entries = said.terms if said else ()
        return tuple(self.term(one, index) for index, one in enumerate(entries))

    def term(self, entry: TermEntry, index: int) -> Override:
        """One of `programme.terms`."""
        place = self.file.place(*self.path, "programme", "terms", index)
        try:
            applies = TRUE if entry.applies is None else parse(entry.applies)
        except BadExpression as error:
            raise InvalidData([Problem(error.kind, place, error.found, error.expected)]) from error
        citation = Citation(source=entry.source or "programme", at=entry.cites)
        origin = Origin(layer=Layer.PROGRAMME, citation=citation, place=place)
        if entry.mode is not None and entry.mode not in tuple(Mode):
            raise InvalidData([Problem("wrong-value", place, entry.mode, ", ".join(Mode))])
        mode = Mode(entry.mode) if entry.mode else None
        return Override(key=entry.provision, value=entry.value, mode=mode, applies=applies, origin=origin)

    def settings(self) -> Settings | None:
        """The office's settings, with the case's changes."""
        own = self.file.said.settings
        if own is None and not self.said["settings"]:
            return None
        data: dict[str, Any] = dict(own or {})
        tables: list[tuple[Path, Mapping[str, Any]]] = [(("settings",), data)]
        for change in self.said["settings"]:
            data = self.guarded("settings", merged, data, change)
            tables.append((self.where("settings", change), change))
        data = self.lessened(data, "settings")
        return self.file.settings(data, self.file.layers(*tables))

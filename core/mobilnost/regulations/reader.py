"""From the entries of a law file to the law's own values, with every mistake at its line."""

from __future__ import annotations

from mobilnost.formats.terms import TermEntry
from mobilnost.grammar import TEXT, Sort, Type
from mobilnost.law import (
    Citation,
    Counting,
    DatedValue,
    Edition,
    Layer,
    Mode,
    Origin,
    Override,
    Permission,
    Programme,
    Provision,
    Reference,
    Stricter,
)
from mobilnost.model import COUNTING, InvalidData, Place, Problem
from mobilnost.regulations.entries import (
    CountingEntry,
    DocumentEntry,
    DutyEntry,
    ObligationEntry,
    PermissionEntry,
    ProvisionEntry,
    RuleEntry,
    SourceEntry,
    ValueEntry,
)
from mobilnost.regulations.pieces import PieceReader, Where
from mobilnost.regulations.procedures import ProcedureReader
from mobilnost.regulations.schemes import SchemeReader
from mobilnost.rules import Contribution, DocumentRequirement, Each, Obligation, Rule, StandingDuty, Topic
from mobilnost.rules.duties import OCCASIONS


class LawReader(PieceReader):
    """Reads the entries of one file and gathers what is wrong with them."""

    def contribution(self) -> Contribution:
        """Everything that the file says besides its header."""
        file = self.loaded.value
        self.distinct("provisions", [entry.key for entry in file.provisions])
        self.distinct("rules", [entry.id for entry in file.rules])
        self.distinct("duties", [entry.id for entry in file.duties])
        schemes = SchemeReader(self.loaded, self.source, self.problems)
        return Contribution(
            provisions=self.each("provisions", file.provisions, self.provision),
            rules=self.each("rules", file.rules, self.rule),
            documents=self.each("documents", file.documents, self.document),
            obligations=self.each("obligations", file.obligations, self.obligation),
            duties=self.each("duties", file.duties, self.duty),
            overrides=self.each("terms", file.terms, self.term),
            components=schemes.components(),
            instalments=schemes.instalments(),
            procedures=ProcedureReader(self.loaded, self.source, self.problems).procedures(),
        )

    def provision(self, entry: ProvisionEntry, at: Where) -> Provision:
        """`[[provisions]]`"""
        type_ = self.type_of(entry, at)
        citation = self.citation(entry.cites, entry.reading, entry.source)
        single = ValueEntry(
            value=entry.value if entry.value is not None else "none",
            valid_from=entry.valid_from,
            valid_to=entry.valid_to,
            reviewed=entry.reviewed,
        )
        entries = entry.values or (single,)
        if entry.values and entry.value is not None:
            self.problem(at(), "one-of", entry.key, "value, values")
        values = [
            self.value(one, type_, citation, at("values", number) if entry.values else at())
            for number, one in enumerate(entries)
        ]
        stricter = self.word(Stricter, entry.stricter, at("stricter")) if entry.stricter else None
        return Provision(
            key=entry.key,
            type=type_ or TEXT,
            citation=citation,
            values=tuple(values),
            permissions=self.each_permission(entry, at),
            stricter=stricter,
            setting=entry.setting,
            words=tuple((word, self.plain(raw, type_, at())) for word, raw in entry.words.items()),
            used_by=entry.used_by,
            place=at(),
        )

    def type_of(self, entry: ProvisionEntry, at: Where) -> Type | None:
        """The type that an entry names; `list of choice` holds many."""
        name = entry.type.removeprefix("list of ")
        sort = self.word(Sort, name, at("type"))
        if sort != name:
            return None
        return Type(sort=sort, unit=entry.unit, values=entry.choices, many=name != entry.type)

    def value(self, entry: ValueEntry, type_: Type | None, citation: Citation, place: Place) -> DatedValue:
        """A dated value; what it does not cite itself it takes from the provision."""
        cited = citation
        if entry.cites or entry.source or entry.reading is not None:
            reading = citation.reading if entry.reading is None else entry.reading
            cited = self.citation(entry.cites or citation.at, reading, entry.source or citation.source)
        return DatedValue(
            value=self.plain(entry.value, type_, place),
            applies=self.node(entry.applies, place),
            valid_from=entry.valid_from,
            valid_to=entry.valid_to,
            citation=cited,
            reviewed=entry.reviewed,
            place=place,
        )

    def each_permission(self, entry: ProvisionEntry, at: Where) -> tuple[Permission, ...]:
        """Who may set a provision."""
        return tuple(self.permission(one, at("may_set", number)) for number, one in enumerate(entry.may_set))

    def permission(self, entry: PermissionEntry, place: Place) -> Permission:
        """One entry of `may_set`."""
        if entry.reading and not entry.cites:
            self.problem(place, "missing-key", "cites")
        return Permission(
            layer=self.word(Layer, entry.layer, place),
            mode=self.word(Mode, entry.mode, place),
            applies=self.node(entry.applies, place),
            citation=self.citation(entry.cites, entry.reading, None) if entry.cites else None,
        )

    def rule(self, entry: RuleEntry, at: Where) -> Rule:
        """`[[rules]]`"""
        topic = self.word(Topic, entry.topic, at("topic"))
        return Rule(
            id=entry.id,
            topic=topic,
            citation=self.citation(entry.cites, entry.reading, entry.source),
            applies=self.node(entry.applies, at("applies")),
            requires=self.node(entry.requires, at("requires")),
            curable=entry.curable,
            place=at(),
        )

    def document(self, entry: DocumentEntry, at: Where) -> DocumentRequirement:
        """`[[documents]]`"""
        return DocumentRequirement(
            type=entry.type,
            phase=entry.phase,
            citation=self.citation(entry.cites, entry.reading, entry.source),
            applies=self.node(entry.applies, at("applies")),
            due=None if entry.due is None else self.node(entry.due, at("due")),
            issuer=entry.issuer,
            signatories=entry.signed_by,
            languages=entry.languages,
            place=at(),
        )

    def obligation(self, entry: ObligationEntry, at: Where) -> Obligation:
        """`[[obligations]]`"""
        return Obligation(
            id=entry.id,
            who=entry.who,
            to=entry.to,
            citation=self.citation(entry.cites, entry.reading, entry.source),
            applies=self.node(entry.applies, at("applies")),
            due=self.node(entry.due, at("due")),
            evidence=entry.evidence,
            may_wait=self.citation(may.cites, may.reading, entry.source) if (may := entry.may_wait) else None,
            place=at(),
        )

    def duty(self, entry: DutyEntry, at: Where) -> StandingDuty | None:
        """`[[duties]]`: what belongs to no dossier. The provisions that it names are the file's own."""
        said = [name for name in OCCASIONS if getattr(entry, name) is not None]
        if len(said) != 1:
            self.problem(at(), "one-of", ", ".join(said) or entry.id, ", ".join(OCCASIONS))
            return None
        known = {one.key for one in self.loaded.value.provisions}
        for name in ("yearly", "within", "languages"):
            key = getattr(entry, name)
            if key is not None and key not in known:
                self.problem(at(name), "unknown-provision", key)
        return StandingDuty(
            id=entry.id,
            who=entry.who,
            to=entry.to,
            each=self.word(Each, entry.each, at("each")),
            citation=self.citation(entry.cites, entry.reading, entry.source),
            yearly=entry.yearly,
            holder=entry.holder,
            committee=entry.committee,
            within=entry.within,
            languages=entry.languages,
            passes=entry.passes,
            place=at(),
        )

    def term(self, entry: TermEntry, at: Where) -> Override:
        """`[[terms]]`: what a programme sets of the university's provisions."""
        citation = self.citation(entry.cites, False, entry.source)
        return Override(
            key=entry.provision,
            value=entry.value,
            mode=self.word(Mode, entry.mode, at("mode")) if entry.mode else None,
            optional=entry.optional,
            applies=self.node(entry.applies, at("applies")),
            origin=Origin(layer=Layer.PROGRAMME, citation=citation, place=at()),
        )

    # -- programmes

    def programme(self) -> Programme:
        """`[programme]`, with `[[editions]]`, `[[counting]]` and `[[closures]]`."""
        file = self.loaded.value
        header = file.programme
        if header is None:
            raise InvalidData([Problem("missing-key", Place(self.loaded.file, 1, "programme"))])
        editions = [
            Edition(id=one.id, valid_from=one.valid_from, valid_to=one.valid_to, source=one.source)
            for one in file.editions
        ]
        self.distinct("sources", [one.name for one in file.sources])
        counting = self.each("counting", file.counting, self.counting)
        return Programme(
            code=header.code,
            names=header.names,
            kinds=header.kinds,
            editions=tuple(editions),
            counting=counting or (Counting(strategy="calendar-months"),),
            closures=file.closures,
            source=header.source,
            sources=tuple(self.each("sources", file.sources, self.reference)),
        )

    def reference(self, entry: SourceEntry, _: Where) -> Reference:
        """`[[sources]]`"""
        return Reference(
            name=entry.name,
            address=entry.address,
            about=entry.about,
            dated=entry.dated,
            confidence=entry.confidence,
        )

    def counting(self, entry: CountingEntry, at: Where) -> Counting | None:
        """`[[counting]]`"""
        if entry.strategy not in COUNTING:
            self.problem(at(), "wrong-value", entry.strategy, ", ".join(COUNTING))
            return None
        return Counting(strategy=entry.strategy, applies=self.node(entry.applies, at("applies")))

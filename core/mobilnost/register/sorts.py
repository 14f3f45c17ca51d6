"""The sorts of records: what each is made of, which id it has, and to which dossier it belongs.

    PERSON = Sort.of("person", Person, lambda one: one.id)
    APPEAL = Sort.of("appeal", Appeal, lambda one: one.id, lambda one: one.dossier)

That is all that the register needs to keep, verify, export and restore them: a frozen class of attrs is written as
text by its annotations alone, and read back strictly.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from attrs import field, frozen

from mobilnost.formats import layouts, parsed
from mobilnost.formats.documents import Loaded
from mobilnost.formats.layouts import Layout
from mobilnost.formats.positions import Format
from mobilnost.model import Decision, Dossier, Institution, Person
from mobilnost.procedure.basis import Basis
from mobilnost.procedure.calls.appeals import Appeal
from mobilnost.procedure.calls.rounds import Round
from mobilnost.procedure.calls.shares import Share
from mobilnost.procedure.dues.due import Fulfilled
from mobilnost.procedure.lives.life import Life
from mobilnost.procedure.plans.plan import Plan
from mobilnost.procedure.receipts import Paper
from mobilnost.recognition.records import Recognition
from mobilnost.register import texts

#: Whose documents are laid out in another way than their values are, or hold what is never quoted.
LAYOUTS: Mapping[type[Any], Layout] = {
    Dossier: layouts.DOSSIER,
    Decision: layouts.DECISION,
    Recognition: Layout(
        type_=Recognition,
        private=frozenset(("transcript", "learner", name) for name in ("given_names", "family_name", "birth_date")),
    ),
    Person: Layout(
        type_=Person, private=frozenset({("given_names",), ("family_name",), ("birth_date",), ("citizenships",)})
    ),
}


@frozen(kw_only=True)
class Sort:
    """One sort of record. `id_of` gives its id, `dossier_of` the dossier that it belongs to, where it belongs to one.

    Who may see the dossier may see it, and nobody else; what belongs to none is everybody's, though only the Office
    writes it where it is the `office`'s. `columns` is what it says of its dossier for the lists: values of columns of
    `tables.dossiers`. `contents` are the contents that must be there with it, by their SHA-256.
    """

    name: str
    layout: Layout = field(repr=False)
    id_of: Callable[[Any], str] = field(repr=False)
    dossier_of: Callable[[Any], str | None] | None = field(default=None, repr=False)
    columns: Callable[[Any], Mapping[str, Any]] | None = field(default=None, repr=False)
    contents: Callable[[Any], Iterable[str]] | None = field(default=None, repr=False)
    office: bool = False

    @classmethod
    def of(
        cls,
        name: str,
        class_: type[Any],
        id_of: Callable[[Any], str],
        dossier_of: Callable[[Any], str | None] | None = None,
        columns: Callable[[Any], Mapping[str, Any]] | None = None,
        contents: Callable[[Any], Iterable[str]] | None = None,
        *,
        office: bool = False,
    ) -> Sort:
        """The sort that keeps the values of a frozen class of attrs."""
        layout = LAYOUTS.get(class_) or Layout(type_=class_)
        more: dict[str, Any] = {"columns": columns, "contents": contents, "office": office}
        return cls(name=name, layout=layout, id_of=id_of, dossier_of=dossier_of, **more)

    def read(self, text: str, file: str | None = None, format: Format = Format.JSON) -> Loaded[Any]:
        """The value that a text says; `file` is the name that problems give it. Raises `InvalidData`."""
        return texts.read(text, file, format, self.layout)

    def text_of(self, value: Any) -> str:
        """The one text of a value."""
        return texts.text_of(value, self.layout)

    def toml_of(self, value: Any) -> str:
        """The value as a document for people."""
        return texts.toml_of(value, self.layout)


DOSSIER = Sort.of("dossier", Dossier, lambda one: one.mobility.id, lambda one: one.mobility.id)
PERSON = Sort.of("person", Person, lambda one: one.id)
INSTITUTION = Sort.of("institution", Institution, lambda one: one.id)
DECISION = Sort.of("decision", Decision, lambda one: one.id, lambda one: one.dossier)
DUTY = Sort.of("duty", Fulfilled, lambda one: one.id)
LIFE = Sort.of("life", Life, lambda one: one.dossier, lambda one: one.dossier, Life.columns)
PLAN = Sort.of("plan", Plan, lambda one: one.id, lambda one: one.dossier)
#: Of a round, what is everybody's; what it says of a dossier is its `CANDIDATE`. `rounds` reads and writes both.
CALL = Sort.of("call", Round, lambda one: one.call, office=True)
CANDIDATE = Sort.of("candidate", Share, lambda one: one.id, lambda one: one.dossier)
APPEAL = Sort.of("appeal", Appeal, lambda one: one.id, lambda one: one.dossier)
PAPER = Sort.of("paper", Paper, lambda one: one.id, lambda one: one.dossier, contents=lambda one: (one.digest,))
BASIS = Sort.of("basis", Basis, lambda one: one.id, lambda one: one.dossier, contents=lambda one: one.digests)
RECOGNITION = Sort.of("recognition", Recognition, lambda one: one.dossier, lambda one: one.dossier)

#: Every sort there is. A further one is added by its own line above, and by its name here.
SORTS: Mapping[str, Sort] = {
    one.name: one
    for one in (
        *(DOSSIER, PERSON, INSTITUTION, DECISION, LIFE, PLAN, PAPER, DUTY),
        *(CALL, CANDIDATE, APPEAL, BASIS, RECOGNITION),
    )
}


def data_of(text: str) -> dict[str, Any]:
    """The plain data of a record's text, to be compared field by field."""
    return dict(parsed(text, None, Format.JSON)[0])


def digest_of(content: bytes) -> str:
    """The SHA-256 of a content, by which it is known."""
    return hashlib.sha256(content).hexdigest()


def columns_of(dossier: Dossier) -> dict[str, Any]:
    """What a list of dossiers is filtered by."""
    mobility, person, student = dossier.mobility, dossier.person, dossier.student
    partner = mobility.receiving if mobility.direction == "outgoing" else mobility.sending
    name = f"{person.family_name}, {person.given_names}"
    return {
        "id": mobility.id,
        "programme": mobility.programme,
        "kind": mobility.kind.value,
        "direction": mobility.direction.value,
        "participant": dossier.participant,
        "person": person.id,
        "name": name,
        "search": " ".join((mobility.id, person.id, name, partner)).casefold(),
        "cycle": student.cycle.value if student else None,
        "blended": mobility.blended,
        "interrupted": bool(dossier.interruptions),
        "unit": mobility.unit,
        "partner": partner,
        "agreement": mobility.agreement,
        "call": mobility.call,
        "first_day": dossier.first_day,
        "last_day": dossier.last_day,
    }

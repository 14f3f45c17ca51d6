"""The names of facts and provisions, and their values in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from attrs import field, frozen

from mobilnost.grammar import (
    Absence,
    Add,
    Call,
    Fact,
    Figure,
    Literal,
    Multiply,
    Node,
    Type,
    facts_of,
    figures_of,
    text_of,
)
from mobilnost.law import Citation
from mobilnost.locales.catalogue import Catalogue, filled
from mobilnost.locales.forms import Forms
from mobilnost.model import Money, MonthDay, Span
from mobilnost.rulebook import Rulebook

#: Facts whose values are codes that Babel has names for.
COUNTRIES = frozenset({"partner_country", "sending_country", "host_country"})
LANGUAGE_CODES = frozenset({"instruction_language"})


@frozen(kw_only=True)
class Subjects:
    """What facts and provisions are called. `types` are those of facts and provisions by name and key;
    `programmes` are the names of programmes by their codes.
    """

    words: Catalogue
    forms: Forms
    types: Mapping[str, Type] = field(factory=dict)
    programmes: Mapping[str, Mapping[str, str]] = field(factory=dict)

    @classmethod
    def of(cls, rulebook: Rulebook, words: Catalogue) -> Subjects:
        """What a rulebook speaks of, in the language of a catalogue."""
        types = {name: one.type for name, one in rulebook.definitions.items()}
        types |= {key: one.provision.type for key, one in rulebook.figures.items()}
        names = {code: one.names for code, one in rulebook.programmes.items()}
        return cls(words=words, forms=Forms(words), types=types, programmes=names)

    # -- names

    def fact(self, name: str) -> str:
        """The name of a fact, as it stands in a sentence."""
        return self.words.name("facts", name)

    def provision(self, key: str) -> str:
        """The name of a provision."""
        return self.words.name("provisions", key)

    def rule(self, id: str, shown: Node | None = None) -> str:
        """A short title of a rule: its own, that of its provision, or that of the fact it looks at."""
        for room in ("rules", "provisions"):
            found = self.words.find(room, id, "name")
            if found:
                return found
        facts = facts_of(shown) if shown else ()
        return self.fact(facts[0]) if facts else id

    def programme(self, code: str) -> str:
        """The name of a programme in the reader's language, or in English, or its code."""
        names = self.programmes.get(code, {})
        return names.get(self.words.language) or names.get("en") or code

    def brief(self, code: str) -> str:
        """The name of a programme without what explains it in parentheses."""
        return self.programme(code).split(" (")[0]

    def place(self, citation: Citation) -> str:
        """The place in a source as people cite it; what is our own word for it, in the reader's language."""
        return self.words.find("places", citation.at) or citation.at

    def cited(self, citation: Citation) -> str:
        """Source and place: `Pravilnik, čl. 9 st. 1`."""
        return ", ".join(part for part in (citation.source, self.place(citation)) if part)

    def phrase(self, node: Node) -> str:
        """What an expression stands for, as a noun phrase."""
        match node:
            case Fact(name):
                return self.fact(name)
            case Figure(key):
                return self.provision(key)
            case Literal(value):
                return self.value(value)
            case Add(left, right):
                return f"{self.phrase(left)} + {self.phrase(right)}"
            case Multiply(left, right):
                return f"{self.phrase(left)} × {self.phrase(right)}"
            case Call(function, arguments):
                parts = {f"_{number}": self.phrase(one) for number, one in enumerate(arguments)}
                pattern = self.words.find("functions", function)
                return filled(pattern, **parts) if pattern else text_of(node)
            case _:
                return text_of(node)

    # -- values

    def subject(self, node: Node) -> tuple[str | None, Type | None]:
        """The fact or provision whose words and unit an expression's values have."""
        names = (*facts_of(node), *figures_of(node))
        match node:
            case Fact(name) | Figure(name):
                return name, self.types.get(name)
            case Call(function, _):
                return None, None if function != "credits_due" else self.types.get("ects")
            case _ if names:
                return self.subject(Fact(names[0]))
            case _:
                return None, None

    def value(self, value: Any, of: str | None = None, type_: Type | None = None) -> str:
        """A value in words: `of` names the fact or provision whose vocabulary it uses."""
        match value:
            case None:
                return self.words.text("values", "unknown")
            case Absence():
                return self.words.text("values", value.value)
            case bool():
                return self.words.text("values", "yes" if value else "no")
            case int() | Decimal():
                return self.forms.counted(value, type_.unit if type_ else None)
            case Span():
                return self.forms.span(value)
            case Money():
                return self.forms.money(value)
            case date():
                return self.forms.day(value)
            case MonthDay():
                return self.forms.yearly(value)
            case tuple() | frozenset():
                return self.many(value, of, type_)
            case _:
                return self.word(str(value), of)

    def figure(self, value: Any, key: str, of: str | None = None) -> str:
        """What a provision comes to; `of` names the fact whose vocabulary it uses."""
        own = self.words.find("provisions", key, "none") if value is Absence.NONE else None
        share = self.words.find("provisions", key, "share") if isinstance(value, int | Decimal) else None
        if own or share:
            return own or filled(share or "", percent=self.percent(value))
        return self.value(value, key if self.words.table("words", key) else of or key, self.types.get(key))

    def percent(self, share: int | Decimal) -> str:
        """A share in hundredths."""
        return self.forms.counted(share * 100, "percent")

    def many(self, values: Iterable[Any], of: str | None = None, type_: Type | None = None) -> str:
        """Several values, any of which will do; an empty list says so."""
        in_order = values if isinstance(values, tuple) else self.ordered(values, type_)
        told = [self.value(one, of, type_) for one in in_order]
        return self.forms.any_of(told) if told else self.words.text("values", "nothing")

    @staticmethod
    def ordered(values: Iterable[Any], type_: Type | None) -> tuple[Any, ...]:
        """A set in the order of its type's words, else of the alphabet."""
        words = type_.values if type_ else ()
        return tuple(
            sorted(values, key=lambda one: (words.index(str(one)) if str(one) in words else len(words), str(one)))
        )

    def word(self, value: str, of: str | None) -> str:
        """One word of a choice or a text."""
        if of == "programme":
            return self.programme(value)
        if of in COUNTRIES:
            return self.forms.country(value)
        if of in LANGUAGE_CODES:
            return self.forms.language(value)
        found = self.words.find("words", of, value) if of else None
        return found or self.words.find("documents", value) or self.words.find("items", value) or value

    def is_quantity(self, value: Any) -> bool:
        """Whether a value is an amount, of which people say how much it comes to."""
        return isinstance(value, int | Decimal | Span) and not isinstance(value, bool)

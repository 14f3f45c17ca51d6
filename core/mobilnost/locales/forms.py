"""Numbers, dates, spans and lists as a language writes them; what Babel knows is asked of Babel."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from attrs import frozen

from mobilnost.locales.catalogue import Catalogue, filled
from mobilnost.model import Money, MonthDay, Span

if TYPE_CHECKING:
    from babel import Locale

#: The regions whose forms the languages take: day before month in English.
REGIONS = {"en": "en_GB", "hr": "hr_HR", "mk": "mk_MK"}
_ANY_LEAP_YEAR = 2000
#: Some editions of Babel's data set it before 'г.'; few terminals show it.
NARROW_SPACE = "\N{NARROW NO-BREAK SPACE}"


@frozen
class Forms:
    """How the language of a catalogue writes values."""

    words: Catalogue

    @cached_property
    def locale(self) -> Locale:
        """Babel's own description of the language."""
        from babel import Locale

        return Locale.parse(REGIONS[self.words.language])

    def number(self, value: int | Decimal) -> str:
        """A number with the language's marks: `1.234,5`."""
        from babel.numbers import format_decimal

        plain = value.normalize() if isinstance(value, Decimal) else value
        return format_decimal(plain, locale=self.locale, decimal_quantization=False)

    def money(self, value: Money) -> str:
        """An amount with its currency's code, and as many decimals as it has: `1.234,50 EUR`."""
        from babel.numbers import format_decimal

        places = max(-int(value.amount.as_tuple().exponent), 0)
        pattern = "#,##0" + ("." + "0" * places if places else "")
        return f"{format_decimal(value.amount, format=pattern, locale=self.locale)} {value.currency}"

    def counted(self, value: int | Decimal, unit: str | None) -> str:
        """A number with its unit in the right form; a unit that nobody has named follows as it is."""
        if unit is None:
            return self.number(value)
        blanks = {"n": self.number(value), "plain": value}
        ordinal = self.formed(f"{unit}, ordinal", self.locale.ordinal_form(_as_shown(value)), **blanks)
        told = ordinal or self.formed(unit, self.category(value), **blanks)
        return told or f"{self.number(value)} {unit}"

    def formed(self, unit: str, category: str, **blanks: object) -> str:
        """The pattern of a unit for a category of numbers, filled in; nothing where nobody has named the unit."""
        pattern = self.words.find("units", unit, category) or self.words.find("units", unit, "other")
        return filled(pattern or "", **blanks)

    def category(self, value: object) -> str:
        """Which form an amount takes: `one`, `few`, `other`. Of a span the larger part decides."""
        if isinstance(value, Span):
            return self.category(value.months or value.days)
        return str(self.locale.plural_form(_as_shown(value))) if isinstance(value, int | Decimal) else "other"

    def span(self, value: Span) -> str:
        """`2 months and 28 days`; of the two only what there is."""
        parts = [(value.months, "months"), (value.days, "days")]
        told = [self.counted(number, unit) for number, unit in parts if number]
        return self.all_of(told) if told else self.counted(0, "days")

    def period(self, start: date | None, end: date | None) -> str:
        """From when to when; nothing where it is always."""
        if start and end:
            return self.words.text("rulebook", "between", start=self.day(start), end=self.day(end))
        if start:
            return self.words.text("rulebook", "since", day=self.day(start))
        return self.words.text("rulebook", "until", day=self.day(end)) if end else ""

    def day(self, value: date) -> str:
        """A date in words: `18. ožujka 2019.`"""
        from babel.dates import format_date

        told: str = format_date(value, "long", locale=self.locale)
        return told.replace(NARROW_SPACE, " ")

    def yearly(self, value: MonthDay) -> str:
        """A day of every year: `1. lipnja`."""
        from babel.dates import format_skeleton

        return format_skeleton("MMMMd", value.in_year(_ANY_LEAP_YEAR), locale=self.locale)

    def all_of(self, items: Iterable[str]) -> str:
        """`a, b and c`"""
        return self._list(items, "standard")

    def any_of(self, items: Iterable[str]) -> str:
        """`a, b or c`"""
        return self._list(items, "or")

    def none_of(self, items: Iterable[str]) -> str:
        """The same after a denial, which some languages repeat before each: `ni a ni b`."""
        told = list(items)
        denied = [self.words.text("law", "nor", one=one) for one in told]
        return self.any_of(told) if len(told) == 1 or denied == told else "".join(denied).lstrip(", ")

    def _list(self, items: Iterable[str], style: Literal["standard", "or"]) -> str:
        from babel.lists import format_list

        return format_list(list(items), style=style, locale=self.locale)

    def country(self, code: str) -> str:
        """The name of a country, or its code."""
        return str(self.locale.territories.get(code, code))

    def language(self, code: str) -> str:
        """The name of a language, or its code."""
        return str(self.locale.languages.get(code, code))


def sentence(text: str) -> str:
    """A capital at the beginning and one full stop at the end; dates bring their own."""
    text = capital(" ".join(text.split()))
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


def capital(text: str) -> str:
    """A capital at the beginning."""
    return text[:1].upper() + text[1:]


def _as_shown(value: int | Decimal) -> int | Decimal:
    """A number without the zeros that are not shown: languages count 3,0 otherwise than 3."""
    return Decimal(f"{value.normalize():f}") if isinstance(value, Decimal) else value

"""What comes to an end with an agreement, in lines: by when notice is given, what is said of renewal, what goes on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mobilnost.locales.catalogue import Catalogue
from mobilnost.locales.forms import Forms
from mobilnost.procedure.agreements.ending import Cause, Expiry

#: So many dossiers are named; of more, how many there are.
MOST_NAMED = 8


def ends(one: Expiry, dossiers: tuple[str, ...], calls: tuple[str, ...], words: Catalogue, on: date) -> Iterator[str]:
    """The lines below an agreement that ends."""
    forms = Forms(words)

    def said(key: str, text: str) -> str:
        return f"{words.text('agreements', key)}: {text}"

    if one.end is not None and one.end.cause is not Cause.VALID_TO:
        yield f"{words.text('agreements', 'causes', one.end.cause.value)}: {forms.day(one.end.day)}"
    if one.notice is not None:
        day = forms.day(one.notice)
        yield said("notice", words.text("agreements", "notice_passed", day=day) if one.notice_passed(on) else day)
    if one.agreement.renewal:
        yield said("renewal", one.agreement.renewal)
    if one.successor is not None:
        yield said("amended_by", one.successor.id)
    if dossiers:
        named = ", ".join(dossiers[:MOST_NAMED]) + (", …" if len(dossiers) > MOST_NAMED else "")
        yield said("dossiers_beyond", f"{forms.number(len(dossiers))} ({named})")
    if calls:
        yield said("calls_beyond", ", ".join(calls))

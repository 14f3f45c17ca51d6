"""What is told where the register, or the procedure, refuses something: every reason, and that nothing was changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from mobilnost.cli.exits import Exit
from mobilnost.cli.usage import named_rightly
from mobilnost.locales.refusals import tell_reason
from mobilnost.office import Unknown
from mobilnost.procedure.refusals import Reason, Refused
from mobilnost.register.store import Unknown as NoSuchRecord

if TYPE_CHECKING:
    from mobilnost.cli.counter import Counter


def tell(error: BaseException, counter: Counter) -> bool:
    """Tells a refusal, and says whether it was one. Raises a usage error for a name that means nothing."""
    words = counter.words
    match error:
        case Unknown():
            with named_rightly(words):
                raise error
        case NoSuchRecord():
            raise click.UsageError(words.text("register", "unknown", record=str(error))) from error
        case Refused():
            _say(counter, error.reasons)
        case _:
            return False
    return True


def _say(counter: Counter, reasons: tuple[Reason, ...]) -> None:
    """Reasons, a line each."""
    counter.note(Exit.WANTING)
    for one in reasons:
        told = tell_reason(one, counter.words)
        counter.screen.warn(told)
        if counter.as_json:
            counter.record({"refused": one.phrase.id, "message": told, **_plain(one)})


def _plain(reason: Reason) -> dict[str, Any]:
    citation = reason.citation
    return {
        "parts": {name: str(value) for name, value in reason.phrase.parts},
        "citation": None if citation is None else {"source": citation.source, "at": citation.at},
    }

"""What is told where the register, or the procedure, refuses something: every reason, and that nothing was changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from mobilnost.cli.exits import Exit
from mobilnost.cli.usage import named_rightly
from mobilnost.locales.refusals import tell_reason
from mobilnost.office import Unknown
from mobilnost.procedure.refusals import Reason, Refused
from mobilnost.register.changes import ABSENT
from mobilnost.register.refusals import Conflict, Forbidden, Taken
from mobilnost.register.refusals import Unknown as NoSuchRecord
from mobilnost.register.schema import EmptyFile, NewerRegister, NotARegister, OlderRegister
from mobilnost.register.troubles import Told, trouble_of

if TYPE_CHECKING:
    from mobilnost.cli.counter import Counter
    from mobilnost.locales import Catalogue
    from mobilnost.register.changes import Change
    from mobilnost.register.journal import Entry

#: A value is shown up to so many letters.
LONGEST = 120


def tell(error: BaseException, counter: Counter) -> bool:
    """Tells a refusal, and says whether it was one. Raises a usage error for a name that means nothing."""
    words = counter.words
    match error:
        case Unknown():
            with named_rightly(words):
                raise error
        case NoSuchRecord():
            named = f"{words.name('record_sorts', error.kind)} {error.id}"
            raise click.UsageError(words.text("register", "unknown", record=named)) from error
        case Refused():
            _say(counter, error.reasons)
        case Conflict():
            _conflict(counter, error)
        case Taken():
            _one(counter, Exit.WANTING, "taken", ids=", ".join(error.ids))
        case Forbidden():
            key = "forbidden" if error.ids else "forbidden-whole"
            _one(counter, Exit.WANTING, key, ids=", ".join(error.ids), units=", ".join(sorted(error.units)))
        case NewerRegister():
            _one(counter, Exit.INVALID, "newer", found=error.found, known=error.known)
        case OlderRegister():
            _one(counter, Exit.INVALID, "older", found=error.found, known=error.known)
        case EmptyFile():
            _one(counter, Exit.INVALID, "empty", where=error)
        case NotARegister():
            _one(counter, Exit.INVALID, "not-a-register", found=error)
        case _:
            told = trouble_of(error)
            if told is None:
                return False
            _trouble(counter, told)
    return True


def told_entry(entry: Entry, words: Catalogue) -> str:
    """An entry of the journal on a line."""
    return " · ".join(
        part
        for part in (
            str(entry.number),
            f"{entry.at:%Y-%m-%d %H:%M}",
            entry.actor,
            f"{words.name('record_sorts', entry.kind)} {entry.id}",
            words.text("register", "actions", entry.action.value, before=entry.before, revision=entry.revision),
            entry.note,
        )
        if part
    )


def tell_change(change: Change, words: Catalogue) -> str:
    """A field that differs: what it was and what it is."""
    return f"{'.'.join(change.path)}: {_shown(change.old, words)} → {_shown(change.new, words)}"


def plain(value: object) -> Any:
    """A value as JSON carries it; what is not there is null."""
    match value:
        case dict():
            return {key: plain(one) for key, one in value.items()}
        case list() | tuple():
            return [plain(one) for one in value]
        case bool() | int() | str() | None:
            return value
    return None if value is ABSENT else str(value)


# -- how it is done


def _one(counter: Counter, code: Exit, key: str, **values: object) -> None:
    """A refusal of the register itself."""
    counter.note(code)
    told = counter.words.text("register", "refused", key, **values)
    counter.screen.warn(told)
    if counter.as_json:
        counter.record({"refused": key, "message": told})


def _trouble(counter: Counter, told: Told) -> None:
    """What the database cannot do, where it lies, and what it says itself."""
    from mobilnost.register.opening import address_of
    from mobilnost.register.troubles import Trouble

    folder, url = counter.register_place
    address = url or "" if told.trouble is Trouble.WRONG_ADDRESS else address_of(folder, url)
    where = address if isinstance(address, str) else address.database if address.host is None else address
    _one(counter, Exit.INVALID, told.trouble.value, detail=told.detail, where=where)


def _conflict(counter: Counter, error: Conflict) -> None:
    """What the others did meanwhile, field by field, beside what was to be done."""
    words, screen = counter.words, counter.screen
    named = {"kind": words.name("record_sorts", error.kind), "id": error.id}
    told = words.text("register", "refused", "conflict", **named)
    counter.note(Exit.WANTING)
    screen.warn(told)
    for entry in error.by:
        screen.warn(screen.indented(told_entry(entry, words)))
    for key, changes in (("theirs", error.theirs), ("mine", error.mine)):
        if changes:
            screen.warn(words.text("register", key))
        for one in changes:
            screen.warn(screen.indented(tell_change(one, words)))
    if counter.as_json:
        by = [{"actor": one.actor, "at": one.at.isoformat(), "note": one.note} for one in error.by]
        table = {"kind": error.kind, "id": error.id, "revision": error.revision, "by": by}
        fields = {"theirs": [*map(_field, error.theirs)], "mine": [*map(_field, error.mine)]}
        counter.record({"refused": "conflict", "message": told, **table, **fields})


def _field(change: Change) -> dict[str, Any]:
    return {"field": list(change.path), "old": plain(change.old), "new": plain(change.new)}


def _shown(value: object, words: Catalogue) -> str:
    from json import dumps

    if value is ABSENT:
        return words.text("register", "absent")
    told = value if isinstance(value, str) else dumps(plain(value), ensure_ascii=False)
    return told if len(told) <= LONGEST else f"{told[:LONGEST]}…"


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

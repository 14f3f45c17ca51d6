"""What a cell of a list says, as plain data that the converter of documents takes: nothing is guessed.

A date is 2018-10-01, 1.10.2018. or 01/10/2018, or a day of a program of tables; a number has a comma or a point; a text
is what stands there. A number where a text belongs is refused unless the mapping says how it is meant, for a program of
tables has taken its leading zeros away.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import StrEnum

from attrs import frozen

from mobilnost.formats.grids import Cell, Spoilt
from mobilnost.formats.harmless import as_meant
from mobilnost.formats.scalars import shown
from mobilnost.model.problems import BadValue


class Sort(StrEnum):
    """What belongs into a cell."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    LIST = "list"
    SKILLS = "skills"


class DayOrder(StrEnum):
    """Which number of 1.10.2018 is the day."""

    DAY_FIRST = "day-month"
    MONTH_FIRST = "month-day"


class Numbers(StrEnum):
    """What becomes of a number where a text belongs."""

    REFUSED = "refuse"
    EXACT = "exact"


@frozen(kw_only=True)
class Manner:
    """How cells are written in a list. `digits` restores leading zeros; `words` are the list's own words for values."""

    numbers: Numbers = Numbers.REFUSED
    digits: int | None = None
    days: DayOrder = DayOrder.DAY_FIRST
    separator: str = ","
    words: Mapping[str, str | int | bool | Decimal] = {}


Reading = Callable[[Cell, Manner], object]
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_LOCAL = re.compile(r"(\d{1,2})\s?[./-]\s?(\d{1,2})\s?[./-]\s?(\d{4})\.?", re.ASCII)
_WHOLE = re.compile(r"[+-]?\d{1,18}", re.ASCII)
_NUMBER = re.compile(r"[+-]?\d{1,18}(?:[.,]\d{1,18})?", re.ASCII)
_SWITCHES = {
    **dict.fromkeys(("true", "da", "yes", "да", "1"), True),
    **dict.fromkeys(("false", "ne", "no", "не", "0"), False),
}


def plain(cell: Cell, sort: Sort, manner: Manner) -> object:
    """The plain data of a cell that is not empty. Raises BadValue."""
    if isinstance(cell, Spoilt):
        raise BadValue(kind=cell.kind, found=shown(cell.found))
    if isinstance(cell, str):
        cell = as_meant(cell)
        if manner.words and sort not in (Sort.LIST, Sort.SKILLS):
            said = manner.words.get(cell, manner.words.get(cell.strip().casefold()))
            if said is not None:
                return said
    return _READINGS[sort](cell, manner)


def text(cell: Cell, manner: Manner) -> str:
    """A text as it stands there, with its blanks; a number only as the mapping says."""
    if isinstance(cell, str):
        return cell
    if type(cell) is int and cell >= 0 and (manner.digits is not None or manner.numbers is Numbers.EXACT):
        return _digits(cell, manner.digits)
    if type(cell) is Decimal and manner.digits is None and manner.numbers is Numbers.EXACT:
        return str(cell)
    raise BadValue(kind="not-a-text", found=_told(cell), expected="text")


def _digits(number: int, digits: int | None) -> str:
    written = str(number).zfill(digits or 0)
    if digits is not None and len(written) > digits:
        raise BadValue(found=str(number), expected=f"<= {10**digits - 1}")
    return written


def integer(cell: Cell, _: Manner) -> int:
    """A whole number."""
    if type(cell) is int:
        return cell
    if isinstance(cell, str) and _WHOLE.fullmatch(cell.strip()):
        return int(cell)
    raise BadValue(found=_told(cell), expected="integer")


def number(cell: Cell, _: Manner) -> Decimal:
    """A number with a decimal comma or point; one that groups its digits could mean either, and is refused."""
    if type(cell) in (int, Decimal):
        return Decimal(str(cell))
    if isinstance(cell, str) and _NUMBER.fullmatch(cell.strip()):
        return Decimal(cell.strip().replace(",", "."))
    raise BadValue(found=_told(cell), expected="number")


def boolean(cell: Cell, _: Manner) -> bool:
    """Yes or no, in the three languages."""
    if isinstance(cell, bool):
        return cell
    written = str(cell).strip().casefold()
    if isinstance(cell, str | int) and written in _SWITCHES:
        return _SWITCHES[written]
    raise BadValue(found=_told(cell), expected="boolean")


def day(cell: Cell, manner: Manner) -> dt.date:
    """A day; what has a time of day as well is none."""
    if type(cell) is dt.date:
        return cell
    if not isinstance(cell, str):
        raise BadValue(found=_told(cell), expected="date")
    parts = _day_parts(cell.strip(), manner.days)
    try:
        return dt.date(*parts)
    except (TypeError, ValueError) as error:
        raise BadValue(found=shown(cell), expected="date") from error


def _day_parts(written: str, order: DayOrder) -> tuple[int, ...]:
    """Year, month and day; nothing where it is no date."""
    if match := _ISO.fullmatch(written):
        return int(match[1]), int(match[2]), int(match[3])
    if match := _LOCAL.fullmatch(written):
        first, second, year = int(match[1]), int(match[2]), int(match[3])
        return (year, second, first) if order is DayOrder.DAY_FIRST else (year, first, second)
    return ()


def several(cell: Cell, manner: Manner) -> list[object]:
    """Texts with a sign between them; a backslash before the sign means the sign itself."""
    found = [_unescaped(one).strip() for one in _split(text(cell, manner), manner.separator)]
    words = manner.words
    return [words.get(one, words.get(one.casefold(), one)) for one in found if one]


def skills(cell: Cell, manner: Manner) -> list[dict[str, object]]:
    """Languages with their levels: `en:B2, de:A1`, or with a blank between them."""
    made: list[dict[str, object]] = []
    for one in _split(text(cell, manner), manner.separator):
        name, level = _skill(one.strip())
        known = manner.words.get(name, manner.words.get(name.casefold(), name))
        made.append({"code": known, "level": level.upper()})
    return made


def _skill(written: str) -> tuple[str, str]:
    name, _, level = (written.replace(":", " ") if ":" in written else written).rpartition(" ")
    if not name.strip():
        raise BadValue(found=shown(written), expected="language-and-level")
    return name.strip(), level


def _split(written: str, separator: str) -> list[str]:
    return re.split(rf"(?<!\\){re.escape(separator)}", written)


def _unescaped(written: str) -> str:
    return re.sub(r"\\(.)", r"\1", written)


def _told(cell: Cell) -> str:
    return cell.isoformat() if isinstance(cell, dt.date | dt.time) else shown(cell)


_READINGS: Mapping[Sort, Reading] = {
    Sort.TEXT: text,
    Sort.INTEGER: integer,
    Sort.NUMBER: number,
    Sort.BOOLEAN: boolean,
    Sort.DATE: day,
    Sort.LIST: several,
    Sort.SKILLS: skills,
}

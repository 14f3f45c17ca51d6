"""Codes and bounds: what a text or a number must look like before a value may hold it.

Each type is annotated with its `Check`, so that a file is refused at the very key that is wrong, and the same
check stands as the attrs validator for callers who build values themselves.
"""

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Any

from attrs import Attribute, frozen

from mobilnost.model.problems import BadValue

_REMEMBERED = 1024


@frozen
class Check:
    """A condition on one value; `expected` is its id, as problems show it. Serves as an attrs validator."""

    expected: str
    accepts: Callable[[Any], bool]

    def __call__(self, instance: object, attribute: "Attribute[Any]", value: Any) -> None:
        """Refuse `value` with `BadValue`; absent values pass, and of tuples each element is checked."""
        if isinstance(value, tuple):
            for index, element in enumerate(value):
                if not self.accepts(element):
                    raise BadValue(attribute.name, index, found=str(element), expected=self.expected)
        elif value is not None and not self.accepts(value):
            raise BadValue(attribute.name, found=str(value), expected=self.expected)


def matching(expected: str, pattern: str) -> Check:
    """A check that the whole text matches a regular expression."""
    # The same few codes stand in thousands of dossiers.
    matches = lru_cache(_REMEMBERED)(re.compile(pattern, re.ASCII).fullmatch)
    return Check(expected, lambda value: isinstance(value, str) and matches(value) is not None)


def between(lowest: int, highest: int | None = None) -> Check:
    """A check that a number is finite and within bounds, both included."""
    expected = f">= {lowest}" if highest is None else f"{lowest} .. {highest}"

    def accepts(value: int | Decimal) -> bool:
        finite = not isinstance(value, Decimal) or value.is_finite()
        return finite and value >= lowest and (highest is None or value <= highest)

    return Check(expected, accepts)


def writable(text: str) -> bool:
    """Whether a file can hold a text: halves of characters, which a shell or a file's name may hand over, none can."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


ID = matching("id", r"[^\s\x00-\x1f\x7f\ud800-\udfff]{1,200}")
TEXT = Check("text", lambda value: isinstance(value, str) and bool(value.strip()) and writable(value))
COUNTRY = matching("country-code", r"[A-Z]{2}")
LANGUAGE = matching("language-code", r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
ISCED_F = matching("isced-f", r"[0-9]{2,4}")
ERASMUS_CODE = matching("erasmus-code", r"(IRL|LUX|[A-Z]{2} |[A-Z]  )[A-Z][A-Z-]*[A-Z][0-9]{2,3}")
PIC = matching("pic", r"[0-9]{9}")
OID = matching("oid", r"E[0-9]{8}")
POSITIVE = between(1)
NOT_NEGATIVE = between(0)
DAY = Check("1900 .. 2999", lambda value: 1900 <= value.year <= 2999)
PERCENT = between(0, 100)
LATITUDE = between(-90, 90)
LONGITUDE = between(-180, 180)

Id = Annotated[str, ID]
"""The name of one thing in the office's records: no spaces, and never empty."""
Text = Annotated[str, TEXT]
"""Words that must say something: a reason, a reference."""
Country = Annotated[str, COUNTRY]
"""ISO 3166-1 alpha-2, in capitals (`BA`, `HR`, `XK`)."""
Language = Annotated[str, LANGUAGE]
"""ISO 639 in small letters, with subtags where needed (`hr`, `sr-Cyrl`)."""
IscedF = Annotated[str, ISCED_F]
"""ISCED-F 2013 field of education, two to four digits; a text, since leading zeros count (`0613`)."""
ErasmusCode = Annotated[str, ERASMUS_CODE]
"""Erasmus institutional code; its double spaces are significant (`D  BERLIN01`)."""
Pic = Annotated[str, PIC]
"""Participant identification code of the Commission's portal, nine digits."""
Oid = Annotated[str, OID]
"""Organisation id of the Commission's portal, `E` and eight digits."""
Day = Annotated[dt.date, DAY]
"""A day of a stay; a year far off is a slip of the pen, and no calendar could count from it."""
Count = Annotated[int, POSITIVE]
"""A whole number of at least one."""
Amount = Annotated[int, NOT_NEGATIVE]
"""A whole number of at least zero."""
Quantity = Annotated[Decimal, NOT_NEGATIVE]
"""A decimal number of at least zero."""
Percent = Annotated[Decimal, PERCENT]
"""A share in percent, 0 to 100."""
Latitude = Annotated[Decimal, LATITUDE]
"""Degrees north."""
Longitude = Annotated[Decimal, LONGITUDE]
"""Degrees east."""

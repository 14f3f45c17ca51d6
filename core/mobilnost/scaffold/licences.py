"""Licences by their SPDX identifiers: https://spdx.org/licenses/.

A distribution gets the text of a licence only where we ship it ourselves, as we do with that of our own; of all others
it says where the text stands, so that nobody relies on a copy that is not the licence's own.
"""

from __future__ import annotations

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

from mobilnost.model import BadValue

#: What is suggested, the usual one first. Any other identifier or expression of SPDX is taken as well.
LICENCES = ("Apache-2.0", "MIT", "BSD-3-Clause", "EUPL-1.2", "GPL-3.0-or-later")
#: The answer of whoever has not chosen, or gives it to nobody.
NO_LICENCE = "none"
#: Licences whose text we ship.
WITH_TEXT = frozenset({"Apache-2.0"})
_LIST = "https://spdx.org/licenses/"


def licence_of(written: str) -> str | None:
    """The licence that somebody names, as SPDX spells it; none where they want none. Raises `BadValue`."""
    if written.strip().lower() == NO_LICENCE:
        return None
    try:
        return canonicalize_license_expression(written)
    except InvalidLicenseExpression as error:
        raise BadValue("licence", found=written, expected="spdx") from error


def address_of(licence: str) -> str:
    """Where the text of a licence stands; of several together, the list of all."""
    one = " " not in licence and not licence.startswith("LicenseRef-")
    return f"{_LIST}{licence.removesuffix('+')}.html" if one else _LIST

"""Codes of programmes: what may be the first part of every id, and part of a package's name."""

from __future__ import annotations

import re
from keyword import iskeyword, issoftkeyword
from unicodedata import normalize

from attrs import frozen

from mobilnost.grammar import FUNCTIONS
from mobilnost.lawbook import Regulation
from mobilnost.model import Phrase
from mobilnost.rules import CORE_FACTS

LONGEST = 40
_CODE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", re.ASCII)
#: Words that a condition reads as something else.
_WORDS = frozenset({"true", "false", "none", "open", "mobilnost"})


@frozen(kw_only=True)
class Taken:
    """Names that are taken: programmes by code and plugins by name, each with who has it; and the university's own."""

    owners: dict[str, str]
    university: frozenset[str]

    @classmethod
    def of(cls, owners: dict[str, str], regulation: Regulation) -> Taken:
        """The names under installed plugins and a regulation, whose ids begin with other words than a programme's."""
        law = regulation.law
        ids = [
            *(one.key for one in law.provisions),
            *(one.id for one in law.rules),
            *(one.id for one in law.obligations),
            *(one.id for one in law.procedures),
        ]
        return cls(owners=owners, university=frozenset(id.partition(".")[0] for id in ids))


def refusal(code: str, taken: Taken) -> Phrase | None:
    """Why a text cannot be the code of a new programme, or nothing where it can."""
    if not _CODE.fullmatch(code) or not 2 <= len(code) <= LONGEST:
        return Phrase.of("form", code=code, suggestion=suggestion(code))
    if iskeyword(code) or issoftkeyword(code) or code in _WORDS or code in FUNCTIONS:
        return Phrase.of("word", code=code)
    if code in taken.university or _begins_a_fact(code):
        return Phrase.of("university", code=code)
    if code in taken.owners:
        return Phrase.of("taken", code=code, owner=taken.owners[code])
    return None


def suggestion(text: str) -> str:
    """The code that was probably meant, or nothing."""
    plain = normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    code = "_".join(words).lstrip("0123456789_")[:LONGEST].rstrip("_")
    return code if len(code) > 1 else ""


def _begins_a_fact(code: str) -> bool:
    """Whether a fact of the core bears the code, or could be one of the programme's own, whose names begin with it."""
    return any(f"{one.name}_".startswith(f"{code}_") for one in CORE_FACTS)


def package_of(code: str) -> str:
    """The package of a programme."""
    return f"mobilnost_{code}"


def distribution_of(code: str) -> str:
    """The distribution of a programme, as `pip` knows it."""
    return package_of(code).replace("_", "-")

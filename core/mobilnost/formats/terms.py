"""How a programme writes what it sets of the university's provisions: in its law file, and in a case of a scenario."""

from __future__ import annotations

from attrs import frozen

from mobilnost.model.values import Value


@frozen(kw_only=True)
class TermEntry:
    """`[[terms]]`: what a programme sets of the university's provisions."""

    provision: str
    value: Value
    applies: str | None = None
    cites: str
    source: str | None = None
    mode: str | None = None
    optional: bool = False

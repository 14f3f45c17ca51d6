"""A mutant: one file of the project with one thing changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from attrs import evolve, frozen

Stages = tuple[tuple[str, ...], ...]


@frozen
class Mutant:
    """A change, by an id that survives edits elsewhere. `stages` are the tests, the likeliest to find it first.

    Tests that name the `subject` come before others; of the file `tables` no others are tried first.
    """

    id: str
    file: str
    text: Callable[[], str]
    stages: Stages
    subject: str = ""
    tables: str | None = None


def numbered(mutants: Iterable[Mutant]) -> Iterator[Mutant]:
    """Mutants with ids of their own: the second of a name gets `#2`, and so on."""
    seen: Counter[str] = Counter()
    for one in mutants:
        seen[one.id] += 1
        yield one if seen[one.id] == 1 else evolve(one, id=f"{one.id} #{seen[one.id]}")

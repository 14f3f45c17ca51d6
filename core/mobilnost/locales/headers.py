"""How people call the keys of a record in the headers of their lists, in all languages at once."""

from __future__ import annotations

from functools import cache

from mobilnost.formats.proposals import Vocabulary
from mobilnost.formats.targets import DOSSIERS, INSTITUTIONS, Record, targets
from mobilnost.languages import LANGUAGES
from mobilnost.locales.catalogue import Catalogue, catalogue

#: Where the names of a record's keys stand.
TABLES = {DOSSIERS: "headers", INSTITUTIONS: "headers_of_institutions"}
#: Stands between several names of one thing.
_OR = "|"
#: Under which name the words for a key's values stand among those for facts.
_FACTS = {
    "mobility.kind": "kind",
    "mobility.direction": "direction",
    "person.status_in_country": "status_in_country",
    "student.cycle": "cycle",
    "student.study_status": "study_status",
    "staff.category": "staff_category",
}


@cache
def vocabulary(record: Record = DOSSIERS) -> Vocabulary:
    """The names of a record's keys, and the words for their values, of every language."""
    headers: dict[str, tuple[str, ...]] = {}
    words: dict[str, dict[str, tuple[str, ...]]] = {}
    for found in map(catalogue, LANGUAGES):
        for key, names in found.table(TABLES[record]).items():
            headers[key] = (*headers.get(key, ()), *_several(names))
        for key in {*_FACTS, *found.table("cells")} & set(targets(record)):
            table = words.setdefault(key, {})
            for value, names in _words(found, key):
                table[value] = (*table.get(value, ()), *names)
    return Vocabulary(record=record, headers=headers, words=words)


def _words(found: Catalogue, key: str) -> list[tuple[str, tuple[str, ...]]]:
    facts = found.table("words", _FACTS[key]) if key in _FACTS else {}
    cells = found.table("cells", key)
    return [(value, _several(names)) for table in (facts, cells) for value, names in table.items()]


def _several(names: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in names.split(_OR))

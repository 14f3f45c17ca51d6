"""The institutions of the register: the partners whose addresses and codes an office keeps."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from mobilnost.desk.desk import Desk
from mobilnost.desk.rehearsing import writing
from mobilnost.formats.rows import Bad, Good
from mobilnost.model import Institution, Place, Problem
from mobilnost.office import Office
from mobilnost.register.reader import Reader
from mobilnost.register.sorts import INSTITUTION


@frozen(kw_only=True)
class Taken:
    """What became of institutions: the new ones, those that were changed, and those that were so already."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    same: tuple[str, ...] = ()


def known_beside(office: Office, reader: Reader, ids: Iterable[str]) -> tuple[Institution, ...]:
    """What the register alone knows of some institutions; the office's own files prevail."""
    known = office.lawbook
    asked = [one for one in dict.fromkeys(ids) if one not in known.institutions and one != known.home.institution]
    return tuple(INSTITUTION.read(text).value for _, text in reader.texts(INSTITUTION, asked).values())


def keep_institutions(
    desk: Desk, institutions: Iterable[Institution], note: str | None = None, *, rehearsed: bool = False
) -> Taken:
    """Keeps institutions as they are from now on, in one transaction. Raises `Conflict` and `Forbidden`."""
    newest = {one.id: one for one in institutions}
    with writing(desk, rehearsed=rehearsed) as writer:
        known = writer.reader.texts(INSTITUTION, list(newest))
        added = [one for id, one in newest.items() if id not in known]
        if added:
            writer.add(INSTITUTION, *added, note=note)
        changed = [
            id
            for id, (revision, text) in known.items()
            if INSTITUTION.text_of(newest[id]) != text
            and writer.change(INSTITUTION, newest[id], revision, note) != revision
        ]
    same = tuple(id for id in known if id not in changed)
    return Taken(added=tuple(one.id for one in added), changed=tuple(changed), same=same)


def told_apart(rows: Iterable[Good | Bad], file: str | None) -> tuple[tuple[Institution, ...], tuple[Bad, ...]]:
    """The institutions of a list, and its bad rows; those with one id are all bad."""
    good: dict[str, list[Good]] = {}
    bad = []
    for one in rows:
        if isinstance(one, Bad):
            bad.append(one)
        else:
            good.setdefault(one.value.id, []).append(one)
    for id, several in good.items():
        if len(several) > 1:
            places = [Place(file, one.number, "id") for one in several]
            bad.extend(
                Bad(
                    number=one.number,
                    problems=(Problem("repeated-id", place, id, others=tuple(set(places) - {place})),),
                )
                for one, place in zip(several, places, strict=True)
            )
    kept = tuple(several[0].value for several in good.values() if len(several) == 1)
    return kept, tuple(sorted(bad, key=lambda one: one.number))

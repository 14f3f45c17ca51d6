"""What a law says and does not use, or rests on without saying so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mobilnost.analysis.entries import Entry, entries_of
from mobilnost.analysis.ground import Ground
from mobilnost.analysis.remarks import Remark
from mobilnost.instruments import CONDITIONS
from mobilnost.law import Layer, Mode, Permission, Provision
from mobilnost.model import Place
from mobilnost.rules import Contribution


def unused(law: Contribution, every: Iterable[Contribution]) -> Iterator[Remark]:
    """Provisions at which nothing in any law looks, and which do not say what else they are for (`used_by`)."""
    laws = tuple(every)
    looked_at = {key for one in laws for entry in entries_of(one) for key in entry.keys} | {CONDITIONS}
    looked_at |= {key for one in laws for duty in one.duties for key in duty.keys}
    for provision in law.provisions:
        if provision.key not in looked_at and not provision.used_by:
            yield Remark(
                code="provision-unused", place=_where(provision), subject=provision.key, citation=provision.citation
            )


def unmarked(law: Contribution, provisions: Iterable[Provision]) -> Iterator[Remark]:
    """Entries that rest on a provision that is a reading as a whole, without being marked as a reading themselves."""
    readings = {one.key: one for one in provisions if is_reading(one)}
    for entry in entries_of(law):
        rests = [readings[key] for key in entry.keys if key in readings]
        if rests and not entry.citation.reading:
            yield _unmarked(entry, rests[0])


def is_reading(provision: Provision) -> bool:
    """Whether the provision itself, or every value that it has, is an interpretation."""
    return all(one.citation.reading for one in provision.values if one.citation) if provision.values else False


def _unmarked(entry: Entry, provision: Provision) -> Remark:
    return Remark(
        code="reading-unmarked",
        place=entry.place,
        subject=entry.id,
        parts={"provision": provision.key},
        citation=provision.citation,
        others=(_where(provision),),
    )


def permissions(law: Contribution, ground: Ground) -> Iterator[Remark]:
    """Permissions that nobody can ever make use of; the law is typed."""
    for provision in law.provisions:
        for index, permission in enumerate(provision.permissions):
            if reason := unusable(permission, provision, ground):
                yield Remark(
                    code="permission-unusable",
                    place=_where(provision),
                    subject=provision.key,
                    parts={"index": index, "layer": permission.layer, "mode": permission.mode, "reason": reason},
                    core=(permission.applies,),
                    citation=permission.citation or provision.citation,
                )


def unusable(permission: Permission, provision: Provision, ground: Ground) -> str | None:
    """Why nobody can make use of a permission, if that is so: an id."""
    if permission.mode is Mode.TIGHTEN and provision.stricter is None:
        return "no-stricter-side"
    if (permission.mode is Mode.WAIVE) != (permission.layer is Layer.DECISION):
        return "waiving-is-for-decisions"
    if permission.layer in (Layer.REGULATION, Layer.SETTING):
        return "nobody-speaks"
    never = ground.questions.possible(permission.applies).holds is False
    return "never-applies" if never else None


def _where(provision: Provision) -> Place:
    return provision.place or Place(provision.citation.source, None, provision.key)

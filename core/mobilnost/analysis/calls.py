"""What is to be said of a call: by itself, and beside the agreements that it offers, with which it is to be in line.

Čl. 11 st. 1. An agreement is laid beside a call under the edition that the call names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from attrs import evolve

from mobilnost.analysis.comparing import Clash, Within
from mobilnost.analysis.conditions import excluding, not_analysed, of_conditions, remark
from mobilnost.analysis.drafts import Draft, Unplaced, draft
from mobilnost.analysis.frames import Frames, frames_of_year
from mobilnost.analysis.ground import Ground
from mobilnost.analysis.inspection import Inspection
from mobilnost.analysis.limits import crossings
from mobilnost.analysis.periods import end_of, year_of
from mobilnost.analysis.remarks import Remark
from mobilnost.analysis.sentences import Taken
from mobilnost.analysis.terms import of_terms, placed
from mobilnost.law import Candidate, Layer
from mobilnost.model import Agreement, Call, Place


def of_call(given: Unplaced[Call], ground: Ground) -> Inspection:
    """Its conditions and terms, each alone, beside each other, and beside the law."""
    drafted = draft([(given, Layer.CALL)], ground)
    within = Within(ground.lawful, frames_of_year(given.value.academic_year, ground))
    return Inspection(drafted.problems, (*of_conditions(drafted, within), *of_terms(drafted, within)))


def unknown_agreements(given: Unplaced[Call], known: Iterable[str]) -> Iterator[Remark]:
    """The agreements that a call offers and that nobody has."""
    names = tuple(known)
    for index, name in enumerate(given.value.agreements or ()):
        if name not in names:
            near = get_close_matches(name, names, n=1)
            parts = {"agreement": name, "suggestion": near[0] if near else None}
            place = given.place("agreements", index)
            yield Remark(code="call-agreement-unknown", place=place, subject=given.value.id, parts=parts)


def of_pair(call: Unplaced[Call], agreement: Unplaced[Agreement], ground: Ground, frames: Frames) -> Iterator[Remark]:
    """Whether a call is in line with an agreement that it offers, or that a dossier rests on beside it."""
    offer = _offer(call, agreement.value.id)
    if agreement.value.programme != call.value.programme:
        yield Remark(
            code="call-other-programme",
            place=offer,
            subject=agreement.value.id,
            parts={"programme": call.value.programme, "other": agreement.value.programme},
            others=(agreement.place("programme"),),
        )
        return
    yield from _in_time(call, agreement, offer)
    both = draft([(call, Layer.CALL), (agreement, Layer.AGREEMENT)], ground)
    within = Within(ground.lawful, frames)
    yield from _without_places(both, within, agreement.place("places"))
    yield from _contradicting(both, within)
    yield from _overruled(both, within)
    yield from _crossing(both, within)


def _offer(call: Unplaced[Call], id: str) -> Place:
    offered = call.value.agreements or ()
    return call.place("agreements", offered.index(id)) if id in offered else call.place("id")


def _in_time(call: Unplaced[Call], agreement: Unplaced[Agreement], offer: Place) -> Iterator[Remark]:
    """Whether the agreement is in force for all of the call's academic year (čl. 5 st. 2, a reading)."""
    first, last = year_of(call.value.academic_year)
    parts = {"agreement": agreement.value.id, "year": call.value.academic_year, "first": first, "last": last}
    end, begins = end_of(agreement.value), agreement.value.valid_from
    if end is not None and end[0] < last:
        day, key = end
        told = {**parts, "day": day, "wholly": day < first}
        yield _out_of_time("agreement-ends-too-early", offer, told, {"last_day": last}, agreement.place(key))
    if begins > first:
        told = {**parts, "day": begins, "wholly": begins > last}
        yield _out_of_time(
            "agreement-begins-too-late", offer, told, {"first_day": first}, agreement.place("valid_from")
        )


def _out_of_time(code: str, offer: Place, parts: Mapping[str, Any], witness: Mapping[str, Any], said: Place) -> Remark:
    subject = str(parts["agreement"])
    return Remark(code=code, place=offer, subject=subject, parts=parts, witness=witness, others=(said,))


def _without_places(both: Draft, within: Within, places: Place) -> Iterator[Remark]:
    """Conditions of the call that none of those can meet for whom the agreement has places."""
    anywhere = Within(within.ask, Frames(days=within.frames.days))
    for one in both.conditions:
        if one.rule.layer is Layer.CALL and anywhere.possible(one.met).holds:
            concerned, met = within.possible(one.scope), within.possible(one.met)
            if concerned.holds and met.holds is False:
                parts = {**excluding([met], within, one.rule.requires), "placed": True}
                yield remark("call-against-agreement", one, witness=concerned.witness, others=(places,), **parts)


def _contradicting(both: Draft, within: Within) -> Iterator[Remark]:
    """Conditions of the two, and what their terms make of the law's rules, that cannot be met together."""
    theirs = [one for one in both.conditions if one.rule.layer is Layer.AGREEMENT]
    ours = [one for one in both.conditions if one.rule.layer is Layer.CALL]
    pairs = [(one, other) for one in ours for other in (*theirs, *_set_by(both, Layer.AGREEMENT))]
    pairs += [(rule, other) for rule in _set_by(both, Layer.CALL) for other in theirs]
    for one, other in pairs:
        clash, place = within.clash(one, other), _place(one, both, Layer.CALL)
        if isinstance(clash, Clash):
            yield _against(place, one, other, clash, _place(other, both, Layer.AGREEMENT))
        elif clash is not None:
            unread = not_analysed(one, [clash], other)
            yield evolve(unread, place=place or unread.place)


def _set_by(both: Draft, layer: Layer) -> list[Taken]:
    """The rules of the law whose figures a layer sets."""
    keys = {one.key for one in both.overrides if one.origin.layer is layer}
    return [one for one in both.changed if not keys.isdisjoint(one.rule.figures)]


def _place(one: Taken, both: Draft, layer: Layer) -> Place | None:
    """Where a layer says it: its own condition, or the term that sets the figure of a rule."""
    if one.rule.layer is layer and one in both.conditions:
        return one.rule.place
    said = (term for term in both.overrides if term.origin.layer is layer and term.key in one.rule.figures)
    return next((term.origin.place for term in said), one.rule.place)


def _against(place: Place | None, one: Taken, other: Taken, clash: Clash, where: Place | None) -> Remark:
    return Remark(
        code="call-against-agreement",
        place=place or Place(one.rule.citation.source, None, one.rule.id),
        subject=one.rule.id,
        parts={"rule": other.rule.id, "requires": one.rule.requires, "other": other.rule.requires},
        witness=clash.witness,
        core=clash.core,
        citation=other.rule.citation,
        others=(where,) if where else (),
    )


def _overruled(both: Draft, within: Within) -> Iterator[Remark]:
    """Terms of the call that the agreement sets otherwise."""
    for key, figure in both.touched.items():
        ours = [one for one in figure.candidates if one.origin.layer is Layer.CALL]
        theirs = [one for one in figure.candidates if one.origin.layer is Layer.AGREEMENT]
        for mine in ours:
            found = ((other, within.possible(mine.applies, other.applies)) for other in theirs if _differ(mine, other))
            for other, meets in found:
                if meets.holds:
                    yield Remark(
                        code="call-term-overruled",
                        place=placed(mine.origin, key),
                        subject=key,
                        parts={"value": mine, "other": other},
                        witness=meets.witness,
                        citation=other.origin.citation,
                        others=(placed(other.origin, key),),
                    )


def _differ(mine: Candidate, other: Candidate) -> bool:
    """Whether the agreement's value is another; what it adds to a list overrules nothing."""
    if isinstance(mine.value, tuple) and isinstance(other.value, tuple):
        return not set(mine.value) <= set(other.value)
    return mine.value != other.value


def _crossing(both: Draft, within: Within) -> Iterator[Remark]:
    """A minimum of the one above a maximum of the other."""
    for one in crossings(both.ground, within, both.touched, both.touched):
        sides = {one.least.origin.layer: (one.least, one.minimum), one.most.origin.layer: (one.most, one.maximum)}
        if sides.keys() == {Layer.CALL, Layer.AGREEMENT}:
            mine, key = sides[Layer.CALL]
            theirs, other = sides[Layer.AGREEMENT]
            yield Remark(
                code="minimum-above-maximum",
                place=placed(mine.origin, key),
                subject=key,
                parts={"minimum": one.minimum, "least": one.least, "maximum": one.maximum, "most": one.most},
                witness=one.witness,
                core=one.core,
                citation=theirs.origin.citation,
                others=(placed(theirs.origin, other),),
            )

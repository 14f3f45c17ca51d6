"""In whose name a plugin speaks: its own programme's, or the university's where it adds to a programme of others."""

from __future__ import annotations

from attrs import evolve

from mobilnost.host.plugins import BrokenPlugin
from mobilnost.law import Authority, Layer, Programme
from mobilnost.model import Phrase
from mobilnost.rules import Contribution


def for_programme(name: str, programme: Programme, given: Contribution) -> Contribution:
    """What a programme's own plugin says of it: under its own name, and in the programme's name."""
    prefix = f"{programme.code}."
    ids = [
        *(one.key for one in given.provisions),
        *(one.id for one in given.rules),
        *(one.id for one in given.procedures),
        *(one.id for one in given.obligations),
        *(one.id for one in given.duties),
    ]
    strangers = [id for id in ids if not id.startswith(prefix)]
    if strangers:
        raise BrokenPlugin(name, Phrase.of("foreign-ids", prefix=prefix, ids=", ".join(strangers)))
    return _spoken(given, Authority.PROGRAMME, Layer.PROGRAMME)


def for_university(given: Contribution) -> Contribution:
    """What an office's plugin adds to a programme of others speaks for the university; its terms set what an office's
    settings may set.
    """
    return _spoken(given, Authority.UNIVERSITY, Layer.SETTING)


def _spoken(given: Contribution, authority: Authority, layer: Layer) -> Contribution:
    return evolve(
        given,
        provisions=tuple(evolve(one, authority=authority) for one in given.provisions),
        rules=tuple(evolve(one, authority=authority, layer=layer) for one in given.rules),
        overrides=tuple(evolve(one, origin=evolve(one.origin, layer=layer)) for one in given.overrides),
        documents=tuple(evolve(one, authority=authority, layer=layer) for one in given.documents),
        obligations=tuple(evolve(one, authority=authority, layer=layer) for one in given.obligations),
        procedures=tuple(evolve(one, authority=authority, layer=layer) for one in given.procedures),
    )

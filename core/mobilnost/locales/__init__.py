"""Words for people in English, Croatian and Macedonian: the core hands over ids and values, these make the sentences.

    catalogue   the words themselves, from en.toml, hr.toml, mk.toml and those that plugins bring
    forms       numbers, dates, spans and lists as a language writes them
    subjects    the names of facts, provisions and values
    clauses     why a condition holds or does not, part by part
    tell        a finding, from the expression of its rule
    pieces      conditions taken apart before they are told
    phrases     what an expression stands for
    comparisons what is held against what
    abstract    conditions and requirements without a dossier, with the figures of the law
    scopes      whom a condition picks out, and the facts of a witness
    lawteller   rules, provisions, papers, duties and permissions as a rulebook has them
    papers      documents and duties
    mistakes    what is wrong with a file
    remarks     what the analysis finds in a file that can be used

What a language does not say is never typed per rule: a sentence is built from the pieces of the grammar.

The tellers are loaded when they are first used: who lists dossiers tells no findings, and pays for no analysis.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from mobilnost.languages import LANGUAGES, language_of
from mobilnost.locales.catalogue import Catalogue, catalogue
from mobilnost.locales.forms import Forms
from mobilnost.locales.mistakes import tell_problem
from mobilnost.locales.papers import tell_document, tell_obligation

if TYPE_CHECKING:
    from mobilnost.locales.lawteller import LawTeller
    from mobilnost.locales.remarks import RemarkTeller
    from mobilnost.locales.tell import Teller

__all__ = [
    "LANGUAGES",
    "Catalogue",
    "Forms",
    "LawTeller",
    "RemarkTeller",
    "Teller",
    "catalogue",
    "language_of",
    "tell_document",
    "tell_obligation",
    "tell_problem",
]

_TELLERS = {"LawTeller": "lawteller", "RemarkTeller": "remarks", "Teller": "tell"}


def __getattr__(name: str) -> object:
    """A teller, from the module it lives in, when it is first asked for."""
    if name not in _TELLERS:
        raise AttributeError(f"module 'mobilnost.locales' has no attribute {name!r}")
    found: object = getattr(import_module(f"mobilnost.locales.{_TELLERS[name]}"), name)
    globals()[name] = found
    return found

"""The report on a dossier for other systems, with the sentences that people read in it."""

from __future__ import annotations

from typing import Any

from mobilnost.assessment import Assessment
from mobilnost.formats import report as written
from mobilnost.host import Host
from mobilnost.languages import DEFAULT_LANGUAGE
from mobilnost.locales.catalogue import catalogue
from mobilnost.locales.tell import Teller


def report(assessment: Assessment, *, language: str = DEFAULT_LANGUAGE, host: Host | None = None) -> dict[str, Any]:
    """The assessment as plain data, the object that `mobilnost check --json` writes; `json.dumps` takes it as it is.

    `language` is that of the sentences (`en`, `hr`, `mk`), `host` the one whose plugins bring words of their own. Money
    and quantities are decimal strings. Raises `BrokenFact` where a fact of a plugin fails.
    """
    return written.report(assessment, Teller.of(assessment, catalogue(language, host)).tell)

"""How a passage is cited where it stands in brackets after a sentence."""

from __future__ import annotations

from mobilnost.law import Citation
from mobilnost.locales.catalogue import Catalogue


def cited(citation: Citation, words: Catalogue) -> str:
    """`Pravilnik, čl. 9 st. 1, our reading`: source, place, and that it is a reading where it is one."""
    place = words.find("places", citation.at) or citation.at
    parts = (citation.source, place, words.text("shell", "reading") if citation.reading else "")
    return ", ".join(part for part in parts if part)

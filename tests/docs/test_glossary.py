"""The terms of the glossary are those that the catalogues use, in every language."""

import re
from pathlib import Path

import pytest

from mobilnost.locales import LANGUAGES, catalogue

PAGE = Path(__file__).parents[2] / "docs" / "glossary.md"
ROW = re.compile(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \| `([^`]+)` \|$", re.MULTILINE)
ROWS = [found.groups() for found in ROW.finditer(PAGE.read_text(encoding="utf-8"))]


def form(term: str) -> str:
    """The form that stands in a catalogue: the one in parentheses, where there is one."""
    found = re.search(r" \((.+)\)$", term)
    return found[1] if found else term


def told(language: str, path: str) -> str:
    """The words of a catalogue at a path, without the article and the blanks."""
    found = catalogue(language).find(*path.split("/")) or ""
    return re.sub(r"^(the|a|an) |\{\w+\} ", "", found)


def test_there_are_terms() -> None:
    assert len(ROWS) > 80
    assert len({path for *_, path in ROWS}) == len(ROWS)


@pytest.mark.parametrize(("number", "language"), list(enumerate(LANGUAGES)))
def test_each_term_is_the_one_of_the_catalogue(number: int, language: str) -> None:
    wrong = []
    for *terms, path in ROWS:
        words, term = told(language, path), terms[number]
        if words != term and not re.search(rf"(?<!\w){re.escape(form(term))}(?!\w)", words):
            wrong.append((path, term, words))
    assert not wrong


def test_what_has_one_name_has_it_everywhere() -> None:
    """Papers and kinds of mobility are called in the glossary as the catalogue calls them, word for word."""
    for *terms, path in ROWS:
        if path.startswith(("documents/", "words/", "roles/")):
            assert [told(language, path) for language in LANGUAGES] == terms

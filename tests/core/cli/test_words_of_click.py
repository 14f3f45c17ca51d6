"""What click says has words in every language: those of the click that is installed, and of the oldest that will do."""

import string
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import click
import pytest
from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from mobilnost.cli.language import DOMAIN, LOCALES
from mobilnost.languages import LANGUAGES

OTHERS = [one for one in LANGUAGES if one != "en"]
#: What 8.1.7 says otherwise, and what no reader of sources finds because it stands in an f-string or is looked up.
ELSEWHERE = [
    "(Deprecated) {text}",
    "DeprecationWarning: The command {name!r} is deprecated.",
    "Error: The value you entered was invalid.",
    "Error: {e.message}",
    "No such option: {name}",
    "Usage:",
    "required",
    "{name} '{filename}' is a directory.",
    "{value!r} is not a valid boolean.",
]


def said() -> Iterator[str]:
    """Every message that click takes from gettext; of a plural the singular, by which it is found."""
    folder = Path(str(click.__file__)).parent
    found = extract_from_dir(str(folder), [("**.py", "python")], keywords={"_": None, "ngettext": (1, 2)})
    for file, _, message, _, _ in found:
        if not file.startswith("testing"):
            yield message if isinstance(message, str) else message[0]


def written(language: str) -> Catalog:
    with Path(LOCALES, language, "LC_MESSAGES", f"{DOMAIN}.po").open("rb") as file:
        return read_po(file, locale=language, domain=DOMAIN)


@pytest.fixture(params=OTHERS)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_every_message_has_words(language: str) -> None:
    messages = set(said())
    assert len(messages) > 50
    known = {one.id if isinstance(one.id, str) else one.id[0] for one in written(language) if one.id and one.string}
    assert not sorted((messages | set(ELSEWHERE)) - known), f"click {version('click')}"


def test_no_blank_is_lost_or_invented(language: str) -> None:
    for one in written(language):
        originals = [one.id] if isinstance(one.id, str) else list(one.id)
        allowed = {blank for text in originals for blank in blanks(text)}
        for text in [one.string] if isinstance(one.string, str) else one.string:
            assert text or not one.id
            assert blanks(text) == blanks(originals[0]) or (len(originals) > 1 and blanks(text) <= allowed), one.id


def blanks(text: str) -> set[tuple[str, str | None]]:
    return {(name, conversion) for _, name, _, conversion in string.Formatter().parse(text) if name}


def test_what_the_program_reads_is_made_from_what_people_edit(language: str) -> None:
    with Path(LOCALES, language, "LC_MESSAGES", f"{DOMAIN}.mo").open("rb") as file:
        assert pairs(read_mo(file)) == pairs(written(language))


def pairs(catalog: Catalog) -> list[tuple[object, object]]:
    """What is said, and in which words, plural forms included."""
    return sorted((list(one.id), list(one.string)) for one in catalog if one.id)

"""Every page of help is in the reader's language, every command and option on it, with nothing left in another."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from offices import environment

from mobilnost.cli.helps import COMMANDS
from mobilnost.cli.texts import texts, texts_of
from mobilnost.languages import LANGUAGES

#: Walks all commands as the shell would reach them, and says what stands on each page.
WALK = """
import json, sys, click
from mobilnost.cli import language
language.speak(sys.argv[1])
from mobilnost.cli.lazy import program

def pages(command, context, path):
    named = [one for one in command.params if isinstance(one, click.Option)]
    yield path, {
        "page": command.get_help(context),
        "line": command.get_short_help_str(1000),
        "help": command.help,
        "options": {max(one.opts, key=len): one.help for one in named},
    }
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            if inner is None:
                sys.exit(f"{path} {name} does not exist")
            yield from pages(inner, inner.context_class(inner, context, name), f"{path} {name}")

print(json.dumps(dict(pages(program, program.context_class(program, info_name="mobilnost"), "mobilnost"))))
"""
Pages = Mapping[str, Mapping[str, Any]]
#: What is the same in all languages: names of things in files and on the command line.
NAMES = re.compile(
    r"`[^`]*`|--?[a-z][a-z-]*|\[[^\]]*\]|\b[A-Z][A-Z0-9_-]+\b|\b[\w-]+\.(?:toml|json|html|md)\b|\bmobilnost\b|\w+\.\w+|\d+"
)


@pytest.fixture(scope="module")
def pages() -> dict[str, Pages]:
    return {language: walked(language) for language in LANGUAGES}


def walked(language: str) -> Pages:
    done = subprocess.run(
        [sys.executable, "-c", WALK, language], env=environment(), capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    found: Pages = json.loads(done.stdout)
    return found


def commands_in(language: str) -> dict[str, Any]:
    """The texts of all commands: those of nouns with many of them stand in a file of the noun's own."""
    nouns = (texts_of(language, noun) for noun in COMMANDS)
    return dict(texts(language)["commands"]) | {path: own for noun in nouns for path, own in noun.items()}


def said(page: Mapping[str, Any]) -> Iterator[str]:
    yield from (page["line"], page["help"], *page["options"].values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_and_option_has_its_text(pages: dict[str, Pages], language: str) -> None:
    assert len(pages[language]) > 3
    for path, page in pages[language].items():
        assert page["help"], path
        assert path == "mobilnost" or page["line"], path
        assert not [name for name, text in page["options"].items() if not text and name != "--version"], path


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_texts_come_from_the_catalogue(pages: dict[str, Pages], language: str) -> None:
    known, commands = texts(language), commands_in(language)
    for path, page in pages[language].items():
        own = commands[path.removeprefix("mobilnost ")]
        assert page["help"] == own["help"], path
        for name, text in page["options"].items():
            if name not in ("--help", "--version"):
                bare = name.lstrip("-")
                assert text == (own.get("options", {}).get(bare) or known["options"].get(bare)), f"{path} {name}"


def test_the_catalogue_speaks_of_no_command_and_no_option_that_does_not_exist(pages: dict[str, Pages]) -> None:
    there = {path.removeprefix("mobilnost "): page["options"] for path, page in pages["en"].items()}
    known, commands = texts("en"), commands_in("en")
    assert commands.keys() == there.keys()
    for path, own in commands.items():
        assert {f"--{name}" for name in own.get("options", {})} <= there[path].keys(), path
    assert {f"--{name}" for name in known["options"]} <= {name for options in there.values() for name in options}


@pytest.mark.parametrize("language", ["hr", "mk"])
def test_no_text_is_left_in_english(pages: dict[str, Pages], language: str) -> None:
    for path, english in pages["en"].items():
        other = pages[language][path]
        same = set(said(english)) & set(said(other)) - {""}
        assert not same, path
        if language == "mk":
            assert all(re.search("[\u0400-\u04ff]", text) for text in said(other) if text), path


#: Words that the languages share.
PRODUCTS = {"erasmus", "postgresql", "sqlite"}
SHARED = {
    "hr": {"program", "format", "plan", "partner", "status", "student", "one", "mandate", "time"} | PRODUCTS,
    "mk": PRODUCTS,
}


@pytest.mark.parametrize("language", ["hr", "mk"])
def test_no_word_on_a_page_is_english(pages: dict[str, Pages], language: str) -> None:
    names = {part for path in pages["en"] for part in re.split("[ -]", path)}
    english = {word for page in pages["en"].values() for word in words(page["page"])} - names
    for path, page in pages[language].items():
        left = words(page["page"]) & english - SHARED[language]
        assert not left, path


def words(page: str) -> set[str]:
    """The words of a page that are in a language: of three letters or more, and no names of things."""
    return set(re.findall(r"\b[a-z]{3,}\b", NAMES.sub(" ", page).lower()))


def test_a_text_says_as_much_in_every_language(pages: dict[str, Pages]) -> None:
    for path, page in pages["en"].items():
        for language in LANGUAGES:
            other = pages[language][path]
            assert measure(other["help"]) == measure(page["help"]), f"{path} in {language}"
            assert page["options"].keys() == other["options"].keys()


def measure(text: str) -> tuple[int, list[str]]:
    """How many paragraphs a text has, and which figures, such as exit codes and dates, are in it."""
    return text.count("\n\n"), re.findall(r"\d+", text)


def test_a_page_is_laid_out_alike_in_every_language(pages: dict[str, Pages]) -> None:
    for path, page in pages["en"].items():
        shapes = {language: shape(pages[language][path]["page"]) for language in LANGUAGES}
        assert shapes["hr"] == shapes["mk"] == shape(page["page"]), path


def shape(page: str) -> list[str]:
    """What stands at the left of a page: the options."""
    listed = next(part for part in page.split("\n\n") if re.search(r"^  (-h, )?--help", part, re.MULTILINE))
    return re.findall(r"^  (--?[a-z-]+)", listed, flags=re.MULTILINE)

"""The whole law told in one language, as the files of `tests/core/locales/golden` have it.

The golden files are there to be read through, and so that a change of words or of law shows in the diff. Written anew:

    PYTHONPATH=tests python tests/told.py
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from importlib.resources import files
from pathlib import Path

from attrs import frozen

import mobilnost
from mobilnost import Contribution, Host, Lawbook, Rulebook
from mobilnost.formats import load_dossier
from mobilnost.grammar import Vocabulary
from mobilnost.law import Figure, Resolver
from mobilnost.locales import LANGUAGES, Catalogue, Forms, LawTeller, Teller, catalogue
from mobilnost.locales.catalogue import merged, words_of
from mobilnost.locales.forms import sentence
from mobilnost.locales.subjects import Subjects
from mobilnost.office import Office
from mobilnost.rules import CORE_FACTS, Outcome, Typist, types_of

GOLDEN = Path(__file__).parent / "core" / "locales" / "golden"
NORPLUS = Path(__file__).parents[1] / "examples" / "plugin-norplus"
ON = dt.date(2019, 10, 1)
#: A day in each edition of each programme.
STAYS = (
    ("erasmus", ON),
    ("erasmus", dt.date(2022, 10, 1)),
    ("ceepus", ON),
    ("ceepus", dt.date(2025, 10, 1)),
    ("bilateral", ON),
    ("lipetsk", ON),
    ("norplus", ON),
)


@frozen(kw_only=True)
class Chapter:
    """A part of the law and who tells it."""

    title: str
    teller: LawTeller
    figures: Mapping[str, Figure]
    law: Contribution


@cache
def host() -> Host:
    """The programmes that are installed, and the example that others copy."""
    if str(NORPLUS) not in sys.path:
        sys.path.append(str(NORPLUS))
    found = Host.discover(strict=True)
    found.add(import_module("mobilnost_norplus"))
    return found


@cache
def lawbook() -> Lawbook:
    """The shipped regulation with all of them."""
    return Lawbook(regulation=mobilnost.regulation(), programmes=host().laws)


@cache
def words(language: str) -> Catalogue:
    """The words of a language without a fallback, so that a missing one is missing."""
    found = catalogue(language, host())
    return Catalogue(language=language, words=merged(words_of("mobilnost_norplus", language), found.words))


def university(language: str) -> Chapter:
    """The regulation by itself, before any programme is chosen."""
    law = mobilnost.regulation().law
    types = types_of(CORE_FACTS)
    provisions = {one.key: one.type for one in law.provisions}
    typist = Typist(Vocabulary(facts=types, figures=provisions))
    typed = typist.contribution(law)
    figures = Resolver(ON, types).figures(typed.provisions).figures
    names = {one.programme.code: one.programme.names for one in host().laws}
    found = words(language)
    subjects = Subjects(words=found, forms=Forms(found), types={**types, **provisions}, programmes=names)
    teller = LawTeller(words=found, subjects=subjects, figures=figures, rules={one.id: one for one in typed.rules})
    return Chapter(title=mobilnost.regulation().names[language], teller=teller, figures=figures, law=typed)


def programme(language: str, code: str, day: dt.date) -> Chapter:
    """What a programme adds, in one of its editions."""
    book = lawbook().rulebook(code, day)
    edition = f" {book.edition.id}" if book.edition else ""
    return Chapter(
        title=f"{book.programme.names[language]}{edition}",
        teller=LawTeller.of(book, words(language)),
        figures={key: one for key, one in book.figures.items() if one.provision.authority == "programme"},
        law=Contribution(
            rules=tuple(one for one in book.rules.values() if one.authority == "programme"),
            documents=tuple(one for one in book.documents if one.authority == "programme"),
            obligations=tuple(one for one in book.obligations if one.authority == "programme"),
            components=book.components,
        ),
    )


def chapters(language: str) -> Iterator[Chapter]:
    """Everything there is to tell."""
    yield university(language)
    yield from (programme(language, code, day) for code, day in STAYS)


def books() -> Iterator[Rulebook]:
    """The rulebooks of all programmes and editions."""
    yield from (lawbook().rulebook(code, day) for code, day in STAYS)


def lines(chapter: Chapter) -> Iterator[str]:
    """A chapter, a sentence to a line; each with the id of what it tells."""
    teller, law = chapter.teller, chapter.law
    yield f"# {chapter.title}"
    for rule in law.rules:
        yield f"{rule.id}: {teller.title(rule)}. {teller.told(rule)}"
    for key, figure in chapter.figures.items():
        cited = f"{teller.cited(figure.provision.citation)}."
        may = " ".join(map(sentence, teller.may_set(figure.provision)))
        yield f"{key}: {sentence(f'{teller.provision(key)}: {teller.figure(figure)}')} {cited} {may}"
    for paper in law.documents:
        yield f"{paper.type}: {teller.document(paper)} {teller.cited(paper.citation)}."
    for duty in law.obligations:
        yield f"{duty.id}: {teller.obligation(duty)} {teller.cited(duty.citation)}."
    for component in law.components:
        yield f"{component.id}: {teller.component(component)} {teller.cited(component.citation)}."


def findings(language: str) -> Iterator[str]:
    """What is said of the dossiers of the example office, each sentence once."""
    office = Office.open(Path(str(files("mobilnost"))) / "examples" / "office", Host.discover())
    told: dict[str, None] = {}
    for path in sorted(office.dossiers.paths):
        found = office.assess(load_dossier(path), dt.date(2018, 6, 25))
        teller = Teller.of(found, words(language))
        for one in found.findings:
            if one.outcome is not Outcome.NOT_APPLICABLE:
                told[f"{one.id}, {one.outcome}: {teller.tell(one)}"] = None
                told.update(dict.fromkeys(f"{one.id}: {line}" for line in teller.provenance(one)))
    yield "# example office"
    yield from sorted(told)


def text(language: str) -> str:
    """The golden file of a language."""
    told = [line for chapter in chapters(language) for line in (*lines(chapter), "")]
    return "\n".join([*told, *findings(language), ""])


if __name__ == "__main__":
    for language in LANGUAGES:
        (GOLDEN / f"{language}.txt").write_text(text(language), encoding="utf-8")

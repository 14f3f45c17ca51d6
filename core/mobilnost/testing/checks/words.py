"""Whether everything that a law speaks of has its words in every language, and the languages say the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mobilnost.instruments import kind_rules
from mobilnost.languages import DEFAULT_LANGUAGE, LANGUAGES
from mobilnost.locales import Catalogue
from mobilnost.locales.catalogue import OWN, merged, words_of
from mobilnost.locales.needed import BY_ID, OF_LANGUAGES, Path, blanks, leaves, needed
from mobilnost.model import InvalidData, Place
from mobilnost.office import words_in
from mobilnost.rules import Contribution
from mobilnost.standing import refuse
from mobilnost.testing.candidate import Candidate
from mobilnost.testing.lacks import Check, Lack, of_problem

Brought = Mapping[str, Mapping[Path, str]]
"""The words that a candidate brings, by language and path."""


def lacks(candidate: Candidate) -> Iterator[Lack]:
    """Words that are missing in a language, that have other blanks than the English ones, or that nobody needs."""
    brought: dict[str, dict[Path, str]] = {}
    for language in LANGUAGES:
        try:
            table = _brought(candidate, language)
        except InvalidData as error:
            yield from (of_problem(one, check=Check.WORDS) for one in error.problems)
            return
        brought[language] = dict(leaves(table))
        yield from _unspoken(candidate, Catalogue(language=language, words=merged(table, words_of(OWN, language))))
    yield from _unlike(candidate, brought)
    yield from _strays(candidate, brought)


def _brought(candidate: Candidate, language: str) -> dict[str, object]:
    """The words that it brings for a language. Raises `InvalidData`."""
    words: dict[str, object] = {}
    for package in candidate.packages:
        words = merged(words_of(package, language), words)
    if candidate.folder is not None:
        found, problems = words_in(candidate.folder, language, words_of(OWN, language))
        refuse(problems)
        words = merged(found, words)
    return words


def _unspoken(candidate: Candidate, words: Catalogue) -> Iterator[Lack]:
    """What the law needs, and a language does not have."""
    for paths in dict.fromkeys(needed(_law(candidate), candidate.facts)):
        if all(words.find(*path) is None for path in paths):
            yield _missing(candidate, paths[0], words.language)
    for programme in candidate.programmes:
        if words.language not in programme.names:
            yield _missing(candidate, ("programme", "names", words.language), words.language, candidate.law_file)
    types = (*(one.type for one in candidate.facts), *(one.type for one in candidate.law.provisions))
    for unit in sorted({one.unit for one in types if one.unit}):
        if not words.table("units", unit):
            yield _missing(candidate, ("units", unit, "other"), words.language)


def _unlike(candidate: Candidate, brought: Brought) -> Iterator[Lack]:
    """What one language says and another does not, and texts with other blanks."""
    said = {path for table in brought.values() for path in table if path[0] != OF_LANGUAGES}
    english = brought[DEFAULT_LANGUAGE]
    for language, table in brought.items():
        for path in sorted(said):
            if path not in table:
                yield _missing(candidate, path, language)
            elif path in english and blanks(table[path]) != blanks(english[path]):
                parts = {
                    "path": ".".join(path),
                    "language": language,
                    "found": tuple(blanks(table[path])),
                    "wanted": tuple(blanks(english[path])),
                }
                yield Lack(
                    check=Check.WORDS,
                    subject=f"{language}.{'.'.join(path)}",
                    kind="blanks",
                    place=Place(_file(candidate, language), None, ".".join(path)),
                    parts=parts,
                )


def _strays(candidate: Candidate, brought: Brought) -> Iterator[Lack]:
    """Names of rules, figures, facts and duties of which the law does not speak."""
    if candidate.regulation and candidate.packages:
        return  # the core's own words speak of more than one law
    law = _law(candidate)
    ids = {one.id for one in law.rules} | {one.id for one in law.obligations} | {one.id for one in law.duties}
    ids |= {one.key for one in law.provisions} | {one.name for one in candidate.facts}
    named = {path[:2] for path in brought[DEFAULT_LANGUAGE] if path[0] in BY_ID}
    for path in sorted(one for one in named if one[1] not in ids):
        place = Place(_file(candidate, DEFAULT_LANGUAGE), None, ".".join(path))
        parts = {"path": ".".join(path)}
        yield Lack(check=Check.WORDS, subject=".".join(path), kind="stray", place=place, parts=parts)


def _law(candidate: Candidate) -> Contribution:
    """What it says itself, with the rule that follows from the kinds that its programmes know."""
    kinds = [rule for programme in candidate.programmes for rule in kind_rules(programme)]
    return Contribution.joined([candidate.law, Contribution(rules=tuple(kinds))])


def _missing(candidate: Candidate, path: Path, language: str, file: str | None = None) -> Lack:
    where = file or _file(candidate, language)
    parts = {"path": ".".join(path), "language": language, "file": where}
    subject = f"{language}.{'.'.join(path)}"
    return Lack(check=Check.WORDS, subject=subject, place=Place(where, None, ".".join(path)), parts=parts)


def _file(candidate: Candidate, language: str) -> str:
    home = str(candidate.folder) if candidate.folder else next(iter(candidate.packages), candidate.name)
    return f"{home}/locales/{language}.toml"

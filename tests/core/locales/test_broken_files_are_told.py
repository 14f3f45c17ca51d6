"""A file that cannot be read at all is told at its line and column, and what is wrong with it in the reader's words."""

import ast
import inspect
import json
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from mobilnost.formats import Format, load_dossier, parse_dossier
from mobilnost.languages import LANGUAGES
from mobilnost.locales import catalogue, tell_problem
from mobilnost.locales.mistakes import tell_found
from mobilnost.locales.syntax import tell_syntax
from mobilnost.model import InvalidData, Place, Problem

WORDS = {language: catalogue(language) for language in LANGUAGES}

_LINE_ENDS = (
    "ovdje bi redak morao završiti: svaki zapis stoji u svojem retku, datum se piše 2018-10-01, a decimalni broj s točkom, "
    "kao 1.5"
)
TOML = [
    ("= 1", 1, 1, "ovdje mora početi ključ ili tablica"),
    ("a = 1 b = 2", 1, 7, _LINE_ENDS),
    ("a = 2019-13-11", 1, 9, _LINE_ENDS),
    ("a = 1,5", 1, 6, _LINE_ENDS),
    ("\na 1", 2, 3, "iza ključa mora stajati ="),
    ("[a", 1, None, "nedostaje ']'"),
    ("[[a]", 1, 4, "nedostaje ']]'"),
    ("[a]\n[a]", 2, 3, "a je navedeno dvaput"),
    ("[a.b]\n[a.b]", 2, 5, "a.b je navedeno dvaput"),
    ("a = 1\na = 2", 2, None, "ovo već ima vrijednost"),
    ("a = {b = 1}\na.c = 2", 2, None, "a je već zaključeno i ne može se dopunjavati"),
    ("a = {b = 1, b = 2}", 1, 18, "b je navedeno dvaput"),
    ("a. = 1", 1, 4, "ključ ne može tako početi; ključ s drugim znakovima stavlja se u navodnike"),
    ("a = [1", 1, None, "popis nije zatvoren znakom ]"),
    ("a = {b = 1", 1, None, "tablica u vitičastim zagradama nije zatvorena"),
    ('a = "b', 1, None, "tekst nije zatvoren navodnicima"),
    ("a = 'b", 1, None, "nedostaje \"'\""),
    ('a = "b\n"', 1, 7, "znak '\\n' ovdje ne smije stajati"),
    ('a = "\\d"', 1, 8, "obrnuta kosa crta u tekstu smije stajati samo ispred određenih slova; napišite dvije"),
    ('a = "\\u12"', 1, 8, "kôd znaka nije ispravan"),
    ('a = "\\ud800"', 1, 12, "kôd znaka nije ispravan"),
    ("a = 2018-02-30", 1, 5, "takav datum ili vrijeme ne postoji"),
    ("a = yes", 1, 5, "ovo nije vrijednost: tekst stoji u navodnicima, datum kao 2018-10-01, a true i false pišu se malim slovima"),
    ("a = 1e99999999999999999999999", None, None, "broj 1e99999999999999999999999 prevelik je ili premalen"),
    (f"a = {'9' * 5000}", None, None, "broj ima previše znamenki"),
]  # fmt: skip
JSON = [
    ("{", 1, 2, "ključ mora biti u dvostrukim navodnicima"),
    ('{"a" 1}', 1, 6, "nedostaje ':'"),
    ('{"a": 1 "b"}', 1, 9, "nedostaje ','"),
    ('{"a": }', 1, 7, "nedostaje vrijednost"),
    ("{} {}", 1, 4, "iza kraja dokumenta ne smije biti ničega"),
    ('{"a": "b}', 1, 7, "tekst nije zatvoren navodnicima"),
    ('{"a": "\n"}', 1, 8, "u tekstu je prijelom retka ili drugi upravljački znak"),
    ('{"a": "\\d"}', 1, 8, "obrnuta kosa crta u tekstu smije stajati samo ispred određenih slova; napišite dvije"),
]


@pytest.mark.parametrize(
    ("format", "text", "line", "column", "said"),
    [(Format.TOML, *one) for one in TOML] + [(Format.JSON, *one) for one in JSON],
    ids=lambda one: repr(one[:20]) if isinstance(one, str) else "",
)
def test_it_is_told_where_and_what(format: Format, text: str, line: int | None, column: int | None, said: str) -> None:
    with pytest.raises(InvalidData) as refused:
        parse_dossier(text, "d.toml", format)
    (problem,) = refused.value.problems
    assert (problem.kind, problem.place.line) == ("syntax", line)
    assert column is None or problem.place.column == column
    place = ":".join(str(one) for one in ("d.toml", line, problem.place.column) if one)
    assert tell_problem(problem, WORDS["hr"]) == f"{place}: Datoteka se ne može pročitati: {said}."
    told = {language: tell_found(problem, words) for language, words in WORDS.items()}
    assert len(set(told.values())) == len(LANGUAGES)


def messages() -> Iterator[str]:
    """Every message that the installed parsers have, read from their sources; what they name is an `x`."""
    for module, makers in (
        (inspect.getmodule(tomllib.loads), {"suffixed_err", "TOMLDecodeError"}),
        (json.decoder, {"JSONDecodeError"}),
    ):
        assert module is not None
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in makers:
                for given in node.args:
                    if isinstance(given, ast.Constant) and isinstance(given.value, str):
                        yield given.value
                    elif isinstance(given, ast.JoinedStr):
                        parts = [one.value if isinstance(one, ast.Constant) else "'x'" for one in given.values]
                        if any(isinstance(one, ast.Constant) for one in given.values[:1]):
                            yield "".join(map(str, parts))


def test_every_message_of_the_parsers_has_words() -> None:
    found = set(messages())
    assert len(found) > 20
    told = {one: tell_syntax(one, WORDS["en"]) for one in found}
    assert not [one for one, said in told.items() if "“" in said or said.startswith("syntax.")]


@pytest.mark.parametrize(("language", "said"), [("en", "“quite new”"), ("hr", "„quite new”"), ("mk", "„quite new“")])
def test_a_message_that_nobody_knows_is_quoted(language: str, said: str) -> None:
    problem = Problem("syntax", Place("d.toml", 1, "", 2), "quite new")
    assert tell_found(problem, WORDS[language]) == said


@pytest.mark.parametrize(
    ("name", "en", "hr", "mk"),
    [
        ("x" * 300, "the name is too long", "ime je predugo", "името е предолго"),
        ("nowhere", "there is no such file or folder", "takva datoteka ili mapa ne postoji", "таква датотека или папка не постои"),
        ("a\0b", "the system does not accept this", "sustav to ne prihvaća", "системот не го прифаќа ова"),
    ],
    ids=["too long", "not there", "no name"],
)  # fmt: skip
def test_what_the_system_says_is_told(tmp_path: Path, name: str, en: str, hr: str, mk: str) -> None:
    with pytest.raises(InvalidData) as refused:
        load_dossier(tmp_path / name)
    (problem,) = refused.value.problems
    assert problem.kind == "unreadable"
    assert [tell_found(problem, WORDS[language]) for language in LANGUAGES] == [en, hr, mk]

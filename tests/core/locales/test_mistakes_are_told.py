"""What is wrong with a file is told in one line: where, what, what would be right, which article says so."""

import pytest
from offices import dossier

from mobilnost.formats import parse_dossier
from mobilnost.grammar import SPAN, number
from mobilnost.locales import catalogue, tell_problem
from mobilnost.locales.mistakes import tell_mistake
from mobilnost.model import InvalidData, Phrase, Place, Problem

WORDS = {language: catalogue(language) for language in ("en", "hr", "mk")}
HERE = Place("a.toml", 9, "terms[0]")

CASES = [
    (
        Problem("unknown-key", Place("d.toml", 3, "mobility.knd"), "knd", suggestion="kind"),
        "d.toml:3: mobility.knd: Nobody reads the key knd. Did you mean kind?",
        "d.toml:3: mobility.knd: Ključ knd ne postoji. Mislite li na kind?",
    ),
    (
        Problem("wrong-type", Place("d.toml", 4, "mobility.start"), '"soon"', "date"),
        'd.toml:4: mobility.start: The value "soon" is of the wrong kind. Right would be: a date such as 2018-10-01.',
        'd.toml:4: mobility.start: Vrijednost "soon" pogrešne je vrste. Ispravno bi bilo: datum, npr. 2018-10-01.',
    ),
    (
        Problem(
            "unlawful-override",
            HERE,
            "duration.minimum = 2 months",
            Phrase("set-by", (("programme", "tighten"), ("call", "replace"))),
            article="čl. 9 st. 1",
        ),
        "a.toml:9: terms[0]: This may not be set here: duration.minimum = 2 months. It may be set by: the programme"
        " (may only make it stricter), the call. Forbidden by čl. 9 st. 1.",
        "a.toml:9: terms[0]: Ovo se ovdje ne smije odrediti: duration.minimum = 2 mjeseca. Smije odrediti: program"
        " (smije samo postrožiti), natječaj. Zabranjuje čl. 9 st. 1.",
    ),
    (
        Problem("unlawful-override", HERE, "x = 1", "nobody", article="čl. 16 st. 1"),
        "a.toml:9: terms[0]: This may not be set here: x = 1. It may be set by: nobody. Forbidden by čl. 16 st. 1.",
        "a.toml:9: terms[0]: Ovo se ovdje ne smije odrediti: x = 1. Smije odrediti: nitko. Zabranjuje čl. 16 st. 1.",
    ),
    (
        Problem("conflict", HERE, "x = 1; 2", article="čl. 9", others=(Place("b.toml", 4, "terms[1]"),)),
        "a.toml:9: terms[0]: Two sources of equal rank contradict each other: x = 1; 2. See čl. 9. The other place:"
        " b.toml:4: terms[1].",
        "a.toml:9: terms[0]: Dva izvora iste snage međusobno su proturječna: x = 1; 2. Vidi čl. 9. Drugo mjesto:"
        " b.toml:4: terms[1].",
    ),
    (
        Problem("unlike-types", HERE, "stay >= days", Phrase.of("alike", this=SPAN, other=number("days"))),
        "a.toml:9: terms[0]: These cannot be compared: stay >= days. Right would be: length of time with length of"
        " time, not with number [days].",
        "a.toml:9: terms[0]: Ovo se ne može uspoređivati: stay >= days. Ispravno bi bilo: s obje strane ista"
        " vrsta, trajanje; ovdje je druga broj [days].",
    ),
    (
        Problem("not-stricter", HERE, "x = 2", Phrase.of("at-least", value="3 months")),
        "a.toml:9: terms[0]: This may only be made stricter: x = 2. Right would be: at least 3 months.",
        "a.toml:9: terms[0]: Ovo se smije samo postrožiti: x = 2. Ispravno bi bilo: najmanje 3 mjeseca.",
    ),
    (
        Problem("wrong-value", HERE, "x", Phrase.of("list-of", item="number")),
        "a.toml:9: terms[0]: The value x cannot be right. Right would be: a list of: a number.",
        "a.toml:9: terms[0]: Vrijednost x ne može biti točna. Ispravno bi bilo: popis: broj.",
    ),
    (
        Problem("plugin-failed", Place("halfway", None, "halfway"), Phrase.of("import", detail="ImportError: no")),
        "halfway: halfway: The plugin did not load: it cannot be imported: “ImportError: no”.",
        "halfway: halfway: Dodatak se nije učitao: ne može se uvesti: „ImportError: no”.",
    ),
]


@pytest.mark.parametrize(("problem", "en", "hr"), CASES, ids=[one[0].kind for one in CASES])
def test_problems_in_english_and_croatian(problem: Problem, en: str, hr: str) -> None:
    assert [tell_problem(problem, WORDS["en"]), tell_problem(problem, WORDS["hr"])] == [en, hr]


def test_problems_in_macedonian() -> None:
    problem = CASES[2][0]
    assert tell_problem(problem, WORDS["mk"]) == (
        "a.toml:9: terms[0]: Ова не смее да се определи тука: duration.minimum = 2 месеци. Смее да определи: програмата"
        " (смее само да построжи), повикот. Забрането со čl. 9 st. 1."
    )


def test_a_kind_that_nobody_has_words_for_is_shown_as_it_is() -> None:
    assert tell_problem(Problem("quite-new", HERE, "x"), WORDS["hr"]) == "a.toml:9: terms[0]: Quite-new."


def test_braces_in_a_file_are_shown_as_they_are() -> None:
    with pytest.raises(InvalidData) as refused:
        parse_dossier(dossier(kind='"{found.__class__}"'), "d.toml")
    (problem,) = refused.value.problems
    assert '"{found.__class__}"' in tell_problem(problem, WORDS["en"])


@pytest.mark.parametrize(
    ("language", "lengths"),
    [("en", "12 months; 10 months"), ("hr", "12 mjeseci; 10 mjeseci"), ("mk", "12 месеци; 10 месеци")],
)
@pytest.mark.parametrize("kind", ["conflict", "unlawful-override", "unlawful-scope", "not-stricter"])
def test_lengths_are_told_in_the_readers_language(language: str, lengths: str, kind: str) -> None:
    problem = Problem(kind, HERE, "duration.maximum = 12 months; 10 months")
    assert f"duration.maximum = {lengths}" in tell_mistake(problem, catalogue(language))


def test_so_is_the_side_on_which_something_may_still_be_set() -> None:
    problem = Problem("not-stricter", HERE, "a = 12 months", expected=Phrase.of("at-most", value="10 months"))
    assert "10 mjeseci" in tell_mistake(problem, catalogue("hr"))

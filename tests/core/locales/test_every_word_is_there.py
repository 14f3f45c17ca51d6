"""Whatever the regulation, the four programmes and the core can speak of has words in every language."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel import Locale

import mobilnost
from mobilnost import Contribution, FactDefinition, Host
from mobilnost.assessment import Verdict
from mobilnost.grammar import FUNCTIONS, Comparison, Sort
from mobilnost.law import Authority, Layer, Mode, Payer, Per
from mobilnost.locales import LANGUAGES, Catalogue, catalogue
from mobilnost.locales.catalogue import merged, words_of
from mobilnost.locales.forms import REGIONS, Forms
from mobilnost.locales.needed import blanks, leaves, needed
from mobilnost.locales.subjects import Subjects
from mobilnost.model import Phase
from mobilnost.papers import DutyState, PaperState
from mobilnost.rules import CORE_FACTS, Outcome, Topic

HOST = Host.discover(strict=True)
CORE = Path(str(mobilnost.__file__)).parent
PACKAGES = ("mobilnost", *(f"mobilnost_{one.name}" for one in HOST.plugins))
LAW = Contribution.joined([mobilnost.regulation().law, *(one.law for one in HOST.laws)])
FACTS: dict[str, FactDefinition] = {
    one.name: one for one in (*CORE_FACTS, *(fact for law in HOST.laws for fact in law.facts))
}


@pytest.fixture(scope="module", params=LANGUAGES)
def words(request: pytest.FixtureRequest) -> Catalogue:
    found = catalogue(request.param, HOST)
    return Catalogue(language=found.language, words=found.words)


def missing(words: Catalogue, paths: Iterator[tuple[str, ...]]) -> list[str]:
    return sorted({"/".join(path) for path in paths if words.find(*path) is None})


# -- what is spoken of


def test_whatever_the_law_speaks_of_has_its_words(words: Catalogue) -> None:
    lacking = [paths for paths in needed(LAW, FACTS.values()) if all(words.find(*path) is None for path in paths)]
    assert not lacking


def test_every_rule_has_a_title(words: Catalogue) -> None:
    subjects = Subjects(words=words, forms=Forms(words))
    assert not [rule.id for rule in LAW.rules if subjects.rule(rule.id, rule.principal[0]) == rule.id]


def test_people_and_places_have_words(words: Catalogue) -> None:
    def paths() -> Iterator[tuple[str, ...]]:
        for name in ("kind", "cycle", "semester"):
            yield from (("on", name, value) for value in FACTS[name].type.values)
        yield from (("category", value) for value in FACTS["staff_category"].type.values)
        for who in ("all", *FACTS["participant"].type.values, "staff_of_category"):
            for direction in ("any", *FACTS["direction"].type.values):
                yield from (("people", who, direction, form) for form in ("name", "for", "one"))

    assert not missing(words, paths())


def test_what_settles_an_unknown_is_a_paper_with_a_name_or_a_key_of_the_dossier(words: Catalogue) -> None:
    sources = {one.source for one in FACTS.values() if one.source and not one.required}
    tables = ("mobility.", "student.", "staff.", "grant.")
    told = {one for one in sources if words.find("documents", one) or words.find("sources", one)}
    assert not [one for one in sources - told if not one.startswith(tables)]


def test_units_have_every_form_that_the_language_counts_by(words: Catalogue) -> None:
    units = {one.type.unit for one in (*FACTS.values(), *LAW.provisions) if one.type.unit}
    categories = {"other", *Locale.parse(REGIONS[words.language]).plural_form.rules}
    for unit in units | {"months", "dossiers"}:
        forms = words.table("units", unit)
        assert forms, unit
        if set(forms) != {"other"}:
            assert set(forms) == categories, unit


@pytest.mark.parametrize(
    ("room", "values"),
    [
        ("layers", [one.value for one in Layer]),
        ("modes", [one.value for one in Mode]),
        ("topics", [one.value for one in Topic]),
        ("authorities", [one.value for one in Authority]),
        ("verdicts", [one.value for one in Verdict]),
        ("verdicts_incoming", [one.value for one in Verdict]),
        ("outcomes", [one.value for one in Outcome]),
        ("phases", [one.value for one in Phase]),
        ("paper_states", [one.value for one in PaperState]),
        ("duty_states", [one.value for one in DutyState]),
        ("functions", list(FUNCTIONS)),
        ("per", [one.value for one in Per]),
        ("payers", [one.value for one in Payer]),
        ("nobody", [one.value for one in Authority]),
        ("sorts", [one.value for one in Sort]),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_the_core_s_own_vocabulary_has_words(words: Catalogue, room: str, values: list[str]) -> None:
    assert not missing(words, ((room, value) for value in values))


def test_every_comparison_has_words(words: Catalogue) -> None:
    for sort in ("quantity", "word", "day", "period"):
        assert len(words.table("relations", sort)) == len(Comparison) - 1


# -- problems


def kinds() -> set[str]:
    """Every kind of problem that the sources of the core name, read from the sources themselves."""
    makers = {"Problem", "Mistake", "BadExpression", "BadValue", "Shelf", "twice"}
    methods = {"mistake", "problem", "refuse", "named", "_refused", "_problem", "wrong_type"}
    found = set()
    for path in CORE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if name in makers | methods:
                    values = [*node.args, *(one.value for one in node.keywords if one.arg == "kind")]
                    found |= {one.value for one in values if isinstance(one, ast.Constant)}
                found |= {
                    one.value.value
                    for one in node.keywords
                    if one.arg == "kind" and isinstance(one.value, ast.Constant)
                }
    known = {path[-1] for path, _ in leaves({"problems": words_of("mobilnost", "en")["problems"]})}
    shaped = {str(one) for one in found if re.fullmatch(r"[a-z]+(-[a-z]+)+|syntax|duplicate|conflict", str(one))}
    # Words that such calls also carry: types, sorts, names of keys.
    return shaped - {"month-day", "currency-code", "provision-key", "amount-or-open"} | known


def test_every_kind_of_problem_has_a_sentence(words: Catalogue) -> None:
    found = kinds()
    assert len(found) > 30
    assert not missing(words, (("problems", kind) for kind in found))


# -- the catalogues themselves


@pytest.mark.parametrize("package", PACKAGES)
@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "en"])
def test_the_languages_say_the_same_with_the_same_blanks(package: str, language: str) -> None:
    english, other = (
        {path: text for path, text in leaves(words_of(package, one)) if path[0] != "units"} for one in ("en", language)
    )
    assert english.keys() == other.keys()
    assert {path: blanks(text) for path, text in english.items()} == {
        path: blanks(text) for path, text in other.items()
    }


@pytest.mark.parametrize("package", [one for one in PACKAGES if one != "mobilnost"])
def test_a_plugin_names_nothing_that_nobody_speaks_of(package: str) -> None:
    ids = {one.id for one in (*LAW.rules, *LAW.obligations)} | {one.key for one in LAW.provisions} | FACTS.keys()
    ids |= {f"{one.programme.code}.eligibility.kind" for one in HOST.laws}
    rooms = ("facts", "provisions", "rules", "obligations")
    said = {path[1] for path, _ in leaves(words_of(package, "en")) if path[0] in rooms}
    assert not said - ids


@pytest.mark.parametrize("package", PACKAGES)
def test_each_language_is_written_in_its_letters(package: str) -> None:
    names = {one: " ".join(text for _, text in leaves(words_of(package, one))) for one in LANGUAGES}
    assert not re.search("[\u0400-\u04ff]", names["en"] + names["hr"])
    assert re.search("[čćžšđ]", names["hr"])
    assert len(re.findall("[\u0400-\u04ff]", names["mk"])) > len(names["mk"]) / 2
    assert not re.search("[ђћъыэёй]", names["mk"]), "letters of other Cyrillic alphabets"
    assert not re.search("[\u0400-\u04ff][a-zà-ÿ]|[a-zà-ÿ][\u0400-\u04ff]", names["mk"], re.IGNORECASE), "Latin letters"


#: Forms of the neighbouring standards, as they slip in.
FOREIGN = re.compile(
    r"univerzitet|uslov|takođe\b|uvek|posle\b|opšt|januar|februar|avgust|sedmic|finansij|evropsk|hiljad|obezb[ij]e"
    r"|\b(ko|šta|da li|jesam li|uputstv\w*|saradnj\w*)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("package", PACKAGES)
def test_croatian_has_no_form_of_a_neighbouring_standard(package: str) -> None:
    assert not [text for _, text in leaves(words_of(package, "hr")) if FOREIGN.search(text)]


#: How each language opens and closes what it quotes; within `code` and '...' stands what a file says.
QUOTES = {"en": "“[^“”„]*”", "hr": "„[^„“”]*”", "mk": "„[^„”“]*“"}


@pytest.mark.parametrize("package", PACKAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_quotes_as_it_does(package: str, language: str) -> None:
    said = [re.sub(QUOTES[language], "", text) for _, text in leaves(words_of(package, language))]
    assert not [text for text in said if re.search("[„“”]", text)]


#: Other names of what the glossary names already: a fact, an edition, a dossier, a call. Lists of an office may use them.
OTHER_NAMES = {
    "hr": r"\bčinjenic|\bizdanj|\bprosudb|\bpoziv(e|a|i|u)? i odluke",
    "mk": r"\bфакт(от|и|ите)?\b|\bиздани|\bконкурс|\bперсонал",
}


@pytest.mark.parametrize("package", PACKAGES)
@pytest.mark.parametrize("language", OTHER_NAMES)
def test_one_thing_has_one_name(package: str, language: str) -> None:
    said = [text for path, text in leaves(words_of(package, language)) if path[0] != "headers"]
    assert not [text for text in said if re.search(OTHER_NAMES[language], text, re.IGNORECASE)]


# -- at run time


def test_an_id_that_nobody_has_named_is_shown_as_it_is(words: Catalogue) -> None:
    assert words.name("facts", "nobodys_fact") == "nobodys_fact"
    assert words.text("sentences", "nobody", what="x") == "sentences.nobody"


def test_a_plugin_s_english_serves_where_its_other_words_are_missing() -> None:
    found = Catalogue(language="hr", words={}, fallback={"facts": {"island": {"name": "an island"}}})
    assert found.name("facts", "island") == "an island"


def test_no_plugin_renames_what_belongs_to_all() -> None:
    assert merged({"a": {"x": "theirs", "y": "theirs"}}, {"a": {"x": "ours"}}) == {"a": {"x": "ours", "y": "theirs"}}


def test_a_blank_that_a_plugin_invented_breaks_nothing() -> None:
    found = Catalogue(language="en", words={"sentences": {"odd": "{what} {nobody} {0} {} {a.b} {"}})
    assert found.text("sentences", "odd", what="x") == "x {nobody} {0} {} {a.b} {"

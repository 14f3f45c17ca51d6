"""What the core says in ids and values, and not in sentences, has words in every language."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import mobilnost
from mobilnost import Host, Phrase
from mobilnost.grammar import BadExpression, Sort, Type, Vocabulary, WrongValue, check, number, parse, read_value
from mobilnost.languages import LANGUAGES
from mobilnost.locales import Catalogue, catalogue
from mobilnost.locales.mistakes import expected, tell_phrase

CORE = Path(str(mobilnost.__file__)).parent
#: What the sources put together: at what stage a plugin fails, that it took too long, who waits for a fact.
MADE = ("import", "hooks", "raised", "contribution", "import-time", "hooks-time", "fact-for", "fact-time-for")
#: The rooms of the catalogue in which phrases have their words.
ROOMS = (("shapes",), ("reasons",), ("scaffold", "refused"))


@pytest.fixture(params=LANGUAGES)
def words(request: pytest.FixtureRequest) -> Catalogue:
    found = catalogue(request.param)
    return Catalogue(language=found.language, words=found.words)


def phrases() -> Iterator[str]:
    """The id of every phrase that the sources of the core name as it is."""
    for path in CORE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("Phrase", "Phrase.of") and node.args:
                made = {
                    id(part) for one in ast.walk(node.args[0]) if isinstance(one, ast.JoinedStr) for part in one.values
                }
                yield from (
                    one.value
                    for one in ast.walk(node.args[0])
                    if isinstance(one, ast.Constant) and isinstance(one.value, str) and id(one) not in made
                )


def test_every_phrase_has_words(words: Catalogue) -> None:
    named = set(phrases()) - {"set-by"}  # made of the words for layers and modes
    assert len(named) > 10
    assert not [id for id in (*named, *MADE) if not any(words.find(*room, id) for room in ROOMS)]


@pytest.mark.parametrize("sort", list(Sort))
def test_what_a_type_wants_has_words(words: Catalogue, sort: Sort) -> None:
    for type_ in (Type(sort=sort), Type(sort=sort, many=True)):
        with pytest.raises(WrongValue) as refused:
            read_value(object(), type_)
        wanted = refused.value.expected
        assert sort in (Sort.CHOICE, Sort.LEVEL) or expected(wanted, words) != str(wanted)


VOCABULARY = Vocabulary(
    facts={"stay": Type(sort=Sort.SPAN), "days": number("days"), "kind": Type(sort=Sort.CHOICE, values=("study",))},
    figures={"some.kinds": Type(sort=Sort.CHOICE, values=("study",), many=True)},
)


@pytest.mark.parametrize(
    "text",
    [
        "stay >= days",
        "days",
        "days in some.kinds",
        "stay + days >= days",
        "days * days >= days",
        "stay >= 'soon'",
        "kind >= 'study'",
        "last_day_before(stay, 3) == stay",
    ],
)
def test_what_a_condition_wants_is_told_without_ids(words: Catalogue, text: str) -> None:
    _, mistakes = check(parse(text), VOCABULARY)
    assert mistakes
    for one in mistakes:
        assert one.expected is None or isinstance(one.expected, str) or "(" not in expected(one.expected, words)[:12]
        assert not isinstance(one.expected, Phrase) or "{" not in expected(one.expected, words)


@pytest.mark.parametrize(
    "text", ["a ==", "a - 1", "a is b", "[1][0] == a", "x().y == 1", "a in (b, c)", "1e99 == a", "..."]
)
def test_what_the_grammar_wants_has_words(words: Catalogue, text: str) -> None:
    with pytest.raises(BadExpression) as refused:
        parse(text)
    wanted = refused.value.expected
    assert expected(wanted, words) != str(wanted) or str(wanted).startswith("==")


def test_a_reason_is_told_with_what_python_said(words: Catalogue) -> None:
    report = Host().add(object(), "odd")
    assert report.reason is None
    told = tell_phrase(Phrase.of("raised", detail="KeyError: 'x'"), "reasons", words)
    assert "KeyError: 'x'" in told
    assert told != str(Phrase.of("raised", detail="KeyError: 'x'"))

"""Whatever refuses something says why in every language, and with all that the reason brings along."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest

import mobilnost
from mobilnost.languages import LANGUAGES
from mobilnost.locales import catalogue
from mobilnost.locales.refusals import tell_reason
from mobilnost.model import Course, Phrase
from mobilnost.procedure.plans.law import Standing
from mobilnost.procedure.plans.plan import ChangeReason, Content
from mobilnost.procedure.refusals import Reason

CORE = Path(str(mobilnost.__file__)).parent
BLANK = re.compile(r"\{(\w+)\}")


def reasons() -> Iterator[tuple[str, str, frozenset[str]]]:
    """Every `Reason.of("id", …, name=value)` of the core, with where it stands and the names of its values."""
    for path in sorted(CORE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and ast.unparse(node.func) == "Reason.of" and node.args):
                continue
            id, names = node.args[0], [one.arg for one in node.keywords]
            if isinstance(id, ast.Constant) and None not in names:
                place = f"{path.relative_to(CORE)}:{node.lineno}"
                yield place, str(id.value), frozenset(one for one in names if one and one != "citation")


REASONS = list(reasons())


def test_reasons_are_there_to_be_read() -> None:
    assert len(REASONS) > 20
    assert Reason.of("a", b=1).phrase == Phrase.of("a", b=1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_a_sentence_whose_blanks_are_filled(language: str) -> None:
    words = catalogue(language)
    wrong = []
    for place, id, names in REASONS:
        sentence = words.find("refusals", id)
        blanks = set() if sentence is None else set(BLANK.findall(sentence))
        if sentence is None or not blanks <= names:
            wrong.append(f"{place}: {id}: {sentence} with {sorted(names)}")
    assert not wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_becomes_of_versions_has_words(language: str) -> None:
    words = catalogue(language)
    for room, values in (("standing", Standing), ("reasons", ChangeReason)):
        assert words.table("plans", room).keys() == {one.value for one in values}
    fields = {one.name for class_ in (Course, Content) for one in attrs.fields(class_)} - {"courses"}
    assert words.table("plans", "fields").keys() == fields | {"ects"}


def test_a_duty_that_is_a_paper_is_named_as_the_paper() -> None:
    reason = Reason.of("due-not-waiting", obligation="paper.travel_health_insurance")
    assert tell_reason(reason, catalogue("hr")) == "Rok ne miruje: putno zdravstveno osiguranje."


def test_whom_a_call_is_for_stands_in_the_case_of_the_sentence() -> None:
    reason = Reason.of("other-participant", participant="student", dossier="7")
    told = {language: tell_reason(reason, catalogue(language)) for language in LANGUAGES}
    assert told == {
        "en": "The call is for students, not for the person in the dossier 7.",
        "hr": "Natječaj je raspisan za studente, a ne za osobu iz dosjea 7.",
        "mk": "Повикот е за студенти, а не за лицето од досието 7.",
    }

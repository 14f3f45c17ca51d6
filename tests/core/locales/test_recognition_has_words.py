"""Whatever recognition can say has words in every language, with all that they bring along."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import mobilnost
from mobilnost.languages import LANGUAGES
from mobilnost.locales import catalogue
from mobilnost.model.credit_schemes import CreditPrinciple
from mobilnost.model.grading import Method
from mobilnost.recognition.credits import Lacking
from mobilnost.recognition.grades import Unconverted
from mobilnost.recognition.law import FACTS, Outcome, Record
from mobilnost.regulations import regulation
from mobilnost.regulations.recognition import recognition_law

LAW = recognition_law(regulation(), "mostar-2018")
SOURCE = Path(str(mobilnost.__file__)).parent / "recognition"
ROOMS = {
    "recognition_outcomes": {one.value for one in Outcome},
    "recognition_records": {one.value for one in Record},
    "recognition_rules": {one.id for one in LAW.outcomes},
    "recognition_remarks": {one.remark for one in LAW.outcomes if one.remark},
    "recognition_facts": set(FACTS),
    "credit_principles": {one.value for one in CreditPrinciple},
    "credits_lacking": {one.value for one in Lacking},
    "unconverted": {one.value for one in Unconverted},
    "conversion_methods": {*(one.value for one in Method), "undecided"},
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("room", ROOMS)
def test_every_id_has_its_words_and_no_word_is_left_over(language: str, room: str) -> None:
    assert catalogue(language).table(room).keys() == ROOMS[room]


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_of_conversions_have_names(language: str) -> None:
    text = (SOURCE / "credits.py").read_text(encoding="utf-8")
    named = set(re.findall(r'\("(\w+)", (?:asked|credits|stated|agreed|hours|home|full|ects|found)', text))
    assert len(named) > 5
    assert named == catalogue(language).table("credit_figures").keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_stands_against_a_deviation_has_a_sentence_whose_blanks_are_filled(language: str) -> None:
    words, found = catalogue(language), 0
    for node in ast.walk(ast.parse((SOURCE / "deviations.py").read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Objection.of":
            id, names = ast.literal_eval(node.args[0]), {one.arg for one in node.keywords}
            sentence = words.find("refusals", id)
            assert sentence is not None, id
            assert set(re.findall(r"\{(\w+)\}", sentence)) <= names, id
            found += 1
    assert found > 3


def test_every_sentence_of_the_account_has_its_article() -> None:
    named = {"automatic", "agreement", "credits", "surplus", "grades", "names", "made_up", "coordinator"}
    assert LAW.citations.keys() == named

"""What a regulation says of recognition is data beside its own file, checked as a whole when it is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from mobilnost.model import InvalidData
from mobilnost.recognition.law import Outcome, RecognitionLaw
from mobilnost.regulations import RECOGNITION, regulation, shipped
from mobilnost.regulations.recognition import parse_recognition, recognition_law

LAW = """\
[recognition]
source = "Pravilnik"

[[outcomes]]
id = "passed"
outcome = "elective"
cites = "čl. 1"
applies = "passed and overlap_percent <= recognition.overlap_percent"
records = ["index"]
average = true

[[outcomes]]
id = "else"
outcome = "not-recognised"
cites = "čl. 2"
reading = true

[[deviations]]
to = "elective"
cites = "čl. 3"
requires = "passed"

[citations]
surplus = { cites = "čl. 4" }
"""


def read(text: str) -> RecognitionLaw:
    return parse_recognition(text, regulation(), "law.toml")


def test_a_law_is_read() -> None:
    law = read(LAW)
    assert [one.id for one in law.outcomes] == ["passed", "else"]
    assert (law.outcomes[1].citation.at, law.outcomes[1].citation.reading) == ("čl. 2", True)
    assert law.deviation(Outcome.SUPPLEMENT) is None
    assert law.citations["surplus"].source == "Pravilnik"


@pytest.mark.parametrize(
    ("old", "new", "line", "kind"),
    [
        ('applies = "passed and', 'applies = "pased and', 8, "unknown-fact"),
        ("recognition.overlap_percent", "recognition.overlap", 8, "unknown-provision"),
        ("overlap_percent <= recognition.overlap_percent", "overlap_percent <= '3 months'", 8, "wrong-literal"),
        ("passed and overlap", "passed and (overlap", 8, "expression-syntax"),
        ('requires = "passed"', 'requires = "passed()"', 21, "unknown-function"),
        ('outcome = "elective"', 'outcome = "electiv"', 6, "wrong-value"),
        ('records = ["index"]', 'records = ["indeks"]', 9, "wrong-value"),
        ('id = "else"', 'id = "passed"', 12, "duplicate"),
        ("reading = true", 'applies = "passed"', 16, "not-for-all"),
        ("average = true", "avrage = true", 10, "unknown-key"),
        ('source = "Pravilnik"', "", 1, "missing-key"),
    ],
)
def test_a_mistake_in_it_is_told_at_its_line(old: str, new: str, line: int, kind: str) -> None:
    with pytest.raises(InvalidData) as caught:
        read(LAW.replace(old, new, 1))
    assert [(one.place.line, one.kind) for one in caught.value.problems] == [(line, kind)]


def test_a_law_without_outcomes_says_nothing_and_is_refused() -> None:
    with pytest.raises(InvalidData):
        read('[recognition]\nsource = "P"\n')


def test_the_shipped_law_lies_beside_its_regulation_and_is_none_itself() -> None:
    law = recognition_law(regulation(), "mostar-2018")
    assert {one.outcome for one in law.outcomes} == set(Outcome)
    assert {one.to for one in law.deviations} == set(Outcome)
    assert shipped() == ("mostar-2018",)


def test_an_own_regulation_has_its_own_file_beside_it(tmp_path: Path) -> None:
    with pytest.raises(InvalidData):
        recognition_law(regulation(), "mine.toml", tmp_path)
    (tmp_path / f"mine{RECOGNITION}").write_text(LAW, encoding="utf-8")
    assert len(recognition_law(regulation(), "mine.toml", tmp_path).outcomes) == 2

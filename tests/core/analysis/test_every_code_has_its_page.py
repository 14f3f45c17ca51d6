"""Each code has a page whose examples show it and nothing else, and whose mended form is in order; and has words."""

from __future__ import annotations

import re

import pytest
from analysed import PAGES, book, codes, inspected, laws, sections

import mobilnost as m
from mobilnost.analysis import KINDS, Remark
from mobilnost.analysis.kinds import PROBLEMS
from mobilnost.grammar import parse
from mobilnost.locales import LANGUAGES, Catalogue, LawTeller, RemarkTeller, catalogue
from mobilnost.locales.catalogue import words_of
from mobilnost.model import Place
from mobilnost.rulebook import Rulebook

CODES = sorted({*KINDS, *PROBLEMS})
TRIVIAL, REALISTIC, MENDED = "A trivial example", "A realistic example", "Mended"


def rulebook() -> Rulebook:
    law = laws()[0].programme.code
    return book([]).rulebook(law, m.parse_agreement(sections(PAGES / "place-empty.md")[TRIVIAL][0].text).value.signed)


def test_codes_and_pages_are_the_same() -> None:
    assert sorted(page.stem for page in PAGES.glob("*.md") if page.stem != "README") == CODES


def test_the_index_names_every_code_with_its_severity() -> None:
    rows = re.findall(r"^\| \[`([a-z-]+)`\]\(\1\.md\) \| (\w+) \|", (PAGES / "README.md").read_text("utf-8"), re.M)
    assert len(rows) == len(CODES)
    assert dict(rows) == {code: KINDS[code].severity.value if code in KINDS else "error" for code in CODES}


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("heading", [TRIVIAL, REALISTIC])
def test_the_examples_of_a_page_show_its_code_alone(code: str, heading: str) -> None:
    files = sections(PAGES / f"{code}.md")[heading]
    assert files
    assert codes(files) == {code}


@pytest.mark.parametrize("code", CODES)
def test_what_is_mended_is_in_order(code: str) -> None:
    mended = sections(PAGES / f"{code}.md")[MENDED]
    assert mended
    assert codes(mended) == set()


@pytest.mark.parametrize("code", CODES)
def test_the_page_says_what_it_is_and_how_grave(code: str) -> None:
    severity = KINDS[code].severity.value if code in KINDS else "error"
    assert f"`{code}` · {severity}" in (PAGES / f"{code}.md").read_text("utf-8").splitlines()


@pytest.fixture(scope="module", params=LANGUAGES)
def words(request: pytest.FixtureRequest) -> Catalogue:
    return catalogue(request.param, m.Host.discover(strict=True))


def test_words_are_there_for_the_codes_and_for_nothing_else(words: Catalogue) -> None:
    said = words_of("mobilnost", words.language)["remarks"]
    assert said.keys() == KINDS.keys()
    assert not [code for code, one in said.items() if not {"title", "say", "mend"} <= one.keys()]
    assert not [code for code in PROBLEMS if words.find("problems", code) is None]


@pytest.mark.parametrize("code", sorted(KINDS))
def test_a_remark_is_told_whole(code: str, words: Catalogue) -> None:
    """No blank stays empty, no code and no English is left where a name belongs."""
    teller = RemarkTeller(words=words, law=LawTeller.of(rulebook(), words))
    for heading in (TRIVIAL, REALISTIC):
        for remark in inspected(sections(PAGES / f"{code}.md")[heading]).remarks:
            told = [teller.told(remark), teller.mend(remark), teller.witness(remark) or "", teller.others(remark) or ""]
            assert not [text for text in told if re.search(r"\{\w+\}|None|Node|\bremarks\.", text)], told
            assert told[0].endswith(f"[{code}]")


#: What is so of a file, whoever's dossier it is.
OF_FILES = {
    "agreement-amends-unknown",
    "article-unknown",
    "call-agreement-unknown",
    "call-other-programme",
    "citation-missing",
    "decision-without-dossier",
    "provision-unused",
    "reading-unmarked",
    "waiver-repeated",
}


@pytest.mark.parametrize(
    ("requires", "said"),
    [
        ("not citizen_of_host", "the participant is not a citizen of the host's country"),
        ("not (citizen_of_host or freemover)", "the participant is not a freemover"),
        ("cycle == 'second'", "Nobody for whom the agreement has places"),
    ],
)
def test_what_is_denied_and_who_has_no_places_is_told_in_words(requires: str, said: str) -> None:
    words = catalogue("en")
    about = Place("c.toml", 1, "conditions[0]")
    remark = Remark(
        code="call-against-agreement", place=about, subject="c.x", parts={"placed": True}, core=(parse(requires),)
    )
    message = RemarkTeller(words=words, law=LawTeller.of(rulebook(), words)).message(remark)
    assert said in message
    assert not re.search(r"[{}_]|not citizen|==", message)


@pytest.mark.parametrize("code", sorted(KINDS.keys() - OF_FILES))
def test_a_remark_comes_with_a_dossier_or_with_the_parts_that_exclude_each_other(code: str) -> None:
    for heading in (TRIVIAL, REALISTIC):
        for remark in inspected(sections(PAGES / f"{code}.md")[heading]).remarks:
            assert remark.witness or remark.core, remark

"""A rulebook in words: in each language whole, with every word there, and the same things in every format."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from typing import Any

import pytest
from attrs import evolve
from pravilnik.cases import agreement, call, decision, term

import mobilnost as m
from mobilnost.accounts.chapters import RulebookAccount
from mobilnost.accounts.differences import AGREEMENT_ITEMS, CALL_ITEMS, Kind
from mobilnost.accounts.rulebook import account_of, account_of_all
from mobilnost.cli.pages import Sheets
from mobilnost.cli.screen import Screen
from mobilnost.formats.html import html
from mobilnost.formats.markdown import markdown
from mobilnost.formats.pages import Entry, Line, Page, Part
from mobilnost.formats.rulebook import rulebook_table
from mobilnost.law import Layer, Use
from mobilnost.locales import LANGUAGES, LawTeller, catalogue
from mobilnost.locales.leaves import rulebook_page
from mobilnost.model import AgreementLevel

DAY = dt.date(2018, 10, 1)
HOST = m.Host.discover(strict=True)
CONDITION = '[[conditions]]\nid = "average"\nrequires = "grade_average >= 3.5"\nclause = "čl. 6"\n'
ACCOUNTS = ("erasmus", "ceepus", "bilateral", "lipetsk", "instruments", "all")


@cache
def account(name: str) -> RulebookAccount:
    """Of a programme, of one with its instruments, or of everything."""
    law = m.Lawbook(regulation=m.regulation(), programmes=HOST.laws)
    if name == "all":
        return account_of_all(law, DAY)
    if name != "instruments":
        return account_of(law, law.rulebook(name, DAY), DAY)
    book = law.rulebook(
        "erasmus",
        DAY,
        agreement=agreement(term("duration.maximum", "10 months", "kind == 'study'") + CONDITION),
        call=call(term("eligibility.student.language", "B2")),
        decision=decision("selection.staff.criteria"),
    )
    return account_of(law, book, DAY)


@cache
def page(name: str, language: str = "en") -> Page:
    return rulebook_page(account(name), catalogue(language, HOST), lambda file: file)


def names(one: Page) -> Counter[str]:
    return Counter(entry.name for entry in one.entries)


def texts(of: Page | Part | Entry | Line) -> Iterator[str]:
    """Everything that a reader reads."""
    for key in ("title", "text", "label", "badge", "cited"):
        yield getattr(of, key, "")
    for key in ("lines", "parts", "entries"):
        if not (isinstance(of, Page) and key == "entries"):
            for inner in getattr(of, key, ()):
                yield from texts(inner)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ACCOUNTS)
def test_every_word_is_there(name: str, language: str) -> None:
    told = list(texts(page(name, language)))
    ids = set(names(page(name, language)))
    wanting = [one for one in told if re.search(r"\{\w+\}|\b(rulebook|differences|page|per|payers)\.\w+", one)]
    assert not wanting
    assert not [one for one in told if one and one in ids and "." in one], "an id in place of its name"


@pytest.mark.parametrize("name", ACCOUNTS)
def test_every_language_tells_the_same_things(name: str) -> None:
    assert names(page(name, "hr")) == names(page(name, "en")) == names(page(name, "mk"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_a_page_can_say_has_its_words(language: str) -> None:
    words = evolve(catalogue(language, HOST), fallback={})
    wanted = [
        *(("rulebook", "sections", one.value) for one in Layer),
        *(("rulebook", "uses", one.value) for one in Use),
        *(("differences", "kinds", one.value) for one in Kind),
        *(("instruments", one) for one in (*AGREEMENT_ITEMS, *CALL_ITEMS)),
        *(("instruments", "levels", one.value) for one in AgreementLevel),
    ]
    assert not [path for path in wanted if words.find(*path) is None]


class Articles(HTMLParser):
    """The names of the entries in a document of HTML."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: Counter[str] = Counter()
        self.inside = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag == "code"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.found[data] += 1
            self.inside = False


def in_json(value: Any) -> Iterator[str]:
    """The names of the entries in an object of JSON."""
    if isinstance(value, dict):
        if "kind" in value:
            yield value.get("key") or value.get("id") or value["type"]
        for inner in value.values():
            yield from in_json(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from in_json(inner)


@pytest.mark.parametrize("name", ACCOUNTS)
def test_every_format_has_every_rule_figure_paper_duty_and_component_once(name: str) -> None:
    whole = page(name)
    told = names(whole)
    lines = "\n".join(Sheets(Screen(color=False, width=None)).lines(whole)).splitlines()
    badges = "|".join({entry.badge for entry in whole.entries})
    table = rulebook_table(account(name), lambda book: LawTeller.of(book, catalogue("en", HOST)), lambda file: file)
    assert Counter(found[1] for line in lines if (found := re.search(rf"\((?:{badges})\) \[(.+)\]$", line))) == told
    assert Counter(re.findall(r"^ *- \*\*.*?\*\*, \w+ \(`(.+?)`\)", markdown(whole), re.MULTILINE)) == told
    assert Articles(html(whole)).found == told
    assert Counter(in_json(table)) == told


def test_a_figure_tells_who_set_it_over_whom_and_who_may_and_may_not() -> None:
    (maximum,) = (one for one in page("instruments").entries if (one.name, one.badge) == ("duration.maximum", "figure"))
    told = [f"{line.label}: {line.text}" for line in maximum.lines]
    assert told[0].startswith("10 months (")
    assert "the agreement: a, 4 [agreement.toml:" in told[0]
    assert any(one.startswith("Instead of: no limit (") and "Pravilnik, čl. 9 st. 1" in one for one in told)
    assert any(one.startswith("May be changed by: ") and "čl. 22 st. 2" in one for one in told)
    assert told[-1] == "May not be changed by: the office's settings and the decision"


def test_an_open_figure_and_an_open_amount_are_said_to_be_open() -> None:
    entries = {one.name: one for one in page("lipetsk").entries}
    assert any(line.text.startswith("Open: ") for line in entries["lipetsk.duration.minimum"].lines)
    amounts = [line.text for one in page("erasmus").entries for line in one.lines if line.label == "Amount"]
    assert any("EUR" in one for one in amounts)
    assert any(one.startswith("open: no source gives an amount") for one in amounts)


def test_what_instruments_set_leads_to_where_it_is_told() -> None:
    whole = page("instruments")
    anchors = {one.anchor: one.name for one in whole.entries}
    sets = [line for part in whole.parts for line in part.lines if line.label in ("Sets", "Waives")]
    assert {anchors[line.to or ""] for line in sets} >= {
        "duration.maximum",
        "eligibility.student.language",
        "selection.staff.criteria",
    }


def test_files_are_named_as_the_reader_is_to_see_them() -> None:
    whole = rulebook_page(account("instruments"), catalogue("en", HOST), lambda file: f"<{file}>")
    written = [line.text for one in whole.entries for line in one.lines if line.label == "Written in"]
    assert written
    assert all(one.startswith("<") for one in written)

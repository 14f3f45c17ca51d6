"""A page says the same in every format, and nothing that stands in a file can become more than text."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from mobilnost.cli.pages import Sheets
from mobilnost.cli.screen import Screen
from mobilnost.formats.html import html
from mobilnost.formats.markdown import escaped, markdown
from mobilnost.formats.pages import Anchors, Entry, Labels, Line, Page, Part, Tone, plain

HOSTILE = (
    "<script>alert(1)</script>",
    "\"><img src=x onerror='alert(1)'>",
    "</article></main><iframe src=//evil.example>",
    "[click](javascript:alert(1)) ![x](https://evil.example/x.png)",
    "`code` **bold** # heading | table",
    "\x1b[31mred\x1b[0m \u202eright to left \x00",
    "&lt;b&gt; &amp; &#60;script&#62;",
    "https://evil.example/ www.evil.example a@evil.example",
    "one\n\n# two\n- three",
)
LABELS = Labels(contents="Contents", search="Search", found="Shown: {count}", nothing="Nothing")


def page(text: str = "text") -> Page:
    """A page that has everything, with a text in every place that takes one."""
    anchors = Anchors()
    inner = Entry(anchor=anchors.new("figure", text), badge=text, title=text, name=text, tone=Tone.OPEN, text=text)
    outer = Entry(
        anchor=anchors.new("rule", text),
        badge=text,
        title=text,
        name=text,
        text=text,
        cited=text,
        lines=(Line(text, text), Line(text, tone=Tone.OLD), Line(text, to=inner.anchor)),
        entries=(inner,),
    )
    part = Part(anchor=anchors.new("article", text), title=text, entries=(outer,))
    chapter = Part(anchor=anchors.new("chapter"), title=text, lines=(Line(text),), parts=(part,))
    return Page(language="hr", title=text, lines=(Line(text, text),), parts=(chapter,), labels=LABELS)


class Document(HTMLParser):
    """A document of HTML as a browser would take it: its elements, each closed where it was opened."""

    VOID = frozenset({"meta", "input"})

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: dict[str, list[str]] = {}
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert all(value is not None for _, value in attrs)
        self.elements.append((tag, {name: str(value) for name, value in attrs}))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open:
            self.texts.setdefault(self.open[-1], []).append(data)

    def named(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]


# -- HTML


@pytest.mark.parametrize("text", ["text", *HOSTILE])
def test_whatever_stands_in_a_text_the_document_has_the_same_elements(text: str) -> None:
    plain_, hostile = Document(html(page())), Document(html(page(text)))
    assert [tag for tag, _ in hostile.elements] == [tag for tag, _ in plain_.elements]
    assert [sorted(one) for _, one in hostile.elements] == [sorted(one) for _, one in plain_.elements]
    assert hostile.texts["h1"] == [plain(text)]


def test_nothing_is_fetched_and_nothing_runs_but_our_own_style_and_script() -> None:
    text = html(page("https://evil.example/x.js"))
    document = Document(text)
    assert not {"src", "style", "action", "srcset", "data"} & {key for _, one in document.elements for key in one}
    assert not [key for _, one in document.elements for key in one if key.startswith("on")]
    assert all(one["href"].startswith("#") for _, one in document.elements if "href" in one)
    assert not document.named("link")
    assert "http" not in "".join(document.texts["style"] + document.texts["script"])
    (policy,) = [one["content"] for one in document.named("meta") if one.get("http-equiv") == "Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        (content,) = document.texts[tag]
        hash_ = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{hash_}'" in policy


@pytest.mark.parametrize("text", ["text", *HOSTILE])
def test_every_link_leads_to_a_place_that_is_there_once(text: str) -> None:
    document = Document(html(page(text)))
    ids = [one["id"] for _, one in document.elements if "id" in one]
    assert len(ids) == len(set(ids))
    targets = {one["href"].removeprefix("#") for _, one in document.elements if "href" in one}
    assert targets <= set(ids)
    assert {one[key] for _, one in document.elements for key in ("for", "aria-labelledby") if key in one} <= set(ids)


def test_a_reader_finds_language_title_headings_and_labels() -> None:
    document = Document(html(page()))
    assert document.named("html") == [{"lang": "hr"}]
    assert document.texts["title"] == ["text"]
    levels = [int(tag[1]) for tag, _ in document.elements if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    assert [tag for tag, _ in document.elements if tag in ("header", "nav", "main")] == ["header", "nav", "main"]


def test_the_search_is_hidden_from_those_whom_it_would_not_serve_and_the_rules_are_not() -> None:
    hidden = [one for one in Document(html(page())).elements if "hidden" in one[1]]
    assert [attributes["class"] for _, attributes in hidden] == ["search"]


# -- Markdown


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_is_no_markdown_and_no_html(text: str) -> None:
    written = escaped(plain(text))
    assert not re.search(r"(?<!\\)[<>`*\[\]|#](?!\d)", written.replace("&#", ""))
    assert not re.search(r"https?://|www\.|\w@\w", written)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_page_has_the_same_lines_whatever_stands_in_it(text: str) -> None:
    def shape(written: str) -> list[str]:
        return [re.sub(r"^(\s*(#+|-)?).*", r"\1", line) for line in written.splitlines()]

    assert shape(markdown(page(text))) == shape(markdown(page()))


def test_figures_stand_below_their_rules() -> None:
    assert markdown(page()) == (
        "# text\n\n- text: text\n\n## text\n\n- text\n\n### text\n\n"
        "- **text**, text (`text`): text *text*\n  - text: text\n  - text\n  - text\n  - **text**, text (`text`): text\n"
    )


# -- the terminal


@pytest.mark.parametrize("text", HOSTILE)
def test_a_page_on_the_terminal_steers_nothing(text: str) -> None:
    lines = list(Sheets(Screen(color=False, width=100)).lines(page(text)))
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", "".join(lines))


def test_a_page_is_wrapped_to_the_window() -> None:
    short = Page(language="en", title="t", lines=(Line("many words " * 20),), labels=LABELS)
    lines = "\n".join(Sheets(Screen(color=False, width=60)).lines(short)).splitlines()
    assert len(lines) > 3
    assert max(map(len, lines)) <= 60


# -- anchors


def test_anchors_are_given_out_once() -> None:
    anchors = Anchors()
    given = [
        anchors.new("a"),
        anchors.new("a"),
        anchors.new("a-2"),
        anchors.new("a"),
        anchors.new("<b>"),
        anchors.new(""),
    ]
    assert len(set(given)) == len(given)
    assert not any(re.search(r"[^\w.-]", one) for one in given)

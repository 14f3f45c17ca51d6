"""A page as one file of HTML that needs nothing else: no picture, no font, no script from anywhere.

It is built as a tree, so that whatever a text contains is text; the style and the script, which are ours, are the only
ones that the page lets run.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from xml.etree.ElementTree import Element, SubElement, tostring

from mobilnost.formats.pages import Entry, Labels, Line, Page, Part, Tone

DEEPEST = 6


def html(page: Page) -> str:
    """The page as a document of HTML."""
    style, script = _ours("style.css"), _ours("filter.js")
    root = Element("html", {"lang": page.language})
    root.append(_head(page, style, script))
    body = SubElement(root, "body")
    _text(body, "a", page.labels.contents, {"class": "skip", "href": "#contents"})
    frame = SubElement(body, "div", {"class": "page"})
    frame.append(_banner(page))
    frame.append(_contents(page))
    main = SubElement(frame, "main", {"id": "main"})
    main.append(_search(page.labels))
    for part in page.parts:
        main.append(_part(part, 2))
    _text(body, "script", script)
    return "<!DOCTYPE html>\n" + tostring(root, encoding="unicode", method="html") + "\n"


def _ours(name: str) -> str:
    return files("mobilnost.formats").joinpath("page", name).read_text(encoding="utf-8")


def _head(page: Page, style: str, script: str) -> Element:
    head = Element("head")
    SubElement(head, "meta", {"charset": "utf-8"})
    policy = "; ".join(
        (
            "default-src 'none'",
            f"style-src {_hash(style)}",
            f"script-src {_hash(script)}",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    SubElement(head, "meta", {"http-equiv": "Content-Security-Policy", "content": policy})
    SubElement(head, "meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"})
    SubElement(head, "meta", {"name": "referrer", "content": "no-referrer"})
    _text(head, "title", page.title)
    _text(head, "style", style)
    return head


def _hash(text: str) -> str:
    """How a policy names an inline text that may take effect."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _banner(page: Page) -> Element:
    banner = Element("header")
    _text(banner, "h1", page.title)
    _listed(banner, page.lines, "about")
    return banner


def _contents(page: Page) -> Element:
    nav = Element("nav", {"id": "contents", "aria-labelledby": "contents-title"})
    _text(nav, "h2", page.labels.contents, {"id": "contents-title"})
    nav.append(_index(page.parts))
    return nav


def _index(parts: tuple[Part, ...]) -> Element:
    index = Element("ul")
    for part in parts:
        item = SubElement(index, "li")
        _text(item, "a", part.title, {"href": f"#{part.anchor}"})
        if part.parts:
            item.append(_index(part.parts))
    return index


def _search(labels: Labels) -> Element:
    """Hidden until the script shows it: without the script it would do nothing."""
    said = {"data-found": labels.found, "data-nothing": labels.nothing}
    search = Element("div", {"class": "search", "role": "search", "hidden": "hidden", **said})
    _text(search, "label", labels.search, {"for": "search"})
    SubElement(search, "input", {"id": "search", "type": "search", "autocomplete": "off"})
    SubElement(search, "output", {"for": "search", "aria-live": "polite"})
    return search


def _part(part: Part, level: int) -> Element:
    section = Element("section", {"id": part.anchor, "aria-labelledby": f"{part.anchor}--title"})
    _text(section, f"h{min(level, DEEPEST)}", part.title, {"id": f"{part.anchor}--title"})
    _listed(section, part.lines, "lines")
    for inner in part.parts:
        section.append(_part(inner, level + 1))
    for entry in part.entries:
        section.append(_entry(entry, level + 1))
    return section


def _entry(entry: Entry, level: int) -> Element:
    block = Element("article", {"class": "entry", "id": entry.anchor})
    head = _text(block, f"h{min(level, DEEPEST)}", entry.title, {"class": "head"})
    _text(head, "span", entry.badge, {"class": "badge"})
    if entry.name:
        _text(head, "code", entry.name)
    if entry.text:
        _text(block, "p", entry.text, {"class": _classes("said", entry.tone)})
    if entry.cited:
        _text(block, "p", entry.cited, {"class": "cited"})
    _listed(block, entry.lines, "lines")
    for inner in entry.entries:
        block.append(_entry(inner, level + 1))
    return block


def _listed(parent: Element, lines: tuple[Line, ...], name: str) -> None:
    if lines:
        listed = SubElement(parent, "ul", {"class": name})
        for line in lines:
            listed.append(_line(line))


def _line(line: Line) -> Element:
    item = Element("li", {} if line.tone is Tone.PLAIN else {"class": line.tone.value})
    if line.label:
        label = _text(item, "b", f"{line.label}:")
        label.tail = " "
    if line.to:
        _text(item, "a", line.text, {"href": f"#{line.to}"})
    else:
        _text(item, "span", line.text)
    return item


def _classes(name: str, tone: Tone) -> str:
    return name if tone is Tone.PLAIN else f"{name} {tone.value}"


def _text(parent: Element, tag: str, text: str, attributes: dict[str, str] | None = None) -> Element:
    element = SubElement(parent, tag, attributes or {})
    element.text = text
    return element

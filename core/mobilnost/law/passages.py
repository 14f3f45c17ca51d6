"""Passages of a law: what a citation of articles points at, read by the one reader that everybody uses.

    čl. 9 st. 1; čl. 22 st. 2          two paragraphs
    čl. 11 st. 2 al. 4                 an indent of a paragraph (`al. 1, 4` are two of them)
    čl. 2 st. 15-17                    three paragraphs; indents are counted in the same way
    čl. 14 st. 2 t. 1.2, 1.3           two points of a paragraph
    čl. 23, iza st. 3                  the paragraph without a number that follows the third
    čl. 18                             an article as a whole
    art. 11(2)                         the same in another university's way of writing; чл. 11 ст. 2 is a third

What is no citation of articles (the page of a handbook, a clause) has no passages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from attrs import frozen

#: More paragraphs than this no article has: who writes such a range has mistyped it.
MOST = 99
_RANGE = r"\d+(?:\s*[-–]\s*\d+)?"
_NUMBERS = rf"{_RANGE}(?:\s*,\s*{_RANGE})*"
_POINTS = r"\w+(?:\.\w+)*(?:\s*,\s*\w+(?:\.\w+)*)*"
_PASSAGE = re.compile(
    rf"""(?:čl|чл|art|article)\.?\s*(?P<article>\d+)\.?(?P<letter>[a-z]?)
    (?:\s*,?\s*(?:iza|after|по)\s+(?:st|ст|para)\.\s*(?P<after>\d+)
      |(?:\s*,?\s*(?:st|ст|para)\.\s*(?P<paragraphs>{_NUMBERS})|\s*\((?P<bracketed>\d+)\))?
       (?:\s*,?\s*(?:al|ал|indent)\.?\s*(?P<indents>{_NUMBERS})
         |\s*,?\s*(?:t|т|point)\.?\s*(?P<points>{_POINTS})
         |\s*\((?P<lettered>[a-z]+)\))?
    )?""",
    re.VERBOSE,
)


@frozen(kw_only=True)
class Passage:
    """An article, and then what there is: a paragraph, an indent or a point of it.

    `letter` is that of an inserted article (9a). `after` marks the paragraph without a number that follows `paragraph`.
    """

    article: int
    letter: str = ""
    paragraph: int | None = None
    after: bool = False
    indent: int | None = None
    point: str | None = None

    def __str__(self) -> str:
        text = f"čl. {self.article}{self.letter}"
        if self.paragraph is not None:
            text += f"{', iza' if self.after else ''} st. {self.paragraph}"
        if self.indent is not None:
            text += f" al. {self.indent}"
        return text if self.point is None else f"{text} t. {self.point}"

    @property
    def order(self) -> tuple[object, ...]:
        """Where it stands in the law: articles, their paragraphs and the parts of these in the order of the text."""
        numbers = tuple((int(one), "") if one.isdigit() else (0, one) for one in (self.point or "").split(".") if one)
        return (self.article, self.letter, self.paragraph or 0, self.after, self.indent or 0, numbers)

    @property
    def whole(self) -> Passage:
        """The paragraph that it is a part of, or itself; in an article without paragraphs, the article."""
        return Passage(article=self.article, letter=self.letter, paragraph=self.paragraph, after=self.after)

    def within(self, other: Passage) -> bool:
        """Whether it is the other passage or a part of it."""
        if (self.article, self.letter) != (other.article, other.letter):
            return False
        if other.paragraph is None:
            return True
        if (self.paragraph, self.after) != (other.paragraph, other.after):
            return False
        return other == other.whole or (self.indent, self.point) == (other.indent, other.point)


@cache
def passages(text: str) -> tuple[Passage, ...]:
    """The passages that a citation points at; none where it is no citation of articles."""
    try:
        return parse_passages(text)
    except ValueError:
        return ()


def parse_passages(text: str) -> tuple[Passage, ...]:
    """As `passages`. Raises `ValueError` where a part of the text is no citation of an article."""
    return tuple(passage for part in text.split(";") for passage in _read(part.strip()))


def _read(part: str) -> Iterator[Passage]:
    match = _PASSAGE.fullmatch(part)
    if match is None:
        raise ValueError(f"no citation of an article: {part!r}")
    said = match.groupdict()
    article, letter = int(said["article"]), said["letter"]
    if said["after"]:
        yield Passage(article=article, letter=letter, paragraph=int(said["after"]), after=True)
        return
    paragraphs: list[int | None] = [*_counted(said["paragraphs"] or said["bracketed"])]
    for paragraph in paragraphs or [None]:
        whole = Passage(article=article, letter=letter, paragraph=paragraph)
        indents, points = _counted(said["indents"]), _several(said["points"] or said["lettered"])
        yield from (_part(whole, indent=one) for one in indents)
        yield from (_part(whole, point=one) for one in points)
        if not indents and not points:
            yield whole


def _part(whole: Passage, indent: int | None = None, point: str | None = None) -> Passage:
    return Passage(article=whole.article, letter=whole.letter, paragraph=whole.paragraph, indent=indent, point=point)


def _counted(text: str | None) -> list[int]:
    """Numbers and ranges of numbers, one by one."""
    return [number for one in _several(text) for number in _range(*map(int, re.split("[-–]", one)))]


def _range(first: int, last: int | None = None) -> range:
    found = range(first, (first if last is None else last) + 1)
    if not 0 < len(found) <= MOST:
        raise ValueError(f"no range of paragraphs: {first}-{last}")
    return found


def _several(text: str | None) -> list[str]:
    return [one.strip() for one in text.split(",")] if text else []

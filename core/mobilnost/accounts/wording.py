"""How a law cites itself: the words and brackets of its own citations, learnt from them.

The Pravilnik writes `čl. 22 st. 2`; another university's rules write `art. 22(2)`, and whoever reads an account of them
is shown that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from attrs import field, frozen

from mobilnost.accounts.sayings import sayings
from mobilnost.law import Passage, passages
from mobilnost.statutes import Regulation

#: An article's number, with the letter of one that was inserted.
ARTICLE = re.compile(r"\d+[a-z]?")
#: Which parts a passage has: a paragraph, one without a number behind it, an indent, a point.
Shape = tuple[bool, bool, bool, bool]


@frozen(kw_only=True)
class Wording:
    """What stands before an article's number, and by shape what stands behind it, with `{}` for each number there.

    What a law never writes is told as the Pravilnik would write it.
    """

    article: str | None = None
    tails: Mapping[Shape, str] = field(factory=dict, hash=False)

    @classmethod
    def of(cls, regulation: Regulation) -> Wording:
        """That of a regulation, from its citations and its outline; the first of a shape is the one that counts."""
        cited = [one.citation.at for one in sayings(regulation.law) if one.citation.source == regulation.source]
        written = [part.strip() for at in cited for part in at.split(";")]
        first = next(_articles(written), None)
        tails: dict[Shape, str] = {}
        for at in (*written, *(_joined(one, first or "") for one in regulation.outlined)):
            if found := _tail(at):
                tails.setdefault(*found)
        return cls(article=first, tails=tails)

    def told(self, passage: Passage) -> str:
        """`čl. 9 st. 1`"""
        whole = Passage(article=passage.article, letter=passage.letter)
        head = str(whole) if self.article is None else f"{self.article}{passage.article}{passage.letter}"
        return head + self._behind(passage)

    def within(self, passage: Passage) -> str:
        """The same under the heading of its article: `st. 1`; nothing for the article itself."""
        return self._behind(passage).strip(" ,.")

    def _behind(self, passage: Passage) -> str:
        tail = self.tails.get(_shape(passage))
        if tail is not None:
            return tail.format(*_numbers(passage))
        whole = Passage(article=passage.article, letter=passage.letter)
        return str(passage).removeprefix(str(whole))


def _articles(written: Iterable[str]) -> Iterator[str]:
    """What stands before the numbers of articles."""
    for at in written:
        match = ARTICLE.search(at)
        if match and passages(at):
            yield at[: match.start()]


def _joined(behind: str, article: str) -> str:
    """A passage of the outline as a citation of some article; one without a number stands behind a comma."""
    if behind.startswith("("):
        return f"{article}1{behind}"
    found = passages(f"{article}1 {behind}")
    return f"{article}1, {behind}" if found and found[0].after else f"{article}1 {behind}"


def _tail(at: str) -> tuple[Shape, str] | None:
    """The shape of what a citation points at first, and what it writes behind the article's number."""
    match, found = ARTICLE.search(at), passages(at)
    if match is None or not found:
        return None
    end, told = match.end(), ""
    for number in _numbers(found[0]):
        start = at.index(number, end)
        told += f"{at[end:start]}{{}}"
        end = start + len(number)
    return _shape(found[0]), told + (")" if at[end : end + 1] == ")" else "")


def _shape(passage: Passage) -> Shape:
    paragraph, indent, point = passage.paragraph, passage.indent, passage.point
    return (paragraph is not None, passage.after, indent is not None, point is not None)


def _numbers(passage: Passage) -> tuple[str, ...]:
    """The numbers behind that of the article, in their order."""
    return tuple(str(one) for one in (passage.paragraph, passage.indent, passage.point) if one is not None)

"""Two institutions' grades on a page: what each becomes, and how often each is given."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from attrs import frozen

from mobilnost.formats.charts import Captions
from mobilnost.formats.pages import Line, Page, Part
from mobilnost.locales.catalogue import Catalogue
from mobilnost.locales.forms import Forms
from mobilnost.locales.leaves import labels_of
from mobilnost.recognition.grades import Comparison, Conversion, Step


@frozen
class GradeTables:
    """Tells a comparison; institutions are called by their ids, as their scales are."""

    words: Catalogue
    theirs: str
    ours: str
    comparison: Comparison

    def page(self) -> Page:
        """The whole comparison."""
        rows = tuple(Line(self.becomes(row), self.original(row)) for row in self.comparison.rows)
        return Page(
            language=self.words.language,
            title=self.title,
            lines=(Line(self.method, self.words.text("grade_table", "method")),),
            parts=(Part(anchor="grades", title=self.words.text("grade_table", "grades"), lines=rows), *self._columns()),
            labels=labels_of(self.words),
        )

    def captions(self) -> Captions:
        """The words of the picture."""
        axis = self.words.text("grade_table", "axis")
        return Captions(title=self.title, theirs=self.theirs, ours=self.ours, axis=axis, share=self.percent)

    @property
    def title(self) -> str:
        """Whose grades become whose."""
        return self.words.text("grade_table", "title", theirs=self.theirs, ours=self.ours)

    @property
    def method(self) -> str:
        """By which method they are converted, as the university has decided."""
        return self.words.text("conversion_methods", self.comparison.method or "undecided")

    def original(self, row: Conversion) -> str:
        """A grade of theirs, with the part of those who passed that it takes."""
        if row.part is None:
            return row.original
        above, below = (self.percent(one) for one in row.part)
        return self.words.text("grade_table", "part", grade=row.original, above=above, below=below)

    def becomes(self, row: Conversion) -> str:
        """What it is at home, with the grades that it was compared with; or why it stays as it is."""
        if row.converted is None:
            return self.words.text("unconverted", row.because or "not-decided")
        shares = [f"{one.step.mark.label}: {self.percent(one.share)}" for one in row.overlaps]
        if not shares:
            return row.converted.label
        return self.words.text("grade_table", "becomes", grade=row.converted.label, shares="; ".join(shares))

    def percent(self, share: Fraction) -> str:
        """A share in percent, rounded to a tenth."""
        return Forms(self.words).counted(Decimal(round(share * 1000)).scaleb(-1), "percent")

    def _columns(self) -> Iterator[Part]:
        for anchor, name, line in (
            ("theirs", self.theirs, self.comparison.theirs),
            ("ours", self.ours, self.comparison.ours),
        ):
            if line:
                title = self.words.text("grade_table", "given", institution=name)
                yield Part(anchor=anchor, title=title, lines=tuple(self._given(step) for step in line))

    def _given(self, step: Step) -> Line:
        return Line(self.percent(step.share), step.mark.label)

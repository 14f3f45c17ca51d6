"""Two grade distributions side by side as a picture: why a grade of the host becomes one of ours.

Drawn by matplotlib, which the extra `charts` installs. An SVG keeps its words as text, to be searched and read aloud;
the same comparison is always the same file.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from io import BytesIO
from typing import TYPE_CHECKING

from attrs import frozen

from mobilnost.recognition.grades import Comparison, Step

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: The formats of pictures, by the suffixes of their files.
PICTURES = {".svg": "svg", ".png": "png"}
#: Where the two columns stand, and how wide they are.
LEFT, RIGHT, WIDTH = 0.0, 1.6, 0.6
INCHES = (7.0, 8.0)
DOTS_PER_INCH = 150
#: From the best grade to the worst, light enough for black words.
SHADES = ("#b7d7c2", "#d3e3b5", "#f2e6b1", "#f4cfa5", "#eeb6a6", "#d9b7d3", "#b9c3e0", "#cfd4d8")


class ChartsMissing(Exception):
    """matplotlib is not installed."""


@frozen(kw_only=True)
class Captions:
    """The words of the picture in the reader's language; `axis` names the vertical scale, `share` tells a share."""

    title: str
    theirs: str
    ours: str
    axis: str
    share: Callable[[Fraction], str]


def grade_chart(comparison: Comparison, captions: Captions, format: str) -> bytes:
    """The picture as `svg` or `png`. Raises `ChartsMissing`."""
    try:
        from matplotlib import rc_context
        from matplotlib.figure import Figure
    except ImportError as error:
        raise ChartsMissing from error
    # Labels come from anybody's file, and are no formulas.
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": "mobilnost", "font.size": 10, "text.parse_math": False}):
        figure = Figure(figsize=INCHES, dpi=DOTS_PER_INCH, layout="constrained")
        axes = figure.add_subplot()
        _column(axes, comparison.theirs, LEFT, captions)
        _column(axes, comparison.ours, RIGHT, captions)
        _bridges(axes, comparison)
        _frame(axes, captions)
        buffer = BytesIO()
        metadata = {"Date": None} if format == "svg" else {"Software": None}
        figure.savefig(buffer, format=format, metadata=metadata)
    return buffer.getvalue()


def _column(axes: Axes, line: tuple[Step, ...], at: float, captions: Captions) -> None:
    """The grades of one side, one on the other, the best on top."""
    for index, step in enumerate(line):
        top, height = float(step.above * 100), float(step.share * 100)
        axes.bar(at, height, WIDTH, top, color=SHADES[index % len(SHADES)], edgecolor="black", linewidth=0.8)
        told = f"{step.mark.label}  ({captions.share(step.share)})"
        axes.text(at, top + height / 2, told, ha="center", va="center")


def _bridges(axes: Axes, comparison: Comparison) -> None:
    """From the middle of each of their grades to the one of ours that it becomes."""
    middles = {step.mark.label: float(step.middle * 100) for step in comparison.ours}
    for row in comparison.rows:
        if row.part is None or row.converted is None or row.part[0] == row.part[1]:
            continue
        start = float((row.part[0] + row.part[1]) * 50)
        axes.annotate(
            "",
            xytext=(LEFT + WIDTH / 2, start),
            xy=(RIGHT - WIDTH / 2, middles[row.converted.label]),
            arrowprops={"arrowstyle": "->", "color": "black", "linewidth": 1.0},
        )


def _frame(axes: Axes, captions: Captions) -> None:
    axes.set_title(captions.title)
    axes.set_xticks([LEFT, RIGHT], [captions.theirs, captions.ours])
    axes.set_xlim(LEFT - WIDTH, RIGHT + WIDTH)
    axes.set_ylim(100, 0)
    axes.set_ylabel(captions.axis)
    axes.spines[["top", "right"]].set_visible(False)

"""Transcripts, agreements and the law of recognition in a few words, for tests."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import cache
from typing import Any

from mobilnost.law import Effective
from mobilnost.model import Course, Credits
from mobilnost.model.grading import Grading, Method
from mobilnost.model.scales import GradingScale, NotGraded
from mobilnost.model.transcripts import Result, Transcript
from mobilnost.recognition.gradebook import Gradebook
from mobilnost.recognition.law import RecognitionLaw
from mobilnost.recognition.proposal import Grounds, Proposal, propose
from mobilnost.regulations import regulation
from mobilnost.regulations.recognition import recognition_law

HOST = "uniri.hr"
OVERLAP = "recognition.overlap_percent"
FIVE = GradingScale(
    id="five",
    grades=("5", "4", "3", "2", "1"),
    lowest_passing="2",
    not_graded=(NotGraded(label="priznato", passing=True),),
)
THEIRS = Grading(institution=HOST, scales=(FIVE,))
OURS = Grading(institution="sum.ba", scales=(FIVE,))
GRADES = Gradebook(theirs=THEIRS, ours=OURS, method=Method.BAVARIAN_ROUNDED)
FIGURES = {OVERLAP: Effective(value=Decimal(70), winner=None)}


@cache
def law() -> RecognitionLaw:
    """What the shipped regulation says."""
    return recognition_law(regulation(), "mostar-2018")


def ects(value: Any) -> Credits:
    return Credits(value=Decimal(str(value)), scheme="ects")


def course(title: str, value: Any = 6, home: str | None = None, overlap: Any = None, **more: Any) -> Course:
    """A line of an agreement."""
    percent = None if overlap is None else Decimal(str(overlap))
    return Course(host_title=title, host_credits=ects(value), home_title=home, overlap_percent=percent, **more)


def result(id: str, title: str, value: Any = 6, passed: bool | None = True, **more: Any) -> Result:
    """A result with so many ECTS; with None it states no credits."""
    credits = more.pop("credits", () if value is None else (ects(value),))
    return Result(id=id, title=title, credits=credits, passed=passed, **more)


def transcript(*results: Result, **more: Any) -> Transcript:
    return Transcript(issuer=HOST, issued=dt.date(2019, 3, 11), results=results, **more)


def grounds(*courses: Course, **more: Any) -> Grounds:
    return Grounds(
        **{"courses": courses, "law": law(), "grader": GRADES, "figures": FIGURES, "home_scale": FIVE} | more
    )


def proposed(results: tuple[Result, ...], courses: tuple[Course, ...], **more: Any) -> Proposal:
    return propose(transcript(*results), grounds(*courses, **more))

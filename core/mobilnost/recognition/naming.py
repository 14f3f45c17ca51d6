"""Under what a result is entered: its names, where it was achieved, and when (t. 3.2, 3.6)."""

from __future__ import annotations

import datetime as dt

from attrs import frozen

from mobilnost.model.transcripts import Result, Transcript


@frozen(kw_only=True)
class Names:
    """How a course is entered: in our language and in the original, or in English where that cannot be (t. 3.2).

    `home` is what it is called in our language, where the transcript says so.
    """

    original: str
    home: str | None = None
    english: str | None = None


@frozen(kw_only=True)
class Where:
    """Where and when a result was achieved (t. 3.6): the host, or who employed the trainee; days, year and term."""

    institution: str
    employer: str | None = None
    date: dt.date | None = None
    academic_year: str | None = None
    term: str | None = None
    term_start: dt.date | None = None
    term_end: dt.date | None = None
    start: dt.date | None = None


def names_of(result: Result, transcript: Transcript, language: str) -> Names:
    """What a course is called, in the original, in our language and in English.

    The original itself is in the first language of the transcript in which the result has no other title.
    """
    own = next((one for one in transcript.languages if one not in result.titles), None)
    home = result.titles.get(language) or (result.title if own == language else None)
    return Names(original=result.title, home=home, english=result.titles.get("en"))


def where_of(result: Result, transcript: Transcript) -> Where:
    """Where and when a result was achieved."""
    year = str(result.academic_year) if result.academic_year is not None else None
    return Where(
        institution=transcript.issuer,
        employer=result.employer,
        date=result.date,
        academic_year=year,
        term=result.term,
        term_start=result.term_start,
        term_end=result.term_end,
        start=result.start,
    )

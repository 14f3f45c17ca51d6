"""Everything that a proposal rests on, gathered for one judged dossier from the law, the settings and the host."""

from __future__ import annotations

from collections.abc import Mapping

from mobilnost.assessment import Assessment
from mobilnost.model import Course, Grading, Kind, Settings
from mobilnost.model.transcripts import Transcript
from mobilnost.recognition.figures import credit_law, figures_of
from mobilnost.recognition.gradebook import Gradebook, grading_of
from mobilnost.recognition.law import RecognitionLaw
from mobilnost.recognition.proposal import Grounds

#: The language in which names are entered where the settings name none (čl. 14 st. 2 t. 3.2).
DEFAULT_LANGUAGE = "hr"
#: Stays that are for a thesis or research (čl. 7 st. 2), and all whose agreement may name no courses.
RESEARCH_STAYS = (Kind.THESIS, Kind.RESEARCH)
WORK = (Kind.TRAINEESHIP, *RESEARCH_STAYS)


def grounds_for(
    assessment: Assessment,
    transcript: Transcript,
    law: RecognitionLaw,
    *,
    courses: tuple[Course, ...] | None,
    settings: Settings | None = None,
    host: Grading | None = None,
    links: Mapping[str, int] | None = None,
    passed_at_home: frozenset[str] = frozenset(),
) -> Grounds:
    """The grounds for a transcript of a judged dossier. `courses` are those of the last valid agreement,
    none where nothing was agreed.

    `host` is how the host grades and counts, as far as the office knows; what the transcript says itself prevails.
    """
    dossier, figures = assessment.dossier, figures_of(assessment)
    student = dossier.student
    known = host.credit_schemes if host is not None else ()
    return Grounds(
        courses=courses or (),
        law=law,
        grader=Gradebook(
            theirs=grading_of(transcript, host),
            ours=settings.grading if settings else None,
            method=settings.grade_conversion.method_for(transcript.issuer) if settings else None,
            isced_f=(student.isced_f if student else None) or dossier.mobility.field_isced_f,
            cycle=student.cycle if student else None,
            single={one.result: one.distribution for one in transcript.result_distributions},
        ),
        figures=figures,
        credits=credit_law(figures),
        schemes={one.id: one for one in (*known, *transcript.credit_schemes)},
        links=links or {},
        passed_at_home=passed_at_home,
        traineeship=dossier.mobility.kind is Kind.TRAINEESHIP,
        research=dossier.mobility.kind in RESEARCH_STAYS,
        language=(settings.language if settings else None) or DEFAULT_LANGUAGE,
        home_scale=settings.grading_scale if settings else None,
    )

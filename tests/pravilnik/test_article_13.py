"""Čl. 13: recognition follows of itself. No further procedure stands in the way, so nothing of it is judged or owed."""

from pravilnik.cases import assessed, law, outgoing


def test_no_rule_paper_or_duty_stands_between_the_student_and_recognition() -> None:
    said = law().law
    assert [one for one in (*said.rules, *said.documents, *said.obligations) if "čl. 13" in one.citation.at] == []


def test_the_transcript_is_all_that_is_asked_for_after_the_return() -> None:
    after = [one.type for one in assessed(outgoing()).documents if one.phase == "after" and one.due]
    assert after == ["transcript_of_records"]

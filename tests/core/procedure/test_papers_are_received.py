"""A paper is known by what is in it: what kind of file it is, and that it is neither empty nor too large."""

from __future__ import annotations

import io
import zipfile

import pytest
from core.procedure.plans.plan_cases import D

from mobilnost.procedure.receipts import LARGEST, Paper, media_type, next_number, require_acceptable
from mobilnost.procedure.refusals import Refused
from mobilnost.register.sorts import PAPER


def packed(name: str) -> bytes:
    with zipfile.ZipFile(file := io.BytesIO(), "w") as archive:
        archive.writestr(name, "x")
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(b"%PDF-1.7\n...", "application/pdf", id="PDF"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00", "image/png", id="PNG"),
        pytest.param(b"\xff\xd8\xff\xe0", "image/jpeg", id="JPEG"),
        pytest.param(b"II*\x00", "image/tiff", id="TIFF"),
        pytest.param(
            packed("word/document.xml"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            id="DOCX",
        ),
        pytest.param(packed("a.txt"), "application/zip", id="ZIP"),
        pytest.param(b"<?xml version='1.0'?><a/>", "application/xml", id="XML"),
        pytest.param("Izvješće".encode(), "text/plain", id="text"),
        pytest.param("\ufeffIzvješće".encode(), "text/plain", id="text with a mark"),
        pytest.param("Izvješće".encode("cp1250"), "application/octet-stream", id="text in an old encoding"),
        pytest.param(b"\x00\x01", "application/octet-stream", id="something else"),
        pytest.param(b"", "application/octet-stream", id="nothing"),
    ],
)
def test_what_a_file_is_its_beginning_says(content: bytes, expected: str) -> None:
    assert media_type(content) == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(b"", ["paper-empty"], id="empty"),
        pytest.param(bytes(LARGEST + 1), ["paper-too-large"], id="too large"),
    ],
)
def test_what_is_not_kept(content: bytes, expected: list[str]) -> None:
    with pytest.raises(Refused) as caught:
        require_acceptable(content, "a.pdf")
    assert [one.phrase.id for one in caught.value.reasons] == expected


def test_the_largest_file_is_kept() -> None:
    require_acceptable(bytes(LARGEST), "a.pdf")


def test_papers_are_numbered_as_they_come() -> None:
    paper = Paper(
        dossier="2018-0042",
        number=3,
        type="cv",
        name="cv.pdf",
        media_type="application/pdf",
        size=4,
        digest="0" * 64,
        received=D(2018, 6, 1),
    )
    assert (paper.id, next_number([paper]), next_number([])) == ("2018-0042/3", 4, 1)
    assert PAPER.read(PAPER.text_of(paper)).value == paper

"""Every sort of record is written as one text, read back as it was, exported and restored without code of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve, field, frozen
from core.formats.test_transcripts_are_read import FULL
from hypothesis import given
from hypothesis import strategies as st
from pravilnik.cases import outgoing

from mobilnost.formats import Format
from mobilnost.formats.transcripts import parse_transcript
from mobilnost.law import Citation
from mobilnost.model import Decision, Institution, InvalidData
from mobilnost.model.credit_schemes import CreditPrinciple
from mobilnost.model.decisions import Waiver
from mobilnost.model.grading import Method
from mobilnost.model.selection import Selected
from mobilnost.procedure.basis import Basis, Content, Part, Version
from mobilnost.procedure.calls.appeals import Appeal
from mobilnost.procedure.calls.rankings import Ranked
from mobilnost.procedure.calls.rounds import Round, TieBreak
from mobilnost.procedure.calls.shares import Share
from mobilnost.procedure.dues.due import Fulfilled
from mobilnost.procedure.lives.life import Life, Taken, Withdrawal
from mobilnost.procedure.plans.plan import Plan
from mobilnost.procedure.receipts import Paper
from mobilnost.recognition.law import Outcome, Record
from mobilnost.recognition.records import Amount, EctsRecord, GradeRecord, Line, Recognition, Standing
from mobilnost.register.archive import documents
from mobilnost.register.connection import connected, in_folder, reading, writing
from mobilnost.register.restoring import restore
from mobilnost.register.schema import upgraded
from mobilnost.register.sorts import SORTS, Sort, digest_of
from mobilnost.register.store import Register
from mobilnost.register.verify import flaws

NOON = dt.datetime(2018, 6, 25, 12, tzinfo=dt.UTC)
DAY = NOON.date()
DOSSIER = outgoing()
ID = DOSSIER.mobility.id
SCAN = b"%PDF-1.7 a scan"
TAKEN = Taken(step="applied", on=DAY, by="Iva", role="student", reference="1/18", basis=f"{ID}/1")
#: A result with parts, credits of two schemes, a scale and a distribution of its own, and a decision beside a proposal.
RECOGNITION = Recognition(
    dossier=ID,
    on=DAY,
    language="hr",
    by="Ana",
    transcript=parse_transcript(FULL).value,
    courses=DOSSIER.courses or (),
    version=1,
    lines=(
        Line(
            result="m",
            line=1,
            rule="over-the-overlap",
            citation=Citation(source="Pravilnik", at="čl. 14 st. 2 t. 1.2"),
            ects=EctsRecord(principle=CreditPrinciple.STATED, figures=(Amount(name="ects", value=Decimal("5.5")),)),
            grade=GradeRecord(original="5", method=Method.MIDPOINT),
            proposed=Standing(outcome=Outcome.HOME_COURSE, ects=Decimal("5.5"), grade="5", counts=True),
            decided=Standing(outcome=Outcome.ELECTIVE, ects=Decimal(5), records=(Record.INDEX,)),
            reason="„težak” slučaj",
        ),
    ),
    missing=(2,),
)
VALUES: dict[str, Any] = {
    "dossier": DOSSIER,
    "person": DOSSIER.person,
    "institution": Institution(
        id="uniri.hr", names={"hr": "Rijeka", "en": "Fiume"}, country="HR", erasmus_code="HR RIJEKA01"
    ),
    "decision": Decision(
        id="o-1",
        date=DAY,
        by="Senat",
        reference="1",
        reason="„težak” slučaj",
        dossier=ID,
        waivers=(Waiver(provision="a.b"),),
    ),
    "life": Life(dossier=ID, procedure="student", taken=(TAKEN,), withdrawn=Withdrawal(on=DAY, reason="illness")),
    "plan": Plan(dossier=ID, type="learning_agreement"),
    "paper": Paper(
        dossier=ID,
        number=1,
        type="transcript",
        name="scan.pdf",
        media_type="application/pdf",
        size=len(SCAN),
        digest=digest_of(SCAN),
        received=DAY,
    ),
    "duty": Fulfilled(id="information-package/2018", duty="information-package", on=DAY),
    "call": Round(call="erasmus-2018", participant=Selected.STUDENT, opened=DAY),
    "candidate": Share(
        call="erasmus-2018",
        dossier=ID,
        tie_breaks=(TieBreak(order=(ID,), reason="by lot", by="K", on=DAY),),
        ranked=(Ranked(dossier=ID, total=Decimal("3.5"), rank=2),),
        places={"tie_breaks": ((4, 2),), "ranked": ((0, 1, 7),)},
    ),
    "appeal": Appeal(
        id="a-1", call="erasmus-2018", dossier=ID, verdict=1, received=DAY, begins=DAY, last=DAY, decide_by=DAY
    ),
    "basis": Basis(
        dossier=ID,
        number=1,
        on=DAY,
        contents=(Content(part=Part.DOSSIER, name=ID, digest=digest_of(SCAN)),),
        versions=(Version(name="mobilnost", version="0.1.0"),),
        verdict="eligible",
        report=digest_of(SCAN),
    ),
    "recognition": RECOGNITION,
}


def test_every_sort_has_its_case() -> None:
    assert set(VALUES) == set(SORTS)


@pytest.mark.parametrize("name", VALUES)
def test_what_is_written_reads_back_and_has_one_text(name: str) -> None:
    sort, value = SORTS[name], VALUES[name]
    text = sort.text_of(value)
    assert "\n" not in text
    assert sort.read(text).value == value
    assert sort.read(sort.toml_of(value), None, Format.TOML).value == value
    assert sort.text_of(sort.read(text).value) == text


@pytest.mark.parametrize("name", VALUES)
def test_what_nobody_wrote_is_not_read(name: str) -> None:
    sort = SORTS[name]
    text = sort.text_of(VALUES[name])
    with pytest.raises(InvalidData):
        sort.read(f'{{"stranger":1,{text[1:]}')


def test_all_of_them_are_exported_and_restored(tmp_path: Path) -> None:
    engines = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        engines.append(connected(in_folder(tmp_path / name)))
        upgraded(engines[-1])
    with Register(engines[0]).write("ana", NOON) as writer:
        writer.keep(SCAN, ID)
        for name, value in VALUES.items():
            writer.add(SORTS[name], value)
    out = tmp_path / "out"
    with reading(engines[0]) as connection:
        written = dict(documents(connection))
    for path, content in written.items():
        (out / path).parent.mkdir(parents=True, exist_ok=True)
        (out / path).write_bytes(content)
    with writing(engines[1]) as connection:
        restore(connection, out)
    with reading(engines[1]) as connection:
        assert list(flaws(connection)) == []
        assert dict(documents(connection)) == written
        assert connection.exec_driver_sql("SELECT procedure, step, state FROM dossiers").one() == (
            "student",
            "applied",
            "withdrawn",
        )
    for engine in engines:
        engine.dispose()


@frozen(kw_only=True)
class Sample:
    """Values whose equals are written in several ways."""

    id: str
    number: Decimal
    tags: frozenset[str] = frozenset()
    names: Mapping[str, str] = field(factory=dict)
    at: dt.datetime | None = None


SAMPLE = Sort.of("sample", Sample, lambda one: one.id)
SAMPLES = st.builds(
    Sample,
    id=st.text(st.characters(exclude_categories=("C", "Z")), max_size=5),
    number=st.decimals(-1000, 1000, places=3),
    tags=st.frozensets(st.sampled_from("abcd")),
    names=st.dictionaries(st.sampled_from(("hr", "en", "mk")), st.sampled_from(("a", "\\u0000", '"x"'))),
    at=st.none() | st.just(NOON),
)


@given(SAMPLES)
def test_equal_values_have_equal_texts(one: Sample) -> None:
    other = evolve(
        one,
        number=one.number * Decimal("1.000"),
        tags=frozenset(sorted(one.tags, reverse=True)),
        names=dict(reversed(one.names.items())),
    )
    assert one == other
    assert SAMPLE.text_of(one) == SAMPLE.text_of(other)
    assert SAMPLE.read(SAMPLE.text_of(one)).value == one

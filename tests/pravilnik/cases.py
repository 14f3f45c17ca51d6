"""Three people to try the articles on, and the few words in which a case is told.

The programmes here bring nothing of their own but their way of counting, so that the Pravilnik alone speaks.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any

from attrs import evolve, fields

import mobilnost as m
from mobilnost.model import (
    Course,
    Credits,
    Document,
    ElectionPeriod,
    Institution,
    Interruption,
    Mobility,
    PastMobility,
    Person,
    SemesterStart,
    Settings,
    Staff,
    Student,
    Unit,
)
from mobilnost.model.kinds import Cycle

D = dt.date
#: The codes of the test's programmes, each with the strategies by which it counts.
COUNTING = {
    "erasmus": (
        m.Counting(strategy="actual-days", applies="participant == 'staff'"),
        m.Counting(strategy="commission-360"),
    ),
    "ceepus": (m.Counting(strategy="calendar-months"),),
    "bilateral": (m.Counting(strategy="calendar-months"),),
}
INSTITUTIONS = tuple(
    Institution(id=id, names={"en": id}, country=country)
    for id, country in (("uniri.hr", "HR"), ("uni-lj.si", "SI"), ("unze.ba", "BA"))
)
OFFICE = Settings(
    institution="sum.ba",
    country="BA",
    units=(Unit(id="fsre", names={"en": "Engineering"}), Unit(id="ff", names={"en": "Humanities"})),
    affiliated=("skb-mostar.ba",),
)
#: A day on which nothing has begun yet, and nothing is due.
BEFORE = D(2018, 9, 1)
HOME_SIGNATURES = ("student", "vice_dean", "vice_rector")


def paper(type: str, day: D | None = None, *signed_by: str, languages: tuple[str, ...] = ()) -> Document:
    """A document of the dossier."""
    return Document(type=type, date=day, signed_by=signed_by, languages=languages)


def course(ects: int, *, passed: bool | None = None) -> Course:
    """A course at the host that carries ECTS credits."""
    credits = Credits(value=Decimal(ects), scheme="ects")
    return Course(host_title="Databases", host_credits=credits, already_passed=passed)


def past(programme: str, start: D, end: D, cycle: str | None = "first", **more: Any) -> PastMobility:
    """An earlier mobility of the same person."""
    return PastMobility(programme=programme, start=start, end=end, cycle=cycle and Cycle(cycle), **more)


def away(start: D, end: D) -> Interruption:
    """Days on which the stay did not go on."""
    return Interruption(start=start, end=end, reason="illness")


IVA = Person(id="s-1", given_names="Iva", family_name="Primjer", citizenships=("BA",), status_in_country="citizen")
BASE_STUDENT = Student(cycle=Cycle.FIRST, year_of_study=2, study_status="regular", programme_semesters=6)
BASE_MOBILITY = Mobility(
    id="2018-0001",
    programme="erasmus",
    kind="study",
    direction="outgoing",
    agreement="a",
    sending="sum.ba",
    receiving="uniri.hr",
    unit="fsre",
    start=D(2018, 10, 1),
    end=D(2019, 2, 15),
    language="hr",
)


def outgoing(**changes: Any) -> m.Dossier:
    """A student of the second year who goes to Rijeka for a winter semester; every paper is there, nothing is wrong."""
    base = m.Dossier(
        mobility=BASE_MOBILITY,
        person=IVA,
        student=BASE_STUDENT,
        courses=(course(20),),
        documents=(
            paper("learning_agreement", D(2018, 6, 20), *HOME_SIGNATURES, "host"),
            paper("travel_health_insurance"),
            paper("accident_insurance"),
        ),
    )
    return changed(base, **changes)


def incoming(**changes: Any) -> m.Dossier:
    """A student from Rijeka who comes for a winter semester, with the papers that are due before arrival."""
    base = m.Dossier(
        mobility=evolve(BASE_MOBILITY, direction="incoming", sending="uniri.hr", receiving="sum.ba"),
        person=evolve(IVA, citizenships=("HR",), status_in_country="none"),
        student=BASE_STUDENT,
        courses=(course(20),),
        documents=(
            paper("student_application_form", D(2018, 5, 20)),
            paper("acceptance_letter"),
            paper("learning_agreement", D(2018, 6, 20), *HOME_SIGNATURES, "home"),
            paper("travel_health_insurance"),
            paper("accident_insurance"),
        ),
    )
    return changed(base, **changes)


def employee(**changes: Any) -> m.Dossier:
    """A teacher of the faculty who goes to Rijeka under a bilateral agreement for two months of teaching."""
    base = m.Dossier(
        mobility=evolve(BASE_MOBILITY, programme="bilateral", kind="teaching", start=D(2019, 3, 1), end=D(2019, 4, 30)),
        person=IVA,
        staff=Staff(
            category="teaching",
            employment_contract=True,
            employer="fsre",
            election_period=ElectionPeriod(start=D(2017, 1, 1), end=D(2021, 12, 31)),
        ),
        documents=(paper("travel_health_insurance"), paper("accident_insurance")),
    )
    return changed(base, **changes)


def changed(dossier: m.Dossier, **changes: Any) -> m.Dossier:
    """A dossier in which a few fields differ, each named as in the file; those of the mobility come first."""
    for part in ("mobility", "person", "student", "staff"):
        own = getattr(dossier, part)
        if own is None:
            continue
        said = {one.name: changes.pop(one.name) for one in fields(type(own)) if one.name in changes}
        dossier = evolve(dossier, **{part: typed(evolve(own, **said))})
    return evolve(dossier, **changes)


def typed(value: Any) -> Any:
    """A part of a dossier with the words of its closed vocabularies read as what they stand for."""
    words = {
        one.name: one.type(getattr(value, one.name))
        for one in fields(type(value))
        if isinstance(one.type, type) and issubclass(one.type, StrEnum)
    }
    return evolve(value, **words)


# ---------------------------------------------------------------------- circumstances


def terms(**said: Any) -> str:
    """`[[terms]]` of an instrument; two underscores stand for the dot of a key."""
    return "".join(term(key.replace("__", "."), value) for key, value in said.items())


def term(key: str, value: Any, applies: str | None = None, cites: str = "clause") -> str:
    """One `[[terms]]` of an instrument or, with `cites="cites"`, of a programme."""
    when = f"applies = {toml(applies)}\n" if applies else ""
    return f'[[terms]]\nprovision = "{key}"\nvalue = {toml(value)}\n{cites} = "4"\n{when}'


def toml(value: Any) -> str:
    """A value as a file writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(toml(one) for one in value)}]"
    return str(value) if isinstance(value, int | dt.date) else f'"{value}"'


def agreement(said: str = "", **header: Any) -> Any:
    """An agreement of the university with Rijeka, open-ended, that sets what is `said`."""
    fields = {
        "id": "a",
        "programme": "erasmus",
        "level": "university",
        "parties": ["sum.ba", "uniri.hr"],
        "signed": D(2018, 1, 15),
        "valid_from": D(2018, 1, 1),
        **header,
    }
    return m.parse_agreement(f"[agreement]\n{lines(fields)}\n{said}", "agreement.toml")


def call(said: str = "", **header: Any) -> Any:
    """The call for 2018/2019 that sets what is `said`."""
    fields = {
        "id": "c",
        "programme": "erasmus",
        "academic_year": "2018/2019",
        "opens": D(2018, 3, 1),
        "closes": D(2018, 4, 1),
        **header,
    }
    return m.parse_call(f"[call]\n{lines(fields)}\n{said}", "call.toml")


def decision(*keys: str) -> Any:
    """A special decision that waives the provisions named."""
    waivers = "".join(f'[[waivers]]\nprovision = "{key}"\n' for key in keys)
    fields = {
        "id": "d",
        "date": D(2018, 5, 1),
        "by": "Office",
        "reference": "01-1/18",
        "reason": "need",
        "dossier": "2018-0001",
    }
    return m.parse_decision(f"[decision]\n{lines(fields)}\n{waivers}", "decision.toml")


def lines(fields: dict[str, Any]) -> str:
    return "\n".join(f"{key} = {toml(value)}" for key, value in fields.items())


@cache
def law() -> m.Regulation:
    """The regulation, read once."""
    return m.regulation()


def lawbook(said: str = "", settings: Settings = OFFICE) -> m.Lawbook:
    """The office's lawbook; every programme sets what is `said`."""
    return m.Lawbook(
        regulation=law(),
        programmes=[
            m.ProgrammeLaw(programme=m.Programme(code=code, counting=counting), law=programme_law(said))
            for code, counting in COUNTING.items()
        ],
        settings=settings,
        institutions=INSTITUTIONS,
    )


def programme_law(said: str) -> m.Contribution:
    """What a programme sets of the university's provisions."""
    header = '[programme]\ncode = "p"\nsource = "Programme guide"\n'
    return m.parse_programme(header + said, "programme.toml").law


@cache
def plain_lawbook() -> m.Lawbook:
    """The lawbook in which no programme sets anything."""
    return lawbook()


def assessed(
    dossier: m.Dossier,
    *,
    under: Any = "agreement",
    called: Any = None,
    decided: Any = None,
    programme: str = "",
    settings: dict[str, Any] | None = None,
    on: D = BEFORE,
    holidays: tuple[D, ...] = (),
    semesters: tuple[SemesterStart, ...] = (),
) -> m.Assessment:
    """The assessment of a dossier.

    `under` is its agreement (one that suits it, where nothing is said), `called` its call, `decided` a decision,
    `programme` what the programme sets, `settings` what the office fills in, `semesters` when they begin.
    """
    office = evolve(OFFICE, provisions=settings or {}, semesters=semesters)
    book = lawbook(programme, office) if programme or settings or semesters else plain_lawbook()
    if under == "agreement":
        under = agreement(programme=dossier.mobility.programme)
    rulebook = book.rulebook(
        dossier.mobility.programme, dossier.first_day, agreement=under, call=called, decision=decided
    )
    return m.assess(dossier, rulebook, on=on, calendar=m.Calendar(frozenset(holidays)))


def outcome(rule: str, dossier: m.Dossier, **circumstances: Any) -> str:
    """What one rule says of a dossier: met, unmet, unknown, not_applicable or waived."""
    return str(assessed(dossier, **circumstances).finding(rule).outcome)


def value(key: str, dossier: m.Dossier, **circumstances: Any) -> Any:
    """What a provision comes to for a dossier."""
    assessment = assessed(dossier, **circumstances)
    return assessment.rulebook.figures[key].effective(assessment.facts).value


def provision(key: str) -> m.Provision:
    """A provision of the regulation as it stands."""
    return next(one for one in law().law.provisions if one.key == key)


def cited(key: str) -> str:
    """The article that a provision stands in."""
    return provision(key).citation.at


def deciders(key: str) -> list[tuple[str, str, bool]]:
    """Who takes special decisions on a provision: role, article, and whether that is a reading."""
    said = (one for one in law().deciders if one.provision == key)
    return [(one.role, one.citation.at, one.citation.reading) for one in said]


def document(type: str, dossier: m.Dossier, *, phase: str | None = None, **circumstances: Any) -> m.DocumentState:
    """How a paper stands: the requirement that applies, or one that does not where none does."""
    wanted = [
        one for one in assessed(dossier, **circumstances).documents if one.type == type and phase in (None, one.phase)
    ]
    return min(wanted, key=lambda one: one.state == "not_required")


def duty(id: str, dossier: m.Dossier, **circumstances: Any) -> m.ObligationState | None:
    """How a duty stands; `None` where there is none."""
    return next((one for one in assessed(dossier, **circumstances).obligations if one.id == id), None)

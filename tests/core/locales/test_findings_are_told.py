"""A finding is told in whole sentences, grammatical for every number, from the expression of its rule alone."""

import datetime as dt
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest
from offices import AGREEMENT, SETTINGS, dossier

import mobilnost
from mobilnost import Host, Lawbook, ProgrammeLaw
from mobilnost.assessment import Assessment, assess
from mobilnost.formats import load_dossier, parse_agreement, parse_decision, parse_dossier, parse_settings
from mobilnost.law import Counting, Programme
from mobilnost.locales import Teller, catalogue
from mobilnost.model import Calendar
from mobilnost.office import Office

HEAD = '[regulation]\nid = "own"\nsource = "Own"\ninstitution = "sum.ba"\ncountry = "BA"\n'
ERASMUS = ProgrammeLaw(programme=Programme(code="erasmus", names={"en": "Erasmus+"}))
DAYS = ProgrammeLaw(programme=Programme(code="erasmus", counting=(Counting(strategy="actual-days"),)))
ON = dt.date(2018, 6, 25)
WORDS = {language: catalogue(language, Host.discover()) for language in ("en", "hr", "mk")}


def judged(law: str, text: str, programme: ProgrammeLaw = ERASMUS) -> Assessment:
    regulation = mobilnost.parse_regulation(HEAD + law)
    book = Lawbook(regulation=regulation, programmes=[programme])
    case = parse_dossier(text).value
    return assess(case, book.rulebook("erasmus", case.first_day), on=ON)


def told(language: str, requires: str, programme: ProgrammeLaw = ERASMUS, **changes: str) -> str:
    """What is said of a rule that requires this."""
    law = f'[[rules]]\nid = "x"\ntopic = "eligibility"\ncites = "1"\nrequires = """{requires}"""\n'
    found = judged(law, dossier(**changes), programme)
    return Teller.of(found, WORDS[language]).tell(found.finding("x"))


# -- numbers, in every form of the plural

LENGTHS = [
    ("2018-10-01", "1 day", "1 dan", "1 ден"),
    ("2018-10-02", "2 days", "2 dana", "2 дена"),
    ("2018-10-05", "5 days", "5 dana", "5 дена"),
    ("2018-10-21", "21 days", "21 dan", "21 ден"),
    ("2018-10-31", "1 month", "1 mjesec", "1 месец"),
    ("2018-11-30", "2 months", "2 mjeseca", "2 месеци"),
    ("2018-12-28", "2 months and 28 days", "2 mjeseca i 28 dana", "2 месеци и 28 дена"),
    ("2019-02-28", "5 months", "5 mjeseci", "5 месеци"),
    ("2020-06-30", "21 months", "21 mjesec", "21 месец"),
]


@pytest.mark.parametrize(("end", "en", "hr", "mk"), LENGTHS, ids=[one[1] for one in LENGTHS])
def test_a_length_is_told_in_the_form_of_its_number(end: str, en: str, hr: str, mk: str) -> None:
    requires = "stay >= '99 months'"
    assert told("en", requires, end=end) == f"The stay lasts {en}, but it must last at least 99 months."
    assert told("hr", requires, end=end) == f"Boravak traje {hr}, a mora trajati najmanje 99 mjeseci."
    assert told("mk", requires, end=end) == f"Престојот трае {mk}, а мора да трае најмалку 99 месеци."


SENTENCES = [
    (
        "grade_average >= 4.5",
        "The grade average is 4.2, but it must be at least 4.5.",
        "Prosjek ocjena iznosi 4,2, a mora iznositi najmanje 4,5.",
        "Просекот на оценките изнесува 4,2, а мора да изнесува најмалку 4,5.",
    ),
    (
        "ects >= 31",
        "The courses at the host carry 24 ECTS credits, but they must carry at least 31 ECTS credits.",
        "Predmeti na instituciji domaćinu nose 24 ECTS boda, a moraju nositi najmanje 31 ECTS bod.",
        "Предметите кај домаќинот носат 24 ЕКТС-кредити, а мора да носат најмалку 31 ЕКТС-кредит.",
    ),
    (
        "year_of_study >= 3",
        "The year of study at departure is year 2, but it must be at least 3.",
        "Godina studija pri odlasku je 2., a mora biti najmanje 3.",
        "Годината на студии при заминувањето е 2., а мора да биде најмалку 3.",
    ),
    (
        "study_status == 'part-time'",
        "The student's status: regular (full-time) student; it must be: part-time student.",
        "Status studenta: redoviti student, a traži se: izvanredni student.",
        "Статус на студентот: редовен студент, а се бара: вонреден студент.",
    ),
    (
        "mobilities_this_year <= 0",
        "In this academic year: 1 mobility, but allowed: at most 0 mobilities.",
        "U ovoj akademskoj godini: 1 mobilnost, a dopušteno: najviše 0 mobilnosti.",
        "Во оваа академска година: 1 мобилност, а дозволено: најмногу 0 мобилности.",
    ),
    (
        "language_level > 'C2'",
        "The level in the language of instruction is C2, but it must be above C2.",
        "Razina znanja jezika nastave je C2, a mora biti iznad razine C2.",
        "Нивото на познавање на јазикот на наставата е C2, а мора да биде над C2.",
    ),
    (
        "kind in ('thesis', 'research')",
        "The kind of mobility is a study stay, but it must be work on a thesis or a research stay.",
        "Vrsta mobilnosti je studijski boravak, a mora biti izrada završnog rada ili istraživački boravak.",
        "Видот на мобилноста е студиски престој, а мора да биде изработка на завршна работа или истражувачки престој.",
    ),
    (
        "kind != 'study'",
        "The kind of mobility is a study stay, but it must not be a study stay.",
        "Vrsta mobilnosti je studijski boravak, a to ne smije biti studijski boravak.",
        "Видот на мобилноста е студиски престој, а тоа не смее да биде студиски престој.",
    ),
    (
        "host_country == 'SI'",
        "The country of the receiving institution is Croatia, but it must be Slovenia.",
        "Država institucije domaćina je Hrvatska, a mora biti Slovenija.",
        "Земјата на институцијата домаќин е Хрватска, а мора да биде Словенија.",
    ),
    (
        "first_day < '2018-10-01'",
        "The first day of the stay is 1 October 2018, but it must be before 1 October 2018.",
        "Prvi dan boravka je 1. listopada 2018., a mora biti prije 1. listopada 2018.",
        "Првиот ден од престојот е 1 октомври 2018 г., а мора да биде пред 1 октомври 2018 г.",
    ),
    (
        "last_day <= first_day",
        "The last day of the stay is 15 February 2019, but it must be no later than 1 October 2018 (the first day of"
        " the stay).",
        "Posljednji dan boravka je 15. veljače 2019., a mora biti najkasnije 1. listopada 2018. (prvi dan boravka).",
        "Последниот ден од престојот е 15 февруари 2019 г., а мора да биде најдоцна до 1 октомври 2018 г. (првиот ден"
        " од престојот).",
    ),
    (
        "freemover",
        "The participant is not a freemover.",
        "Sudionik nije freemover.",
        "Учесникот не е фримувер (freemover).",
    ),
    (
        "not abroad",
        "The stay is in another country.",
        "Boravak je u drugoj državi.",
        "Престојот е во друга земја.",
    ),
    (
        "abroad == false",
        "The stay is in another country.",
        "Boravak je u drugoj državi.",
        "Престојот е во друга земја.",
    ),
]


@pytest.mark.parametrize(("requires", "en", "hr", "mk"), SENTENCES, ids=[one[0] for one in SENTENCES])
def test_what_is_wrong_is_told_in_each_language(requires: str, en: str, hr: str, mk: str) -> None:
    assert [told(language, requires) for language in ("en", "hr", "mk")] == [en, hr, mk]


@pytest.mark.parametrize(
    ("requires", "expected"),
    [
        ("stay >= '3 months'", "The stay lasts 4 months and 15 days; required: at least 3 months."),
        ("'3 months' <= stay", "The stay lasts 4 months and 15 days; required: at least 3 months."),
        ("not stay < '3 months'", "The stay lasts 4 months and 15 days; required: at least 3 months."),
        ("kind not in ('thesis',)", "The kind of mobility is a study stay, not work on a thesis."),
        ("abroad", "The stay is in another country."),
        ("known(ects)", "The credit total of the courses at the host is on record."),
        ("freemover or abroad", "The stay is in another country."),
    ],
)
def test_what_is_in_order(requires: str, expected: str) -> None:
    assert told("en", requires) == expected


def test_only_the_part_that_is_wrong_is_told() -> None:
    assert told("en", "abroad and freemover and grade_average >= 2") == "The participant is not a freemover."


def test_of_several_ways_none_of_which_is_open_each_is_told_and_that_one_would_do() -> None:
    assert told("en", "freemover or in_network") == (
        "The participant is not a freemover. The dossier names no network. One of these would do."
    )


def test_what_is_denied_as_a_whole_is_told_by_its_parts() -> None:
    assert told("hr", "not (abroad or freemover)") == "Boravak je u drugoj državi."


def test_days_are_never_told_as_months() -> None:
    assert told("en", "stay <= '60 days'", DAYS, end="2018-12-01") == (
        "The stay lasts 62 days, but it must last at most 60 days."
    )


# -- unknown, open, waived, closed


def test_an_unknown_names_the_fact_and_the_paper_or_the_key() -> None:
    text = dossier().replace("grade_average = 4.2\n", "").replace('isced_f = "0613"\n', "")
    law = """
    [[rules]]
    id = "a"
    topic = "eligibility"
    cites = "1"
    requires = "grade_average >= 4"
    [[rules]]
    id = "b"
    topic = "eligibility"
    cites = "1"
    requires = "change_day < first_day"
    """
    found = judged(law, text)
    said = {language: Teller.of(found, words) for language, words in WORDS.items()}
    assert said["en"].tell(found.finding("a")) == (
        "Not known: the grade average. To be entered in the dossier: student.grade_average."
    )
    assert said["hr"].tell(found.finding("b")) == (
        "Nije poznato: dan posljednjeg potpisa na izmjenama. Potreban dokument: izmjene ugovora o učenju."
    )


@pytest.fixture
def shipped() -> Callable[..., Assessment]:
    def shipped(agreement: str | None = None, decision: str | None = None, settings: str = "") -> Assessment:
        office = parse_settings(settings).value if settings else None
        book = Lawbook(regulation=mobilnost.regulation(), programmes=Host.discover().laws, settings=office)
        case = parse_dossier(dossier()).value
        rulebook = book.rulebook(
            "erasmus",
            case.first_day,
            agreement=parse_agreement(agreement) if agreement else None,
            decision=parse_decision(decision) if decision else None,
        )
        return assess(case, rulebook, on=ON, calendar=Calendar())

    return shipped


def test_an_open_figure_says_that_no_source_has_it_and_who_may_fill_it(shipped: Callable[..., Assessment]) -> None:
    found = shipped()
    assert Teller.of(found, WORDS["en"]).tell(found.finding("eligibility.student.language")) == (
        "No source settles this figure: knowledge of the language. It does not change the verdict."
        " The office can set it in mobilnost.toml: provisions.eligibility.student.language."
    )


def test_a_figure_of_an_agreement_tells_its_clause_and_what_it_replaced(shipped: Callable[..., Assessment]) -> None:
    found = shipped(agreement=AGREEMENT)
    finding = found.finding("duration.maximum")
    assert Teller.of(found, WORDS["en"]).provenance(finding) == [
        "10 months (longest stay): set by the agreement sum-uniri-2018, čl. 4; instead of no limit"
        " (Pravilnik, čl. 9 st. 1)."
    ]
    assert Teller.of(found, WORDS["hr"]).provenance(finding) == [
        "10 mjeseci (najdulji boravak): određuje sporazum sum-uniri-2018, čl. 4; umjesto: bez ograničenja"
        " (Pravilnik, čl. 9 st. 1)."
    ]


def test_a_figure_of_the_regulation_needs_no_such_line(shipped: Callable[..., Assessment]) -> None:
    found = shipped()
    assert Teller.of(found, WORDS["en"]).provenance(found.finding("duration.minimum")) == []


def test_a_closure_tells_its_reason(shipped: Callable[..., Assessment]) -> None:
    closed = '[[closures]]\ncountry = "HR"\nsince = 2018-05-01\nreason = "The partner is moving"\n'
    found = shipped(settings=SETTINGS + closed)
    finding = found.finding("closure.HR.2018-05-01")
    assert [Teller.of(found, WORDS[one]).tell(finding) for one in WORDS] == ["The partner is moving."] * 3


def test_a_waived_rule_names_the_decision() -> None:
    law = """
    [[provisions]]
    key = "x.years"
    type = "number"
    unit = "year of study"
    cites = "čl. 1"
    value = 3
    may_set = [{ layer = "decision", mode = "waive" }]
    [[rules]]
    id = "x.years"
    topic = "eligibility"
    cites = "čl. 1"
    requires = "year_of_study >= x.years"
    """
    decision = """
    [decision]
    id = "d-7"
    date = 2018-06-01
    by = "rector"
    reference = "01-7/18"
    reason = "merit"
    dossier = "2018-0042"
    [[waivers]]
    provision = "x.years"
    """
    book = Lawbook(regulation=mobilnost.parse_regulation(HEAD + law), programmes=[ERASMUS])
    case = parse_dossier(dossier()).value
    rulebook = book.rulebook("erasmus", case.first_day, decision=parse_decision(decision))
    found = assess(case, rulebook, on=ON)
    assert Teller.of(found, WORDS["en"]).tell(found.finding("x.years")) == "Waived by decision d-7 (01-7/18)."


def test_every_finding_of_every_dossier_of_the_example_office_is_told_in_every_language() -> None:
    office = Office.open(Path(str(files("mobilnost"))) / "examples" / "office", Host.discover())
    for path in office.dossiers:
        found = office.assess(load_dossier(path), ON)
        for words in WORDS.values():
            teller = Teller.of(found, words)
            for finding in found.findings:
                said = teller.tell(finding)
                assert said.endswith("."), said
                assert ".." not in said
                assert "None" not in said
                assert "{" not in said
                assert "_" not in said.replace("already_passed", "").replace("programme_semesters", ""), said

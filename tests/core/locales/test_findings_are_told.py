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
    ("2018-10-01", "1 day is", "planiran je 1 dan", "планиран е 1 ден"),
    ("2018-10-02", "2 days are", "planirana su 2 dana", "планирани се 2 дена"),
    ("2018-10-05", "5 days are", "planirano je 5 dana", "планирани се 5 дена"),
    ("2018-10-21", "21 days are", "planiran je 21 dan", "планиран е 21 ден"),
    ("2018-10-31", "1 month is", "planiran je 1 mjesec", "планиран е 1 месец"),
    ("2018-11-30", "2 months are", "planirana su 2 mjeseca", "планирани се 2 месеци"),
    ("2018-12-28", "2 months and 28 days are", "planirana su 2 mjeseca i 28 dana", "планирани се 2 месеци и 28 дена"),
    ("2019-02-28", "5 months are", "planirano je 5 mjeseci", "планирани се 5 месеци"),
    ("2020-06-30", "21 months are", "planiran je 21 mjesec", "планиран е 21 месец"),
]


@pytest.mark.parametrize(("end", "en", "hr", "mk"), LENGTHS, ids=[one[1] for one in LENGTHS])
def test_a_length_is_told_in_the_form_of_its_number(end: str, en: str, hr: str, mk: str) -> None:
    requires = "stay >= '99 months'"
    assert told("en", requires, end=end) == f"The stay lasts at least 99 months: {en} planned."
    assert told("hr", requires, end=end) == f"Propisano trajanje boravka je najmanje 99 mjeseci, a {hr}."
    assert told("mk", requires, end=end) == f"Престојот мора да трае најмалку 99 месеци, а {mk}."


def test_what_is_over_is_no_longer_planned() -> None:
    text = dossier(start="2018-01-01", end="2018-01-31")
    law = '[[rules]]\nid = "x"\ntopic = "duration"\ncites = "1"\nrequires = "stay >= \'3 months\'"\n'
    found = judged(law, text)
    said = [Teller.of(found, words).tell(found.finding("x")) for words in WORDS.values()]
    assert said == [
        "The stay lasted 1 month, but it had to last at least 3 months.",
        "Boravak je trajao 1 mjesec, a propisano je najmanje 3 mjeseca.",
        "Престојот траеше 1 месец, а мораше да трае најмалку 3 месеци.",
    ]


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
        "Student je pri odlasku upisan u 2. godinu studija, a mora biti upisan u najmanje 3. godinu.",
        "Годината на студии при заминувањето е 2-ра, а мора да биде најмалку 3-та.",
    ),
    (
        "study_status == 'part-time'",
        "The participant is a regular (full-time) student, but must be a part-time student.",
        "Sudionik je redoviti student, a mora biti izvanredni student.",
        "Учесникот е редовен студент, а мора да биде вонреден студент.",
    ),
    (
        "mobilities_this_year <= 0",
        "The participant has 1 mobility in this academic year, but may have at most 0 mobilities.",
        "Sudionik u ovoj akademskoj godini ima 1 mobilnost, a smije imati najviše 0 mobilnosti.",
        "Учесникот во оваа академска година има 1 мобилност, а смее да има најмногу 0 мобилности.",
    ),
    (
        "language_level > 'C2'",
        "The level in the language of instruction is C2, but it must be above C2.",
        "Razina znanja jezika nastave je C2, a mora biti iznad razine C2.",
        "Нивото на познавање на јазикот на наставата е C2, а мора да биде над C2.",
    ),
    (
        "kind in ('thesis', 'research')",
        "The kind of mobility is study stay, but it must be work on a thesis or research stay.",
        "Vrsta mobilnosti je studijski boravak, a mora biti izrada završnog rada ili istraživački boravak.",
        "Видот на мобилноста е студиски престој, а мора да биде изработка на завршна работа или истражувачки престој.",
    ),
    (
        "kind != 'study'",
        "The kind of mobility is study stay, but it must not be study stay.",
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
        "The stay begins on 1 October 2018, but it must begin before 1 October 2018.",
        "Boravak počinje 1. listopada 2018., a mora početi prije 1. listopada 2018.",
        "Престојот почнува на 1 октомври 2018 г., а мора да почне пред 1 октомври 2018 г.",
    ),
    (
        "last_day <= first_day",
        "The stay ends on 15 February 2019, but it must end no later than 1 October 2018 (the first day of the stay).",
        "Boravak završava 15. veljače 2019., a mora završiti najkasnije 1. listopada 2018. (prvi dan boravka).",
        "Престојот завршува на 15 февруари 2019 г., а мора да заврши најдоцна до 1 октомври 2018 г. (првиот ден од"
        " престојот).",
    ),
    (
        "freemover",
        "The participant is not a freemover.",
        "Sudionik nije freemover.",
        "Учесникот не е фримувер.",
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
        ("stay >= '3 months'", "The stay lasts at least 3 months: 4 months and 15 days are planned."),
        ("'3 months' <= stay", "The stay lasts at least 3 months: 4 months and 15 days are planned."),
        ("not stay < '3 months'", "The stay lasts at least 3 months: 4 months and 15 days are planned."),
        ("kind not in ('thesis',)", "The kind of mobility is study stay, not work on a thesis."),
        ("study_status == 'regular'", "The participant is a regular (full-time) student, as required."),
        ("kind in ('thesis', 'study')", "The kind of mobility is study stay, as required."),
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


def test_each_way_is_one_sentence_and_what_is_needed_besides_follows() -> None:
    assert told("en", "grade_average >= 5 and (freemover or in_network and kind == 'thesis')") == (
        "The participant is not a freemover. "
        "The dossier names no network; the kind of mobility is study stay, but it must be work on a thesis. "
        "One of these would do. "
        "The grade average is 4.2, but it must be at least 5."
    )


def test_what_is_denied_as_a_whole_is_told_by_its_parts() -> None:
    assert told("hr", "not (abroad or freemover)") == "Boravak je u drugoj državi."


def test_days_are_never_told_as_months() -> None:
    assert told("en", "stay <= '60 days'", DAYS, end="2018-12-01") == (
        "The stay lasts at most 60 days: 62 days are planned."
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
    for path in office.dossiers.paths:
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

"""Everything the law can show is told in three languages, from its own expressions; no id and no expression shows."""

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache

import pytest
from attrs import evolve
from told import GOLDEN, LANGUAGES, Chapter, books, chapters, lawbook, text, words

from mobilnost.grammar import FALSE, TRUE, Absence, Node, Vocabulary, check, parse
from mobilnost.law import Citation, Figure
from mobilnost.locales import LawTeller
from mobilnost.model import CefrLevel, Span
from mobilnost.rules import CORE_FACTS, Rule, Topic, types_of

ON = dt.date(2019, 10, 1)
#: Latin letters that stand in Macedonian sentences too.
LATIN = re.compile(
    r"freemover|ISCED-F|OLS|EUR|EU Survey|CEEPUS|NorPlus|čl\.|st\.|al\.|iza|the agreement itself|national deadlines"
)


#: What would betray an id, an expression or a missing word.
_TRACES = r"[a-z0-9]_[a-z0-9]|==|!=|<=|>=|[{}]|\b(None|True|False|and not|or not)\b|[a-z]\.[a-z]|\s\s|\.\.|: ?:"
RAW = {
    language: re.compile(_TRACES if language == "en" else rf"{_TRACES}|\b(and|or|not|the|if)\b")
    for language in LANGUAGES
}


# -- the golden files


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_golden_file_says_what_is_said(language: str) -> None:
    kept = (GOLDEN / f"{language}.txt").read_text(encoding="utf-8")
    assert text(language).splitlines() == kept.splitlines(), "PYTHONPATH=tests python tests/told.py writes it anew"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_provision_paper_and_duty_stands_in_the_golden_file(language: str) -> None:
    ids = {line.split(":")[0] for line in (GOLDEN / f"{language}.txt").read_text(encoding="utf-8").splitlines()}
    for book in books():
        assert not book.rules.keys() - ids
        assert not book.figures.keys() - ids
        assert not {one.type for one in book.documents} - ids
        assert not {one.id for one in (*book.obligations, *book.components)} - ids


# -- everything is named, and nothing is shown raw


@cache
def told(language: str) -> list[tuple[str, str]]:
    """Whatever is told of anything, without its citation, each with the id of what it is told of."""
    return [(id, one) for chapter in chapters(language) for id, one in phrases(chapter)]


def phrases(chapter: Chapter) -> Iterator[tuple[str, str]]:
    teller, law = chapter.teller, chapter.law
    for rule in law.rules:
        yield from ((rule.id, one) for one in (teller.title(rule), teller.rule(rule), teller.whom(rule)))
        yield from ((rule.id, one) for one in (teller.scope(rule.applies), teller.condition(rule.applies)))
    for key, figure in chapter.figures.items():
        yield from ((key, one) for one in (teller.provision(key), teller.figure(figure)))
        yield from ((key, one) for one in may(teller, figure))
        for one in figure.candidates:
            yield key, teller.candidate(one, key)
            yield key, teller.scope(one.applies)
    for paper in law.documents:
        yield paper.type, teller.document(paper)
    for duty in law.obligations:
        yield duty.id, teller.obligation(duty)
    for component in law.components:
        yield component.id, teller.component(component)
        yield from ((component.id, teller.condition(one.applies)) for one in component.rates if one.applies != TRUE)


def may(teller: LawTeller, figure: Figure) -> list[str]:
    permissions = tuple(evolve(one, citation=None) for one in figure.provision.permissions)
    return teller.may_set(evolve(figure.provision, permissions=permissions))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_id_and_no_expression_shows(language: str) -> None:
    assert not [(id, one) for id, one in told(language) if RAW[language].search(one)]


def test_macedonian_is_told_in_its_letters() -> None:
    assert not [(id, one) for id, one in told("mk") if re.search("[A-Za-zčćžšđ]", LATIN.sub("", one))]


@pytest.mark.parametrize("language", ["hr", "mk"])
def test_every_value_that_a_provision_can_take_has_words(language: str) -> None:
    found = words(language)
    for book in books():
        subjects = LawTeller.of(book, found).subjects
        for key, figure in book.figures.items():
            type_ = figure.provision.type
            values = {one for value in figure.provision.values for one in listed(value.value)} | set(type_.values)
            for value in values - {level.value for level in CefrLevel}:
                if isinstance(value, str):
                    fact = LawTeller.of(book, found).abstract.vocabulary.get(key)
                    assert subjects.figure(value, key, fact) != value, (key, value)


def listed(value: object) -> tuple[object, ...]:
    return () if isinstance(value, Absence) else value if isinstance(value, tuple) else (value,)


# -- conditions of any kind


def teller(language: str, programme: str = "erasmus") -> LawTeller:
    return LawTeller.of(lawbook().rulebook(programme, ON), words(language))


def condition(expression: str) -> Node:
    figures = {key: one.provision.type for key, one in lawbook().rulebook("erasmus", ON).figures.items()}
    node, mistakes = check(parse(expression), Vocabulary(facts=types_of(CORE_FACTS), figures=figures))
    assert not mistakes
    return node


CONDITIONS = [
    (
        "freemover",
        "if the participant is a freemover",
        "ako je sudionik freemover",
        "ако учесникот е фримувер",
    ),
    (
        "not (freemover or joint_programme)",
        "if the participant is not a freemover and if the stay is not part of a joint study programme",
        "ako sudionik nije freemover i ako boravak nije dio združenog studijskog programa",
        "ако учесникот не е фримувер и ако престојот не е дел од заедничка студиска програма",
    ),
    (
        "blended == false",
        "if the stay has no virtual part",
        "ako boravak nema virtualni dio",
        "ако престојот нема виртуелен дел",
    ),
    (
        "known(change_day)",
        "if the agreement has been changed",
        "ako je ugovor mijenjan",
        "ако договорот е менуван",
    ),
    (
        "not known(grade_average)",
        "if this is not on record: the grade average",
        "ako nije poznato: prosjek ocjena",
        "ако не е познато: просекот на оценките",
    ),
    (
        "5 <= calendar_days <= 14",
        "if the stay lasts at least 5 days and at most 14 days",
        "ako boravak traje najmanje 5 dana i najviše 14 dana",
        "ако престојот трае најмалку 5 дена и најмногу 14 дена",
    ),
    (
        "stay > '1 month' or grade_average >= 4.5",
        "if the stay lasts more than 1 month or if the grade average is at least 4.5",
        "ako boravak traje više nego 1 mjesec ili ako prosjek ocjena iznosi najmanje 4,5",
        "ако престојот трае повеќе од 1 месец или ако просекот на оценките изнесува најмалку 4,5",
    ),
    (
        "kind not in ('thesis', 'research')",
        "if the participant is not on a thesis stay or on a research stay",
        "ako sudionik nije ni na boravku radi završnog rada ni na istraživačkom boravku",
        "ако учесникот не е ниту на престој заради завршна работа, ниту на истражувачки престој",
    ),
    (
        "host_country not in ('AT', 'CZ', 'PL')",
        "if the country of the receiving institution is not Austria, Czechia or Poland",
        "ako država institucije domaćina nije ni Austrija ni Češka ni Poljska",
        "ако земјата на институцијата домаќин не е ниту Австрија, ниту Чешка, ниту Полска",
    ),
    (
        "not zero_grant and (host_country != 'HR' or kind != 'teaching')",
        "if a grant is asked for, and only if the country of the receiving institution is not Croatia or if the participant"
        " is not on a teaching stay",
        "ako se traži financijska potpora, i to ako država institucije domaćina nije Hrvatska ili ako sudionik nije na"
        " boravku radi održavanja nastave",
        "ако се бара финансиска поддршка, и тоа ако земјата на институцијата домаќин не е Хрватска или ако учесникот не е на"
        " престој заради одржување настава",
    ),
    (
        "(freemover or joint_programme) and abroad and (blended or stay > '1 month')",
        "if the stay is in another country, and only if the participant is a freemover or if the stay is part of a joint"
        " study programme, and only if the stay has a virtual part or if the stay lasts more than 1 month",
        "ako je boravak u drugoj državi, i to ako je sudionik freemover ili ako je boravak dio združenog studijskog"
        " programa, i to ako boravak ima virtualni dio ili ako boravak traje više nego 1 mjesec",
        "ако престојот е во друга земја, и тоа ако учесникот е фримувер или ако престојот е дел од заедничка студиска"
        " програма, и тоа ако престојот има виртуелен дел или ако престојот трае повеќе од 1 месец",
    ),
    (
        "not (employed_by_affiliate and staff_category in ('teaching', 'artistic-teaching'))",
        "if the employer is not an affiliated institution or the title is neither a teaching nor an artistic-teaching one",
        "ako poslodavac nije pridružena članica ili zvanje nije ni nastavno ni umjetničko-nastavno",
        "ако работодавачот не е придружна членка или звањето не е ниту наставно, ниту уметничко-наставно",
    ),
    (
        "first_day >= '2019-03-02'",
        "if the stay begins no earlier than 2 March 2019",
        "ako boravak počinje najranije 2. ožujka 2019.",
        "ако престојот почнува најрано на 2 март 2019 г.",
    ),
    (
        "last_day > day_after(first_day, 90)",
        "if the stay ends later than 90 days after the first day of the stay",
        "ako boravak završava kasnije nego 90 dana nakon prvog dana boravka",
        "ако престојот завршува подоцна од 90 дена по првиот ден од престојот",
    ),
    (
        "host_country in ('SI', 'HR')",
        "if the country of the receiving institution is Slovenia or Croatia",
        "ako je država institucije domaćina Slovenija ili Hrvatska",
        "ако земјата на институцијата домаќин е Словенија или Хрватска",
    ),
    (
        "ects < 31",
        "if the courses at the host carry less than 31 ECTS credits",
        "ako predmeti na instituciji domaćinu nose manje nego 31 ECTS bod",
        "ако предметите кај домаќинот носат помалку од 31 ЕКТС-кредит",
    ),
]


@pytest.mark.parametrize(("expression", "en", "hr", "mk"), CONDITIONS, ids=[one[0] for one in CONDITIONS])
def test_a_condition_is_a_clause(expression: str, en: str, hr: str, mk: str) -> None:
    node = condition(expression)
    assert [teller(language).condition(node) for language in LANGUAGES] == [en, hr, mk]


#: What an agreement or a call might write.
ODD = [
    "stay + '1 month' <= duration.maximum",
    "duration.maximum >= '10 months'",
    "ects * 2 >= 40",
    "ects >= learning_agreement.minimum_ects + 10",
    "not (participant == 'student' and direction == 'outgoing')",
    "first_day == last_day",
    "kind == 'study' or kind == 'thesis' or kind == 'research'",
    "study_status not in eligibility.student.status",
    "language_level >= 'B1' and language_level < 'C1'",
    "not (5 <= calendar_days <= 14)",
    "instruction_language in ('en', 'de')",
    "semester == 'winter' or freemover and not blended",
    "known(ects) and ects >= 20 and not known(change_day)",
    "staff_category in ('teaching', 'external') and direction == 'incoming'",
    "last_day <= last_day_after(first_day, 1)",
    "first_day >= day_in_year(academic_year, '10-01')",
    "last_day_before(first_day, learning_agreement.change_window_days) >= application_day",
    "past_mobilities == 0",
    "direction in ('outgoing', 'incoming')",
    "participant != 'staff' and cycle != 'third'",
    "programme == 'erasmus' and edition in ('2014-2020',)",
    "'transcript_of_records' in return.documents",
    "insurance.accident or not residence_permit",
    "erasmus.eligibility.conferences or language_level >= eligibility.student.language",
    "true",
    "false",
]


def required(expression: str) -> Rule:
    citation = Citation(source="X", at="4")
    return Rule(id="x", topic=Topic.ELIGIBILITY, citation=citation, requires=condition(expression))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("expression", ODD)
def test_whatever_an_instrument_writes_is_told_without_its_text(expression: str, language: str) -> None:
    rule, said = required(expression), teller(language)
    for one in (said.rule(rule), said.condition(rule.requires), said.scope(rule.requires)):
        assert one.strip()
        assert not RAW[language].search(one), one


def test_what_the_law_alone_decides_is_told_with_its_parts() -> None:
    assert teller("hr").rule(required("ects >= learning_agreement.minimum_ects + 10")) == (
        "Predmeti na instituciji domaćinu nose najmanje 30 ECTS bodova (20 ECTS bodova + 10 ECTS bodova)."
    )
    assert teller("mk").rule(required("cycle_total <= duration.cycle_total.first * duration.semester")) == (
        "Сите престои во еден циклус на студии заедно траат најмногу 12 месеци (2 семестри по 6 месеци)."
    )


def test_several_values_of_one_fact_are_a_choice() -> None:
    rule = required("kind == 'study' or kind == 'thesis'")
    assert teller("en").rule(rule) == "The participant is on a study stay or on a thesis stay."
    assert teller("hr").scope(rule.requires) == "sudionici na studijskom boravku ili na boravku radi završnog rada"


SCOPES = [
    ("true", "all participants", "svi sudionici", "сите учесници"),
    ("participant == 'student'", "students", "studenti", "студенти"),
    (
        "participant == 'student' and direction == 'incoming' and kind != 'traineeship'",
        "incoming students, except on a traineeship",
        "dolazni studenti, osim na stručnoj praksi",
        "дојдовни студенти, освен на пракса",
    ),
    (
        "participant == 'student' and direction == 'outgoing' and cycle in ('first', 'integrated')",
        "outgoing students in the first cycle or in integrated studies",
        "odlazni studenti na prvom ciklusu ili na integriranom studiju",
        "појдовни студенти на прв циклус или на интегрирани студии",
    ),
    (
        "participant == 'staff' and direction == 'outgoing' and staff_category in ('teaching', 'artistic-teaching')",
        "outgoing teaching or artistic-teaching staff",
        "odlazno nastavno ili umjetničko-nastavno osoblje",
        "појдовен наставен или уметничко-наставен кадар",
    ),
    (
        "direction == 'incoming' and kind == 'group-visit'",
        "incoming participants on a group visit",
        "dolazni sudionici u grupnom posjetu",
        "дојдовни учесници во групна посета",
    ),
    (
        "programme == 'ceepus'",
        "does not apply here",
        "ovdje se ne primjenjuje",
        "тука не се применува",
    ),
    (
        "participant == 'student' and learning_agreement.required and semester == 'winter'",
        "students in the winter semester, if a learning agreement is required",
        "studenti u zimskom semestru, ako je ugovor o učenju obvezan",
        "студенти во зимскиот семестар, ако договорот за учење е задолжителен",
    ),
]


@pytest.mark.parametrize(("expression", "en", "hr", "mk"), SCOPES, ids=[one[0] for one in SCOPES])
def test_whom_a_condition_concerns_is_a_noun_phrase(expression: str, en: str, hr: str, mk: str) -> None:
    node = condition(expression)
    assert [teller(language).scope(node) for language in LANGUAGES] == [en, hr, mk]


def test_what_never_holds_concerns_nobody() -> None:
    assert teller("hr").scope(FALSE) == "ovdje se ne primjenjuje"


def test_a_rule_is_told_with_its_figure_its_scope_and_its_place() -> None:
    book = lawbook().rulebook("ceepus", ON)
    said = [LawTeller.of(book, words(language)).told(book.rules["duration.minimum"]) for language in LANGUAGES]
    assert said == [
        "Students, except in online mobility: the stay lasts at least 1 month. Pravilnik, čl. 9 st. 1.",
        "Studenti, osim u virtualnoj mobilnosti: boravak traje najmanje 1 mjesec. Pravilnik, čl. 9 st. 1.",
        "Студенти, освен во виртуелна мобилност: престојот трае најмалку 1 месец. Pravilnik, čl. 9 st. 1.",
    ]


def test_a_dossier_made_of_a_few_facts_is_a_phrase() -> None:
    facts = {
        "participant": "student",
        "direction": "outgoing",
        "cycle": "first",
        "year_of_study": 1,
        "stay": Span(months=2, days=28),
        "freemover": False,
        "ects": None,
    }
    assert [teller(language).witness(facts) for language in LANGUAGES] == [
        "outgoing student in the first cycle; year of study at departure: 1; length of the stay: 2 months and 28 days;"
        " the participant is not a freemover",
        "odlazni student na prvom ciklusu; godina studija pri odlasku: 1.; trajanje boravka: 2 mjeseca i 28 dana;"
        " sudionik nije freemover",
        "појдовен студент на прв циклус; годината на студии при заминувањето: 1-ва; траењето на престојот: 2 месеци и 28"
        " дена; учесникот не е фримувер",
    ]


def test_each_who_signs_a_paper_is_named_for_himself() -> None:
    book = lawbook().rulebook("erasmus", ON)
    plan = next(one for one in book.documents if one.type == "work_plan" and len(one.signatories) > 1)
    said = [LawTeller.of(book, words(language)).document(plan).split("; ")[1] for language in LANGUAGES]
    assert said == [
        "signed by the superior and the host",
        "potpisuju nadređena osoba i institucija domaćin",
        "потпишуваат претпоставениот и институцијата домаќин",
    ]


def test_who_may_set_a_provision_is_told_with_the_article_and_whether_that_is_a_reading() -> None:
    figure = lawbook().rulebook("erasmus", ON).figures["duration.maximum"]
    assert teller("en").may_set(figure.provision) == [
        "the agreement may set it (čl. 9 st. 1; čl. 22 st. 2)",
        "the programme may set it (čl. 2 st. 9, our reading)",
        "the call may set it, but only for staff (čl. 22 st. 2)",
    ]
    nobody = lawbook().rulebook("erasmus", ON).figures["learning_agreement.minimum_ects"]
    assert teller("hr").may_set(nobody.provision) == ["mijenja se samo izmjenom pravilnika"]

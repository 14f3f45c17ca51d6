"""A plugin that is whole lacks nothing; one that is broken in one place lacks just that, and is told so in a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from core.testing.conftest import Make
from core.testing.plugins import Change

from mobilnost.locales import LANGUAGES, catalogue
from mobilnost.testing import Check, Lack, LackTeller, check_programme
from mobilnost.testing.candidate import Candidate
from mobilnost.testing.examining import CHECKS, lacks_of
from mobilnost.testing.lacks import Unusable
from mobilnost.testing.loading import load_programme

LAW, CODE, FACTS, CASES = "law.toml", "__init__.py", "facts.py", "scenarios.toml"
#: Checks that try many dossiers, and those of the cases, which a broken law breaks too: asked where they are to find.
APART = {Check.RAISE, Check.GRANT, Check.SLOW, Check.SCENARIO, Check.CASES}
DURATION = 'id = "norplus.duration.minimum"\ntopic = "duration"\ncites = "p. 4"\n'
SUPPORT = 'id = "norplus.support"\n'
#: A figure that people act on, in a unit or in none.
KEPT = '\n[[provisions]]\nkey = "norplus.share"\ntype = "number"\ncites = "p. 7"\nused_by = ["funding"]\nvalue = 2\n'
#: A figure that is one of several words.
CHOICE = (
    KEPT.replace("share", "payee")
    .replace('"number"', '"choice"\nchoices = ["host", "treasury"]')
    .replace("2\n", '"host"\n')
)
#: A hook that turns the first amount of its law around: what no file can say, Python can.
NEGATIVE = """
from attrs import evolve


def negative(law):
    if law is None:
        return None
    first, *others = law.components
    rates = tuple(evolve(one, amount=-one.amount) for one in first.rates)
    return evolve(law, components=(evolve(first, rates=rates), *others))


@hookimpl"""


def named(key: str) -> tuple[str, str]:
    """A provision's name in a catalogue."""
    return "[provisions]\n", f'[provisions]\n"{key}" = {{ name = "x" }}\n'


#: What is broken, the gap that it is, and a piece of the sentence that tells it: what, where, what would be right.
BROKEN: list[tuple[str, list[Change], str, str]] = [
    (
        "a module that is not there",
        [(CODE, "from collections.abc", "import nowhere_to_be_found\nfrom collections.abc")],
        "load:{name}",
        "cannot be imported (“ModuleNotFoundError: No module named 'nowhere_to_be_found'”)",
    ),
    (
        "a hook that is misspelt",
        [(CODE, "def mobilnost_duration(", "def mobilnost_durations(")],
        "load:{name}",
        "mobilnost_durations",
    ),
    (
        "a fact that nobody knows",
        [(LAW, "stay >= norplus.duration.minimum", "stays >= norplus.duration.minimum")],
        "load:stays",
        "There is no fact stays.",
    ),
    (
        "a key that nobody reads",
        [(LAW, DURATION, DURATION + 'require = "true"\n')],
        "load:require",
        "Nobody reads the key require",
    ),
    (
        "a rule under another's name",
        [(LAW, DURATION, DURATION.replace("norplus.", "erasmus."))],
        "namespace:erasmus.duration.minimum",
        "the plugin's own name space; right is one that begins with norplus.",
    ),
    (
        "a component under another's name",
        [(LAW, SUPPORT, SUPPORT.replace("norplus.", "nordic."))]
        + [(f"locales/{one}.toml", '"norplus.support"', '"nordic.support"') for one in LANGUAGES],
        "namespace:nordic.support",
        "The id nordic.support is not in the plugin's own name space",
    ),
    (
        "a rule that cites nothing",
        [(LAW, DURATION, DURATION.replace("p. 4", ""))],
        "citation:norplus.duration.minimum",
        "The entry norplus.duration.minimum names no place in the source “NorPlus Guide 2018”; right is `cites`",
    ),
    (
        "a rule without the key of its citation",
        [(LAW, DURATION, DURATION.replace('cites = "p. 4"\n', ""))],
        "citation:rules[1].cites",
        "This key is missing",
    ),
    (
        "an amount of no source",
        [(LAW, 'cites = "p. 7"', 'cites = "p. 7"\nsource = " "')],
        "citation:norplus.support",
        "The entry norplus.support names no source; right is `source`",
    ),
    (
        "a source that is not declared",
        [(LAW, 'cites = "p. 11"\nvalue = 14', 'cites = "p. 11"\nsource = "hearsay"\nvalue = 14')],
        "source:hearsay",
        "The source “hearsay” is cited by norplus.report_days and not declared; right is an entry of that name",
    ),
    (
        "a number that counts nothing",
        [(LAW, "", KEPT)] + [(f"locales/{one}.toml", *named("norplus.share")) for one in LANGUAGES],
        "unit:norplus.share",
        'The number norplus.share is compared and does not say what it counts; right is `unit`, such as "days".',
    ),
    (
        "a number that is compared with days and counts none",
        [(LAW, 'type = "number"\nunit = "days"\ncites = "p. 11"', 'type = "number"\ncites = "p. 11"')],
        "unit:norplus.report_days",
        "These cannot be compared: norplus.report_days. Right would be: number [days]",
    ),
    (
        "a word that Croatian does not have",
        [("locales/hr.toml", '"norplus.countries" = { name = "države programa NorPlus" }\n', "")],
        "words:hr.provisions.norplus.countries.name",
        "There is no word for provisions.norplus.countries.name (hr); right is such an entry in",
    ),
    (
        "a word of a choice that is in no language",
        [(LAW, "", CHOICE)] + [(f"locales/{one}.toml", *named("norplus.payee")) for one in LANGUAGES],
        "words:en.words.norplus.payee.treasury",
        "There is no word for words.norplus.payee.treasury (en)",
    ),
    (
        "no Macedonian at all",
        [("locales/mk.toml", "", "")],
        "words:mk.components.norplus.support",
        "There is no word for components.norplus.support (mk)",
    ),
    (
        "a blank that English does not have",
        [("locales/hr.toml", "{norplus_countries}", "{countries}")],
        "words:hr.rules.norplus.countries.requires",
        "(hr) have the blanks countries; right are those of the English ones: norplus_countries",
    ),
    (
        "a name of nothing",
        [(f"locales/{one}.toml", '"norplus.duration.maximum" =', '"norplus.duration.most" =') for one in LANGUAGES],
        "words:provisions.norplus.duration.most",
        "are for something of which the law does not speak",
    ),
    (
        "a fact that divides by nothing",
        [(FACTS, "return None if", "return 1 / (host is not None and 0) > 1 if host is None else None if")],
        "raise:norplus_far_north",
        "The fact norplus_far_north fails for a dossier (kind =",
    ),
    (
        "a fact of another type",
        [(FACTS, "host.latitude >= ARCTIC_CIRCLE", '"north"')],
        "raise:norplus_far_north",
        "right is a value of its type, or None where the dossier does not say",
    ),
    (
        "a fact that never ends",
        [(FACTS, "    return None if", "    while host is not None:\n        pass\n    return None if")],
        "raise:norplus_far_north",
        "The fact norplus_far_north fails for a dossier",
    ),
    (
        "a rule that nobody meets",
        [
            (
                LAW,
                'requires = "stay >= norplus',
                "requires = \"kind == 'study' and kind == 'teaching' and stay >= norplus",
            )
        ],
        "meetable:norplus.duration.minimum",
        "Nobody whom this concerns can meet it",
    ),
    (
        "a minimum above its maximum",
        [(LAW, 'value = "12 months"', 'value = "3 days"'), (LAW, 'value = "20 days"', 'value = "3 days"')],
        "meetable:norplus.duration.minimum",
        "norplus.duration.m",
    ),
    (
        "a rule that concerns nobody",
        [(LAW, DURATION, DURATION + "applies = \"participant == 'student' and participant == 'staff'\"\n")],
        "sound:norplus.duration.minimum",
        "This never applies",
    ),
    (
        "a figure that nobody looks at",
        [(LAW, "day_after(last_day, norplus.report_days)", "day_after(last_day, 14)")],
        "sound:norplus.report_days",
        "norplus.report_days",
    ),
    (
        "an amount of less than nothing",
        [(CODE, "LAW.funding(programme)", "negative(LAW.funding(programme))"), (CODE, "\n\n@hookimpl", NEGATIVE)],
        "grant:norplus.support",
        "The component norplus.support has an amount of less than nothing: -250.00; right is 0 or more",
    ),
    (
        "an instalment of less than nothing",
        [
            (
                LAW,
                "",
                '\n[[provisions]]\nkey = "norplus.first_part"\ntype = "number"\nunit = "percent"\ncites = "p. 7"\n'
                'used_by = ["funding"]\nvalue = -80\n\n[[instalments]]\nid = "norplus.first"\n'
                'obligations = ["norplus.report_days"]\npercent_by = "norplus.first_part"\ncites = "p. 7"\n',
            )
        ]
        + [(f"locales/{one}.toml", *named("norplus.first_part")) for one in LANGUAGES],
        "grant:norplus.first",
        "What is paid as norplus.first comes to less than nothing for a dossier (kind =",
    ),
    (
        "a paper that nobody issues",
        [(LAW, 'issuer = "host"\nsigned_by = ["host"]\n', "")],
        "issuer:tuition_waiver",
        "The paper tuition_waiver comes from nobody; right is `issuer`, or `signed_by`",
    ),
    (
        "a duty without a day",
        [(LAW, 'due = "day_after(last_day, norplus.report_days)"\n', "")],
        "due:obligations[0].due",
        "obligations[0].due: This key is missing",
    ),
    (
        "a duty whose day is never known",
        [(LAW, 'cites = "p. 11"\nvalue = 14', 'cites = "p. 11"\nvalue = "open"')],
        "due:norplus.report_days",
        "The duty norplus.report_days never has a day, because norplus.report_days has no value",
    ),
    (
        "a step behind the end",
        [(LAW, 'after = ["applied"]', 'after = ["norplus.reported"]')],
        "step:norplus.granted",
        "norplus.granted",
    ),
    (
        "a step that nobody is let take",
        [(LAW, 'after = ["applied"]\ntopics', 'after = ["applied"]\napplies = "direction == \'incoming\'"\ntopics')],
        "step:norplus.granted",
        "Nobody can ever take the step norplus.granted, because this is never so:",
    ),
    (
        "a fact that takes its time",
        [(FACTS, "    return None if", "    _ = sum(range(100_000))\n    return None if")],
        "slow:norplus_far_north",
        "times as long as judging a whole dossier does; right is at most 1 times",
    ),
    (
        "a case that does not hold",
        [
            (
                CASES,
                '"students: a day short", set.mobility.end = 2018-09-29',
                '"a day short", set.mobility.end = 2018-09-30',
            )
        ],
        "scenario:a day short",
        "The case “a day short” says finds = unmet, and the law finds met; right is a case that holds",
    ),
    (
        "a case of a misspelt key",
        [(CASES, "set.mobility.end = 2018-09-29", "sets.mobility.end = 2018-09-29")],
        "scenario:sets",
        "Nobody reads the key sets",
    ),
    (
        "a rule that no case breaks",
        [(CASES, '    { name = "to Croatia", set.mobility.receiving = "uniri.hr", finds = "unmet" },\n', "")],
        "cases:norplus.countries",
        "No case shows that norplus.countries is unmet; right is a case about it that finds unmet",
    ),
]


def examined(name: str, check: Check) -> tuple[Candidate | None, list[Lack]]:
    """What a plugin lacks by all checks that are quick, and by the one that is meant."""
    try:
        candidate = load_programme(name)
    except Unusable as error:
        return None, list(error.lacks)
    asked = [one for one in CHECKS if one not in APART or one is check]
    return candidate, [lack for one in asked for lack in lacks_of(one, candidate)]


def test_a_plugin_that_is_whole_lacks_nothing(make: Make) -> None:
    assert check_programme(make()) == ()


@pytest.mark.parametrize(("changes", "gap", "told"), [pytest.param(*rest, id=name) for name, *rest in BROKEN])
def test_what_is_broken_is_found_and_told(
    make: Make, tmp_path: Path, changes: list[Change], gap: str, told: str
) -> None:
    if not any(old or new for _, old, new in changes):
        changes = []
    name = make(*changes)
    if gap.startswith("words:mk.components"):
        (tmp_path / name / "locales" / "mk.toml").unlink()
    gap = gap.format(name=name)
    check = Check(gap.partition(":")[0])
    candidate, lacks = examined(name, check)
    assert {one.check for one in lacks} == {check}
    (mine, *_) = [one for one in lacks if one.gap == gap] or [None]
    assert mine is not None, [one.gap for one in lacks]
    sentence = LackTeller(words=catalogue("en"), lawbook=candidate.lawbook if candidate else None).told(mine)
    assert told in sentence
    assert sentence.endswith(f"[{gap}]")
    assert mine.place is not None
    assert mine.place.file or mine.place.key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_lack_has_its_sentence_in_every_language(make: Make, language: str) -> None:
    words = catalogue(language)
    (lack,) = lacks_of(Check.UNIT, load_programme(make((LAW, "", KEPT))))
    told = LackTeller(words=words).message(lack)
    assert "norplus.share" in told
    assert "contract." not in told

"""Plugins are found, checked, isolated and listed; what one of them does wrong never touches another."""

import datetime as dt
import inspect
import sys
import types
from collections.abc import Callable, Generator
from itertools import repeat
from pathlib import Path
from typing import Any

import pytest
from pluggy import PluginValidationError

from mobilnost import (
    BOOLEAN,
    SPAN,
    Citation,
    Contribution,
    FactDefinition,
    Host,
    InvalidData,
    Lawbook,
    Layer,
    MobilnostError,
    Programme,
    Rule,
    Topic,
    assess,
    hookimpl,
    hooks,
    parse_dossier,
    regulation,
)
from mobilnost.accounts.university import university_book
from mobilnost.law import Authority, Origin, Override
from mobilnost.model import Span
from mobilnost.rules import Each, Obligation, StandingDuty

ON = dt.date(2018, 6, 25)
DOSSIER = """
[mobility]
id = "2018-1"
programme = "norplus"
kind = "study"
direction = "outgoing"
sending = "sum.ba"
receiving = "uib.no"
start = 2018-10-01
end = 2018-12-31

[person]
id = "s-1"
given_names = "Iva"
family_name = "Primjer"
citizenships = ["BA"]
status_in_country = "citizen"

[student]
cycle = "second"
year_of_study = 1
study_status = "regular"
"""


def rule(id: str, requires: str = "stay >= '1 month'", **more: Any) -> Rule:
    citation = Citation(source="NorPlus guide", at="p. 4")
    return Rule(id=id, topic=Topic.DURATION, citation=citation, requires=requires, **more)


def plugin(name: str = "norplus", /, **said: Callable[..., Any]) -> types.ModuleType:
    """A plugin as its author writes one: a module with functions that are marked as hooks."""
    module = types.ModuleType(name)
    for hook, answer in said.items():
        setattr(module, f"mobilnost_{hook}", hookimpl(answer))
    return module


def brings(code: str, *rules: Rule) -> dict[str, Callable[..., Any]]:
    """The hooks of a plugin with one programme and rules on it."""
    return {
        "programmes": lambda: [Programme(code=code)],
        "duration": lambda programme: Contribution(rules=rules) if programme.code == code else None,
    }


SOUND = plugin("sound", **brings("sound", rule("sound.minimum")))


def host_with(*modules: object, **options: Any) -> Host:
    host = Host(**options)
    for module in modules:
        host.add(module)
    return host


def codes(host: Host) -> list[str]:
    return [one.programme.code for one in host.laws]


def report(host: Host, name: str) -> Any:
    return next(one for one in host.plugins if one.name == name)


# -- what a plugin brings


def test_a_plugin_brings_its_programme_and_its_law() -> None:
    host = host_with(plugin(**brings("norplus", rule("norplus.minimum"))))
    (law,) = host.laws
    assert [one.id for one in law.law.rules] == ["norplus.minimum"]
    listed = report(host, "norplus")
    assert (listed.state, listed.programmes, listed.adds_to) == ("loaded", ("norplus",), ())
    assert set(listed.hooks) == {"mobilnost_programmes", "mobilnost_duration"}


def test_a_programme_speaks_in_its_own_name() -> None:
    host = host_with(plugin(**brings("norplus", rule("norplus.minimum"))))
    (said,) = host.laws[0].law.rules
    assert (said.authority, said.layer) == (Authority.PROGRAMME, Layer.PROGRAMME)


def test_a_dossier_is_judged_by_what_a_plugin_brings() -> None:
    host = host_with(plugin(**brings("norplus", rule("norplus.minimum", "stay >= '4 months'"))))
    book = Lawbook(regulation=regulation(), programmes=host.laws).rulebook("norplus", dt.date(2018, 10, 1))
    found = assess(parse_dossier(DOSSIER).value, book, on=ON)
    assert "norplus.minimum" in found.unmet
    assert found.verdict == "not_eligible"


def test_an_office_adds_to_the_programme_of_another_and_speaks_for_the_university() -> None:
    ours = plugin("ours", duration=lambda programme: Contribution(rules=(rule("ours.longer"),)))
    host = host_with(SOUND, ours)
    (law,) = host.laws
    said = {one.id: one.authority for one in law.law.rules}
    assert said == {"sound.minimum": Authority.PROGRAMME, "ours.longer": Authority.UNIVERSITY}
    assert report(host, "ours").adds_to == ("sound",)


@pytest.mark.parametrize(
    ("key", "value", "refused"),
    [("duration.semester", "5 months", []), ("duration.maximum", "13 months", ["unlawful-override"])],
    ids=["the office may set it", "a programme may set it"],
)
def test_an_office_sets_by_a_plugin_what_its_settings_may_set_and_nothing_else(
    key: str, value: str, refused: list[str]
) -> None:
    origin = Origin(layer="programme", citation=Citation(source="Senate", at="p. 1"))
    term = Override(key=key, value=value, origin=origin)
    ours = plugin("ours", duration=lambda programme: Contribution(overrides=(term,)))
    host = host_with(plugin(**brings("norplus", rule("norplus.minimum"))), ours)
    assert [law.law.overrides[0].origin.layer for law in host.laws] == [Layer.SETTING]
    book = Lawbook(regulation=regulation(), programmes=host.laws)
    try:
        standing = book.standing("norplus", dt.date(2018, 10, 1))
    except InvalidData as error:
        assert [one.kind for one in error.problems] == refused
    else:
        assert not refused
        assert standing.resolution.figures[key].candidates[0].origin.layer is Layer.SETTING


@pytest.mark.parametrize(
    ("codes", "expected"), [(("norplus",), {"norplus"}), (("norplus", "other"), {"norplus", "other"})]
)
def test_what_an_office_sets_for_some_programmes_is_told_of_these(codes: tuple[str, ...], expected: set[str]) -> None:
    origin = Origin(layer="programme", citation=Citation(source="Senate", at="p. 1"))
    term = Override(key="duration.semester", value="5 months", origin=origin)
    said = {code: Contribution(overrides=(term,)) for code in codes}
    ours = plugin("ours", duration=lambda programme: said.get(programme.code))
    host = host_with(*(plugin(**brings(code, rule(f"{code}.minimum"))) for code in ("norplus", "other")), ours)
    book = university_book(Lawbook(regulation=regulation(), programmes=host.laws), dt.date(2018, 10, 1))
    figure = book.figures["duration.semester"]
    told = {code for code in ("norplus", "other") if figure.effective({"programme": code}).value == Span(5)}
    assert told == expected


def test_facts_of_a_plugin_serve_the_programmes_that_it_speaks_of_and_no_others() -> None:
    fact = FactDefinition(name="half_stay", type=SPAN, meaning="half", compute=lambda case: case.stay)
    other = plugin("other", **brings("other"), facts=lambda: [fact])
    host = host_with(SOUND, other)
    names = {one.programme.code: [fact.name for fact in one.facts] for one in host.laws}
    assert names == {"sound": [], "other": ["half_stay"]}


@pytest.mark.parametrize(
    ("compute", "reason"),
    [
        (lambda case: 1 // 0, "ZeroDivisionError"),
        (lambda case: sys.exit(0), "SystemExit"),
        (lambda case: "a long one", "span"),
        (lambda case: object(), "span"),
        (lambda case: 1.5, "span"),
    ],
    ids=["it raises", "it wants to exit", "a text", "an object", "a float"],
)
def test_a_fact_that_goes_wrong_names_its_plugin(compute: Callable[[Any], Any], reason: str) -> None:
    fact = FactDefinition(name="half_stay", type=SPAN, meaning="half", compute=compute)
    said = brings("norplus", rule("norplus.minimum", "half_stay >= '1 month'")) | {"facts": lambda: [fact]}
    book = Lawbook(regulation=regulation(), programmes=host_with(plugin(**said)).laws).rulebook(
        "norplus", dt.date(2018, 10, 1)
    )
    with pytest.raises(MobilnostError, match=f"norplus: half_stay: .*{reason}"):
        assess(parse_dossier(DOSSIER).value, book, on=ON)


def test_a_fact_that_is_unknown_is_no_mistake() -> None:
    fact = FactDefinition(name="half_stay", type=SPAN, meaning="half", compute=lambda case: None)
    said = brings("norplus", rule("norplus.minimum", "half_stay >= '1 month'")) | {"facts": lambda: [fact]}
    book = Lawbook(regulation=regulation(), programmes=host_with(plugin(**said)).laws).rulebook(
        "norplus", dt.date(2018, 10, 1)
    )
    found = assess(parse_dossier(DOSSIER).value, book, on=ON).finding("norplus.minimum")
    assert found.missing == ("half_stay",)


def test_one_value_may_be_given_instead_of_a_list_of_one() -> None:
    host = host_with(plugin(programmes=lambda: Programme(code="norplus")))
    assert codes(host) == ["norplus"]


def test_plugins_are_asked_once() -> None:
    asked: list[str] = []

    def programmes() -> list[Programme]:
        asked.append("programmes")
        return [Programme(code="norplus")]

    host = host_with(plugin(programmes=programmes))
    assert codes(host) == codes(host) == ["norplus"]
    assert asked == ["programmes"]


# -- what goes wrong stays where it went wrong


def misspelt() -> types.ModuleType:
    module = plugin("broken", **brings("broken"))
    vars(module)["mobilnost_eligibilty"] = hookimpl(lambda programme: None)
    return module


def unmarked() -> types.ModuleType:
    module = plugin("broken", **brings("broken"))
    vars(module)["mobilnost_duration"] = lambda programme: None
    return module


def wrapping() -> types.ModuleType:
    def duration(programme: Programme) -> Generator[None, Any, Any]:
        yield
        return None

    module = plugin("broken", **brings("broken"))
    vars(module)["mobilnost_duration"] = hookimpl(wrapper=True)(duration)
    return module


class Impostor(Programme):
    """A programme whose behaviour is its author's."""


def raising(hook: str) -> types.ModuleType:
    def fail(**arguments: object) -> None:
        raise LookupError("rates.csv")

    def with_programme(programme: Programme) -> None:
        fail()

    said = {**brings("broken"), hook: fail if hook in ("programmes", "facts") else with_programme}
    if hook in ("programmes", "facts"):
        said[hook] = lambda: fail()
    return plugin("broken", **said)


def leaving() -> types.ModuleType:
    def programmes() -> None:
        raise SystemExit(2)

    return plugin("broken", programmes=programmes)


REPORT = Obligation(id="report.due", who="participant", citation=Citation(source="NorPlus guide"), due="start")
RENEWAL = StandingDuty(
    id="coordinator.named",
    who="university",
    each=Each.UNIVERSITY,
    citation=Citation(source="NorPlus guide"),
    holder="coordinator",
)

BROKEN: dict[str, tuple[types.ModuleType, str, str]] = {
    "a misspelt hook": (
        misspelt(),
        "hooks",
        "unknown-hook-like (hook: mobilnost_eligibilty, like: mobilnost_eligibility)",
    ),
    "an argument that no hook has": (
        plugin("broken", duration=lambda program: None),
        "hooks",
        "hook-arguments (hook: mobilnost_duration, given: program, known: programme)",
    ),
    "programmes that raise": (raising("programmes"), "raised", "LookupError: rates.csv"),
    "facts that raise": (raising("facts"), "raised", "LookupError"),
    "eligibility that raises": (raising("eligibility"), "contribution", "LookupError"),
    "funding that raises": (raising("funding"), "contribution", "LookupError"),
    "a plugin that exits": (leaving(), "raised", "SystemExit: 2"),
    "a programme that is a word": (
        plugin("broken", programmes=lambda: ["norplus"]),
        "raised",
        "other-type (hook: mobilnost_programmes[0], found: str, wanted: Programme)",
    ),
    "programmes that are one word": (plugin("broken", programmes=lambda: "norplus"), "raised", "found: str"),
    "a programme that is a number": (plugin("broken", programmes=lambda: 7), "raised", "found: int"),
    "a programme that is a table": (plugin("broken", programmes=lambda: {"code": "broken"}), "raised", "found: dict"),
    "programmes in a list in a list": (
        plugin("broken", programmes=lambda: [[Programme(code="broken")]]),
        "raised",
        "other-type (hook: mobilnost_programmes[0], found: list, wanted: Programme)",
    ),
    "programmes without end": (
        plugin("broken", programmes=lambda: repeat(Programme(code="broken"))),
        "raised",
        "endless (hook: mobilnost_programmes)",
    ),
    "a programme of a class of its own": (
        plugin("broken", programmes=lambda: [Impostor(code="broken")]),
        "raised",
        "other-type (hook: mobilnost_programmes[0], found: Impostor, wanted: Programme)",
    ),
    "a kind that nobody knows": (
        plugin("broken", programmes=lambda: [Programme(code="broken", kinds=("studies",))]),
        "raised",
        "other-type (hook: mobilnost_programmes[0].kinds[0], found: str, wanted: Kind)",
    ),
    "a programme twice": (
        plugin("broken", programmes=lambda: [Programme(code="broken"), Programme(code="broken")]),
        "duplicate",
        "duplicate (code: broken",
    ),
    "facts that are names": (
        plugin("broken", programmes=lambda: [Programme(code="broken")], facts=lambda: ["island"]),
        "raised",
        "other-type (hook: mobilnost_facts[0], found: str, wanted: FactDefinition)",
    ),
    "rules without a contribution": (
        plugin("broken", **{**brings("broken"), "duration": lambda programme: [rule("broken.minimum")]}),
        "contribution",
        "other-type (hook: mobilnost_duration[0], found: Rule, wanted: Contribution)",
    ),
    "a rule that is a word": (
        plugin("broken", **{**brings("broken"), "duration": lambda programme: Contribution(rules=("stay",))}),
        "contribution",
        "other-type (hook: mobilnost_duration: rules[0], found: str, wanted: Rule)",
    ),
    "a citation that is a word": (
        plugin(
            "broken", **brings("broken", Rule(id="broken.x", topic="duration", citation="p. 4", requires="blended"))
        ),
        "contribution",
        "other-type (hook: mobilnost_duration: rules[0].citation, found: str, wanted: Citation)",
    ),
    "a fact that cannot be computed": (
        plugin("broken", facts=lambda: [FactDefinition(name="x", type=BOOLEAN, compute=True, meaning="x")]),
        "raised",
        "other-type (hook: mobilnost_facts[0].compute, found: bool, wanted: Callable)",
    ),
    "a rule that cannot be read": (
        plugin(
            "broken",
            **{**brings("broken"), "duration": lambda programme: Contribution(rules=(rule("broken.x", "stay >="),))},
        ),
        "contribution",
        "hook-failed (hook: mobilnost_duration, detail: BadExpression: ",
    ),
    "a hook that is not marked": (unmarked(), "hooks", "unmarked-hook (hook: mobilnost_duration)"),
    "a hook that wraps those of others": (wrapping(), "hooks", "wrapping-hook (hook: mobilnost_duration)"),
    "ids outside the programme's own name": (
        plugin("broken", **brings("broken", rule("duration.minimum"))),
        "contribution",
        "foreign-ids (prefix: broken., ids: duration.minimum)",
    ),
    "an obligation outside the programme's own name": (
        plugin("broken", **{**brings("broken"), "documents": lambda programme: Contribution(obligations=(REPORT,))}),
        "contribution",
        "foreign-ids (prefix: broken., ids: report.due)",
    ),
    "a standing duty outside the programme's own name": (
        plugin("broken", **{**brings("broken"), "procedure": lambda programme: Contribution(duties=(RENEWAL,))}),
        "contribution",
        "foreign-ids (prefix: broken., ids: coordinator.named)",
    ),
}


@pytest.mark.parametrize(("module", "kind", "reason"), BROKEN.values(), ids=BROKEN)
def test_a_broken_plugin_is_isolated_and_named(module: types.ModuleType, kind: str, reason: str) -> None:
    host = host_with(module, SOUND)
    assert codes(host) == ["sound"]
    assert [one.id for one in host.laws[0].law.rules] == ["sound.minimum"]
    listed = report(host, "broken")
    assert (listed.state, listed.kind) == ("failed", kind)
    assert reason in str(listed.reason)


@pytest.mark.parametrize("module", [module for module, _, _ in BROKEN.values()], ids=BROKEN)
def test_a_strict_host_lets_the_error_through(module: types.ModuleType) -> None:
    with pytest.raises((PluginValidationError, LookupError, MobilnostError, TypeError, SystemExit)):
        _ = host_with(module, strict=True).laws


def test_a_rule_that_means_nothing_is_named_and_concerns_its_programme_alone() -> None:
    ours = plugin("ours", **brings("ours", rule("ours.minimum", "stay >= 3")))
    book = Lawbook(regulation=regulation(), programmes=host_with(ours, SOUND).laws)
    assert "sound.minimum" in book.rulebook("sound", ON).rules
    with pytest.raises(InvalidData, match=r"ours\.minimum"):
        book.rulebook("ours", ON)


class LikeAnInterrupt(KeyboardInterrupt):
    """What a library may raise that wants to end everything."""


@pytest.mark.parametrize(
    "error", [SystemExit, GeneratorExit, LikeAnInterrupt, BaseException, StopIteration, MemoryError]
)
def test_whatever_a_plugin_raises_isolates_it(error: type[BaseException]) -> None:
    def programmes() -> None:
        raise error

    host = host_with(plugin("broken", programmes=programmes), SOUND)
    assert codes(host) == ["sound"]
    assert error.__name__ in str(report(host, "broken").reason)


def test_an_interrupted_office_is_not_a_broken_plugin() -> None:
    def programmes() -> None:
        raise KeyboardInterrupt

    host = host_with(plugin(programmes=programmes))
    with pytest.raises(KeyboardInterrupt):
        _ = host.laws


def test_a_disabled_plugin_is_listed_and_not_asked() -> None:
    host = host_with(raising("programmes"), SOUND, disabled=["broken"])
    assert codes(host) == ["sound"]
    listed = report(host, "broken")
    assert (listed.state, listed.reason) == ("disabled", None)


# -- as installed distributions


def install(folder: Path, distribution: str, module: str, source: str, name: str | None = None) -> None:
    """A module and what pip writes beside it, in a folder that is on the path."""
    (folder / f"{module}.py").write_text(source, encoding="utf-8")
    info = folder / f"{distribution.replace('-', '_')}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[mobilnost]\n{name or module} = {module}\n")


def source(code: str) -> str:
    return (
        "from mobilnost import Programme, hookimpl\n"
        "@hookimpl\n"
        "def mobilnost_programmes():\n"
        f"    return [Programme(code={code!r})]\n"
    )


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path


def test_installed_plugins_are_found_with_their_distribution(site: Path) -> None:
    install(site, "norplus-for-mobilnost", "stranger_one", source("norplus"))
    host = Host.discover()
    assert "norplus" in codes(host)
    listed = report(host, "stranger_one")
    assert (listed.distribution, listed.version, listed.state) == ("norplus-for-mobilnost", "1.0", "loaded")


def test_a_plugin_that_does_not_import_is_listed_and_the_others_load(site: Path) -> None:
    install(site, "halfway", "stranger_two", "import a_library_that_nobody_installed\n")
    host = Host.discover()
    assert {"bilateral", "ceepus", "erasmus", "lipetsk"} <= set(codes(host))
    listed = report(host, "stranger_two")
    assert (listed.state, listed.kind) == ("failed", "import")
    assert "a_library_that_nobody_installed" in str(listed.reason)


def test_two_programmes_with_one_code_name_both_distributions_and_neither_is_used(site: Path) -> None:
    install(site, "norplus-of-oslo", "stranger_three", source("norplus"))
    install(site, "norplus-of-bergen", "stranger_four", source("norplus"))
    host = Host.discover()
    assert "norplus" not in codes(host)
    for name in ("stranger_three", "stranger_four"):
        listed = report(host, name)
        assert (listed.state, listed.kind) == ("failed", "duplicate")
        assert "norplus-of-oslo" in str(listed.reason)
        assert "norplus-of-bergen" in str(listed.reason)


def test_a_plugin_does_not_take_the_name_of_a_core_fact() -> None:
    fact = FactDefinition(name="stay", type=BOOLEAN, compute=lambda case: True, meaning="always")
    host = host_with(plugin(**brings("norplus"), facts=lambda: [fact]), SOUND)
    assert codes(host) == ["sound"]
    assert "stay" in str(report(host, "norplus").reason)


def test_two_entry_points_with_one_name_are_both_listed(site: Path) -> None:
    install(site, "norplus-of-oslo", "stranger_five", source("oslo"), name="nordic")
    install(site, "norplus-of-bergen", "stranger_six", source("bergen"), name="nordic")
    host = Host.discover()
    listed = [one.distribution for one in host.plugins if one.distribution and "norplus" in one.distribution]
    assert sorted(listed) == ["norplus-of-bergen", "norplus-of-oslo"]


def test_a_strict_host_lets_an_import_error_through(site: Path) -> None:
    install(site, "halfway", "stranger_seven", "import a_library_that_nobody_installed\n")
    with pytest.raises(ModuleNotFoundError):
        Host.discover(strict=True)


# -- the hooks themselves

SPECS = {
    name: function
    for name, function in vars(hooks).items()
    if inspect.isfunction(function) and name.startswith("mobilnost_")
}


def test_there_are_seven_hooks() -> None:
    assert list(SPECS) == ["mobilnost_programmes", "mobilnost_facts", *hooks.TOPICAL]


@pytest.mark.parametrize("hook", SPECS)
def test_every_hook_is_documented_with_an_example_of_its_exact_arguments(hook: str) -> None:
    arguments = ", ".join(inspect.signature(SPECS[hook]).parameters)
    _, _, example = (inspect.getdoc(SPECS[hook]) or "").partition("```python\n")
    assert example.startswith(f"@hookimpl\ndef {hook}({arguments}):\n    return ")


@pytest.mark.parametrize("hook", SPECS)
def test_every_hook_is_called(hook: str) -> None:
    called: list[str] = []
    said: dict[str, Callable[..., Any]] = brings("norplus")
    name = hook.removeprefix("mobilnost_")
    given = said.get(name)

    def answer() -> Any:
        called.append(hook)
        return given() if given and not inspect.signature(given).parameters else None

    said[name] = (lambda programme: answer()) if inspect.signature(SPECS[hook]).parameters else answer
    assert host_with(plugin(**said)).laws
    assert called == [hook]


def test_what_goes_wrong_is_an_error_of_ours_where_a_strict_host_says_so() -> None:
    twice = [plugin(name, **brings("norplus")) for name in ("one", "two")]
    with pytest.raises(MobilnostError, match="norplus"):
        _ = host_with(*twice, strict=True).laws

"""A plugin that never answers is stopped: a loop in a hook isolates it, one in a fact ends the check of its dossier."""

import os
import threading
import time
import types
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest

from mobilnost import BOOLEAN, FactDefinition, Host, Programme, hookimpl
from mobilnost.host import TimeUp
from mobilnost.host.watch import LOOKS, Watch
from mobilnost.rules import BrokenFact

#: Long enough for what is in time on a machine that is busy, short enough for a test.
SECONDS = 0.4

#: These facts look at nothing.
CASE: Any = None


def forever(*_: object) -> Any:
    while True:
        pass


def endless() -> Iterator[Programme]:
    while True:
        time.sleep(0.001)
        yield Programme(code="slow")


def deaf(named: list[Any]) -> None:
    """Catches every error there is, until somebody has complained."""
    until = time.monotonic() + 100 * SECONDS
    while not named and time.monotonic() < until:
        with suppress(BaseException):
            while not named and time.monotonic() < until:
                pass


def plugin(**hooks: Callable[..., Any]) -> types.ModuleType:
    module = types.ModuleType("slow")
    for name, answer in hooks.items():
        setattr(module, f"mobilnost_{name}", hookimpl(answer))
    return module


def brings(**more: Callable[..., Any]) -> types.ModuleType:
    return plugin(programmes=lambda: [Programme(code="slow")], **more)


SOUND = plugin(programmes=lambda: [Programme(code="sound")])


@pytest.mark.parametrize(
    ("module", "hook"),
    [
        (plugin(programmes=forever), "mobilnost_programmes"),
        (plugin(programmes=endless), "mobilnost_programmes"),
        (brings(facts=forever), "mobilnost_facts"),
        (brings(funding=lambda programme: forever()), "mobilnost_funding"),
    ],
    ids=["in programmes", "a generator", "in facts", "in funding"],
)
def test_a_hook_that_never_answers_isolates_its_plugin(module: types.ModuleType, hook: str) -> None:
    host = Host(seconds=SECONDS)
    host.add(module)
    host.add(SOUND, "sound")
    slow, sound = host.plugins
    assert (slow.state, str(slow.reason)) == ("failed", f"hook-time (hook: {hook}, seconds: 0.4)")
    assert sound.state == "loaded"
    assert [one.programme.code for one in host.laws] == ["sound"]


def test_a_strict_host_shows_where_the_loop_is() -> None:
    host = Host(seconds=SECONDS, strict=True)
    host.add(plugin(programmes=forever))
    with pytest.raises(TimeUp) as raised:
        _ = host.laws
    trace = raised.value.__cause__.__traceback__ if raised.value.__cause__ else None
    names = []
    while trace:
        names.append(trace.tb_frame.f_code.co_name)
        trace = trace.tb_next
    assert "forever" in names


def fact_of(host: Host, compute: Callable[[Any], Any]) -> FactDefinition:
    fact = FactDefinition(name="slow_fact", type=BOOLEAN, meaning="slow", compute=compute)
    host.add(brings(facts=lambda: [fact]))
    return host.laws[0].facts[0]


def test_a_fact_that_never_answers_names_its_plugin() -> None:
    fact = fact_of(Host(seconds=SECONDS), forever)
    with pytest.raises(BrokenFact) as raised:
        fact.compute(CASE)
    assert (raised.value.plugin, raised.value.fact) == ("slow", "slow_fact")
    assert isinstance(raised.value.__cause__, TimeUp)


def test_a_fact_that_never_answers_is_stopped_in_whatever_thread_it_runs() -> None:
    fact = fact_of(Host(seconds=SECONDS), forever)
    found: list[BaseException] = []

    def ask() -> None:
        try:
            fact.compute(CASE)
        except BrokenFact as error:
            found.append(error)

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(20)
    assert len(found) == 3


def test_a_plugin_that_catches_every_error_is_late_all_the_same_and_named_meanwhile() -> None:
    named: list[tuple[str, str]] = []
    watch = Watch(SECONDS, late=lambda plugin, what: named.append((plugin, what)))
    with pytest.raises(TimeUp):
        watch.run("slow", "slow_fact", lambda: deaf(named))
    assert named == [("slow", "slow_fact")]


def test_what_is_not_python_is_named_and_its_answer_comes_too_late() -> None:
    named: list[tuple[str, str]] = []
    watch = Watch(SECONDS / 4, late=lambda plugin, what: named.append((plugin, what)))
    with pytest.raises(TimeUp):
        watch.run("slow", "slow_fact", lambda: time.sleep(SECONDS))
    assert named == [("slow", "slow_fact")]


def test_what_was_late_gets_less_time_until_it_is_in_time_again() -> None:
    watch, took = Watch(2 * SECONDS), list[float]()
    for _ in range(4):
        began = time.monotonic()
        with pytest.raises(TimeUp):
            watch.run("slow", "slow_fact", forever)
        took.append(time.monotonic() - began)
    assert took[0] > SECONDS
    assert took[3] < took[0] / 2
    assert watch.run("slow", "slow_fact", lambda: 1) == 1
    assert watch.run("slow", "slow_fact", lambda: time.sleep(SECONDS / LOOKS * 2) or 2) == 2


def test_what_a_plugin_raises_and_gives_comes_through_as_it_is() -> None:
    watch = Watch(SECONDS)
    assert watch.run("p", "f", lambda: 5) == 5
    with pytest.raises(ZeroDivisionError):
        watch.run("p", "f", lambda: 1 // 0)
    assert watch.run("p", "outer", lambda: watch.run("p", "inner", lambda: 6)) == 6


def test_a_limit_of_zero_is_none() -> None:
    watch = Watch(0)
    assert watch.limited("p", "f", forever) is forever


def test_nothing_is_raised_in_a_thread_after_its_call_has_ended() -> None:
    """Calls that end just about when they are told to stop, one after the other, and ordinary work between them."""
    limit = 0.016
    watch = Watch(limit)
    ended = late = 0
    for turn in range(60):
        until = time.perf_counter() + limit * (0.8 + (turn % 9) / 20)

        def act(until: float = until) -> None:
            while time.perf_counter() < until:
                pass

        watch._lates.clear()
        try:
            watch.run("p", "f", act)
            ended += 1
        except TimeUp:
            late += 1
        assert sum(range(2000)) == 1999000
    assert ended + late == 60


def test_the_thread_that_looks_goes_home_when_there_is_nothing_to_look_at() -> None:
    watch = Watch(0.08)
    watch.run("p", "f", lambda: None)
    before = [one for one in threading.enumerate() if one.name == "mobilnost-plugins"]
    for one in before:
        one.join(10)
    assert not any(one.is_alive() for one in before)
    with pytest.raises(TimeUp):
        watch.run("p", "f", forever)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are not forked on this system")
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_a_process_that_is_forked_off_stops_loops_too() -> None:
    watch = Watch(SECONDS)
    watch.run("p", "f", lambda: None)
    child = os.fork()
    if child == 0:
        try:
            watch.run("p", "f", forever)
        except TimeUp:
            os._exit(7)
        os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7


def test_the_limit_takes_in_the_import(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "slow_import.py").write_text("while True:\n    pass\n")
    info = tmp_path / "slow-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: slow\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[mobilnost]\nslow = slow_import\n")
    monkeypatch.syspath_prepend(tmp_path)
    host = Host.discover(seconds=SECONDS, disabled=["bilateral", "ceepus", "erasmus", "lipetsk"])
    (slow,) = (one for one in host.plugins if one.state != "disabled")
    assert str(slow.reason) == "import-time (seconds: 0.4)"

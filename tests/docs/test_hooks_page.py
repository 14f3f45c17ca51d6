"""The page of the hooks says of each what the hook's own specification says: no more hooks, no fewer, no other arguments."""

import inspect
import re
from collections.abc import Callable
from typing import Any

import pytest
from packaging.version import Version
from pages import GUIDE, blocks

import mobilnost
from mobilnost import hooks

PAGE = GUIDE / "hooks.md"
SPECS: dict[str, Callable[..., Any]] = {
    name: function for name, function in vars(hooks).items() if hasattr(function, f"{hooks.GROUP}_spec")
}
SECTIONS = dict(re.findall(r"^## (mobilnost_\w+)\n(.*?)(?=^## |\Z)", PAGE.read_text(encoding="utf-8"), re.M | re.S))
ROW = re.compile(r"^\| (\w+) \| (.+) \|$", re.MULTILINE)

#: Since when a hook is there. A line that changes here, changes what was promised to those who use it.
SINCE = {
    "mobilnost_programmes": "0.1",
    "mobilnost_facts": "0.1",
    "mobilnost_eligibility": "0.1",
    "mobilnost_duration": "0.1",
    "mobilnost_funding": "0.1",
    "mobilnost_documents": "0.1",
    "mobilnost_procedure": "0.1",
}


def said(hook: str) -> dict[str, str]:
    """The rows of a hook's table."""
    return dict(ROW.findall(SECTIONS[hook]))


def test_the_page_has_the_hooks_that_there_are_in_the_order_in_which_they_are_called() -> None:
    assert list(SECTIONS) == ["mobilnost_programmes", "mobilnost_facts", *hooks.TOPICAL]
    assert list(SECTIONS) == list(SPECS) == list(SINCE)


@pytest.mark.parametrize("hook", SPECS)
def test_a_hook_has_the_arguments_and_the_type_that_the_page_shows(hook: str) -> None:
    signature = str(inspect.signature(SPECS[hook])).replace("'", "")
    assert f"```text\n{hook}{signature}\n```" in SECTIONS[hook]


@pytest.mark.parametrize("hook", SPECS)
def test_the_example_of_a_hook_has_its_exact_arguments(hook: str) -> None:
    arguments = ", ".join(inspect.signature(SPECS[hook]).parameters)
    (example,) = re.findall(r"```python\n(.*?)```", SECTIONS[hook], re.DOTALL)
    assert f"@hookimpl\ndef {hook}({arguments}):\n" in example


@pytest.mark.parametrize("hook", SPECS)
def test_what_is_promised_of_a_hook_is_said(hook: str) -> None:
    rows = said(hook)
    assert list(rows) == ["Arguments", "Returns", "Called", "Since", "Promised"]
    assert rows["Since"] == SINCE[hook]
    assert Version(SINCE[hook]) <= Version(mobilnost.__version__)
    assert "stability.md" in rows["Promised"]


def test_hooks_are_called_once_and_in_the_order_that_the_page_says() -> None:
    called: list[tuple[str, str | None]] = []

    def recording(name: str, own: str) -> object:
        """A plugin with every hook, each of which says that it was called."""

        class Plugin:
            @mobilnost.hookimpl
            def mobilnost_programmes(self) -> object:
                called.append((f"{name}:programmes", None))
                return [mobilnost.Programme(code=own)]

            @mobilnost.hookimpl
            def mobilnost_facts(self) -> object:
                called.append((f"{name}:facts", None))
                return None

        def topical(hook: str) -> Callable[..., object]:
            def answer(self: object, programme: mobilnost.Programme) -> object:
                called.append((f"{name}:{hook.removeprefix('mobilnost_')}", programme.code))

            answer.__name__ = hook
            return mobilnost.hookimpl(answer)

        for hook in hooks.TOPICAL:
            setattr(Plugin, hook, topical(hook))
        return Plugin()

    host = mobilnost.Host()
    for name, own in (("one", "norplus"), ("two", "adria")):
        host.add(recording(name, own), name=name)
    assert called == []
    for _ in range(2):
        assert [law.programme.code for law in host.laws] == ["norplus", "adria"]
    topics = ["eligibility", "duration", "funding", "documents", "procedure"]
    assert called == [
        *((f"{name}:{hook}", None) for name in ("one", "two") for hook in ("programmes", "facts")),
        *((f"{name}:{topic}", code) for name in ("one", "two") for code in ("norplus", "adria") for topic in topics),
    ]


def test_the_fields_of_a_contribution_are_all_named() -> None:
    (table,) = re.findall(r"^\| field \|.*?\n\n|^\| field \|.*\Z", PAGE.read_text(encoding="utf-8"), re.M | re.S)
    named = re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)
    assert named == [one.name for one in mobilnost.Contribution.__attrs_attrs__]


def test_every_piece_of_the_page_is_code_that_is_run_or_a_signature() -> None:
    assert {one.language for one in blocks(PAGE)} == {"text", "python"}

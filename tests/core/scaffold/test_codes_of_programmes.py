"""A code begins every id of its programme and stands in the name of its package, so not every word can be one."""

import pytest

from mobilnost import regulation
from mobilnost.scaffold import Taken, refusal
from mobilnost.scaffold.codes import distribution_of, package_of, suggestion

TAKEN = Taken.of({"erasmus": "mobilnost", "halfway": "mobilnost-halfway"}, regulation())


@pytest.mark.parametrize("code", ["norplus", "nor_plus", "h2020", "eu4all", "ab", "double_degree_2"])
def test_such_codes_can_be(code: str) -> None:
    assert refusal(code, TAKEN) is None


@pytest.mark.parametrize(
    ("code", "why"),
    [
        *(
            (code, "form")
            for code in ("", "a", "NorPlus", "nor-plus", "nor plus", "nor.plus", "2plus", "_x", "x_", "x__y")
        ),
        *((code, "form") for code in ("норплус", "čvor", "x" * 41, "../up", "a/b", "a\nb", "a\n")),
        *((code, "word") for code in ("class", "and", "not", "true", "none", "open", "match", "known", "day_after")),
        *(
            (code, "university")
            for code in ("duration", "eligibility", "mobility", "agreement", "stay", "kind", "call")
        ),
        ("erasmus", "taken"),
        ("halfway", "taken"),
    ],
)
def test_such_codes_cannot_be(code: str, why: str) -> None:
    reason = refusal(code, TAKEN)
    assert reason is not None
    assert reason.id == why


def test_whoever_has_it_is_named() -> None:
    reason = refusal("halfway", TAKEN)
    assert reason is not None
    assert dict(reason.parts)["owner"] == "mobilnost-halfway"


@pytest.mark.parametrize(
    ("written", "meant"),
    [("Nor-Plus", "nor_plus"), ("Čvor 2", "cvor_2"), ("2plus", "plus"), ("норплус", ""), ("-", "")],
)
def test_what_was_probably_meant_is_suggested(written: str, meant: str) -> None:
    assert suggestion(written) == meant


def test_what_is_suggested_can_be_a_code() -> None:
    for written in ("Nor-Plus", "x" * 60, "9 Lives!", "a__b--c", "ÄÖ ü", f"{'x' * 39}-y"):
        assert refusal(suggestion(written), TAKEN) is None, written


def test_package_and_distribution_are_named_after_it() -> None:
    assert (package_of("nor_plus"), distribution_of("nor_plus")) == ("mobilnost_nor_plus", "mobilnost-nor-plus")

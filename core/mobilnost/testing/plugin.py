"""What pytest loads by entry point, in every project where `mobilnost` is installed: so it imports nothing of it.

It takes the language of the contract's sentences, and tells what is wrong with a law that cannot even be imported.
"""

from __future__ import annotations

import sys
from typing import Any

import pytest

#: The languages of the sentences; a test holds them to those of the catalogues.
LANGUAGES = ("en", "hr", "mk")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--mobilnost-lang`"""
    parser.getgroup("mobilnost").addoption(
        "--mobilnost-lang",
        default="en",
        choices=LANGUAGES,
        help="the language in which the contract of a programme says what is missing",
    )


def pytest_exception_interact(node: pytest.Item | pytest.Collector, call: pytest.CallInfo[Any], report: Any) -> None:
    """Says in sentences why a module cannot be imported whose law the loader refuses."""
    problems = sys.modules.get("mobilnost.model.problems")
    error = call.excinfo.value if call.excinfo else None
    if problems is None or not isinstance(node, pytest.Collector) or not isinstance(error, problems.InvalidData):
        return
    from mobilnost.locales import catalogue, tell_problem

    words = catalogue(node.config.getoption("mobilnost_lang"))
    report.longrepr = "\n".join(tell_problem(one, words) for one in error.problems)

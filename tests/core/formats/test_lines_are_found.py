"""Every key and list element of a file is known by its line, however the file is written."""

import json
import tomllib
from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from mobilnost.formats import Format, Lines

TOML = '''\
# a comment with [brackets] and "quotes"
title = "x" # = [not]

[mobility]
id = 'a # b'
"quoted.key" = 1
dotted.inner . deep = 2
text = """
[[documents]]
type = "no"
""" # after
literal = \'\'\'
\'quoted\' [x]\'\'\'
list = [
  1, # one
  { a = 1, b = { c = "}" } },
  [ "]",
    2018-10-01 ],
]
when = 2018-10-01 10:00:00

[[documents]]
type = "one"

[[documents]]
"ty\\u0070e" = "two"

  [documents.more]
  key = true

[[documents.signed]]
by = "a"
[[documents.signed]]
by = "b"
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 1),
        (("title",), 2),
        (("mobility",), 4),
        (("mobility", "id"), 5),
        (("mobility", "quoted.key"), 6),
        (("mobility", "dotted"), 7),
        (("mobility", "dotted", "inner", "deep"), 7),
        (("mobility", "text"), 8),
        (("mobility", "literal"), 12),
        (("mobility", "list", 0), 15),
        (("mobility", "list", 1, "b", "c"), 16),
        (("mobility", "list", 2, 1), 18),
        (("mobility", "when"), 20),
        (("documents",), 22),
        (("documents", 0), 22),
        (("documents", 0, "type"), 23),
        (("documents", 1), 25),
        (("documents", 1, "type"), 26),
        (("documents", 1, "more", "key"), 29),
        (("documents", 1, "signed", 0, "by"), 32),
        (("documents", 1, "signed", 1), 33),
        (("documents", 1, "date"), 25),
        (("nowhere", 3, "at all"), 1),
    ],
)
def test_toml(path: tuple[str | int, ...], line: int) -> None:
    tomllib.loads(TOML)
    assert Lines(TOML).line(path) == line


JSON = """
{
  "mobility": {"id": "a, \\"b\\": {", "ty\\u0070e": null},
  "empty": [], "none": {},
  "list": [1, [2,
    -3.5e2], {"deep": true}
  ]
}
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("mobility",), 3),
        (("mobility", "type"), 3),
        (("none",), 4),
        (("list", 1, 0), 5),
        (("list", 1, 1), 6),
        (("list", 2, "deep"), 6),
        (("list", 9), 5),
    ],
)
def test_json(path: tuple[str | int, ...], line: int) -> None:
    json.loads(JSON)
    assert Lines(JSON, Format.JSON).line(path) == line


TEXTS = st.text(st.characters(codec="utf-8"), max_size=12)
TREES = st.recursive(
    TEXTS | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=12,
)
TABLES = st.dictionaries(TEXTS, TREES, max_size=4)


def marked(value: Any, marks: Iterator[int]) -> Any:
    """The same tree, with a mark in every leaf that stands nowhere else."""
    if isinstance(value, dict):
        return {key: marked(inner, marks) for key, inner in value.items()}
    if isinstance(value, list):
        return [marked(inner, marks) for inner in value]
    mark = next(marks)
    return mark if value is None else f"{mark} {value}"


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(inner, (*path, key))
    else:
        yield path, str(value)[:16]


@given(TABLES, st.booleans())
def test_any_toml(table: dict[str, Any], multiline: bool) -> None:
    data = marked(table, count(10**15))
    text = tomli_w.dumps(data, multiline_strings=multiline)
    for path, mark in leaves(data):
        line = Lines(text).line(path)
        assert mark in "\n".join(text.split("\n")[line - 1 : line + multiline])


@given(TABLES, st.sampled_from([None, 0, 2]))
def test_any_json(table: dict[str, Any], indent: int | None) -> None:
    data = marked(table, count(10**15))
    text = json.dumps(data, indent=indent)
    for path, mark in leaves(data):
        assert mark in text.split("\n")[Lines(text, Format.JSON).line(path) - 1]

"""Mutants of a law file: each figure, comparison, layer and mode changed in turn.

The file is read, changed as data and written anew; that this alone changes nothing is shown by the run that comes
before all others.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from functools import partial
from pathlib import Path
from typing import Any

import tomli_w

from mutation.expressions import changes_of
from mutation.mutant import Mutant, Stages, numbered

Path_ = tuple[str | int, ...]
#: A change: where, what is said of it, and the new value (`GONE`: without it).
Change = tuple[Path_, str, Any]
GONE = object()

EXPRESSIONS = ("applies", "requires", "due")
LAYERS = ("programme", "call", "agreement", "decision")
#: What a word is changed to, by the key that it stands under.
WORDS: Mapping[str, Mapping[str, str]] = {
    "layer": {"agreement": "call", "call": "agreement", "programme": "agreement", "decision": "agreement"},
    "mode": {"replace": "tighten", "tighten": "replace", "extend": "replace", "waive": "replace"},
    "stricter": {"lower": "higher", "higher": "lower"},
    "phase": {"before": "during", "during": "after", "after": "before"},
    "topic": {
        "eligibility": "duration",
        "duration": "eligibility",
        "funding": "eligibility",
        "documents": "procedure",
        "procedure": "documents",
    },
    "strategy": {
        "actual-days": "commission-360",
        "commission-360": "calendar-months",
        "calendar-months": "actual-days",
    },
}
#: Words of an open vocabulary: roles.
NAMES = ("who", "to", "issuer", "by")
SWITCHES = ("setting", "curable", "optional")
LISTS = ("signed_by", "languages", "evidence", "choices", "kinds")
#: Entries that a law can lose as a whole.
ENTRIES = ("rules", "documents", "obligations", "terms", "editions", "counting", "closures", "deciders")
#: What nothing judges yet: grants are kept as data, sources and articles name what a reader looks up.
_UNJUDGED = ("components", "articles", "sources")
_SPAN = re.compile(r"\d+ (month|year|day)s?")
_DAY_OF_YEAR = re.compile(r"(\d\d)-(\d\d)(.*)")
_ARTICLE = re.compile(r"čl\. (\d+)")


def unchanged(root: Path, file: str) -> str:
    """The file as the mutants are written, with nothing changed."""
    return tomli_w.dumps(_read(root, file))


def mutants_of(
    root: Path, file: str, stages: Stages, by_article: str | None = None, tables: str | None = None
) -> Iterator[Mutant]:
    """Every mutant of a law file.

    `by_article` is where the tests of an article `{0}` are, which then come first, and `tables` where the tests of each
    provision are that bear its key in their names.
    """
    data = _read(root, file)
    return numbered(
        Mutant(
            id=f"{file}::{told}",
            file=file,
            text=partial(_changed, data, path, value),
            subject=_subject(_entry(data, path)),
            tables=tables,
            stages=((*_articles(root, by_article, _entry(data, path)), *stages[0]), *stages[1:]),
        )
        for path, told, value in _changes(data)
    )


def _read(root: Path, file: str) -> dict[str, Any]:
    return tomllib.loads((root / file).read_text(encoding="utf-8"), parse_float=Decimal)


def _entry(data: Any, path: Path_) -> Any:
    return data[path[0]][path[1]] if len(path) > 1 and isinstance(data[path[0]], list) else data[path[0]]


def _subject(entry: Any) -> str:
    """What the tests call an entry."""
    if not isinstance(entry, Mapping):
        return ""
    return str(next((entry[key] for key in ("key", "id", "provision", "type") if key in entry), ""))


def _articles(root: Path, by_article: str | None, entry: Any) -> list[str]:
    """The tests of the articles that an entry cites."""
    if by_article is None:
        return []
    cited = dict.fromkeys(int(one) for one in _ARTICLE.findall(str(entry)))
    return [file for file in map(by_article.format, cited) if (root / file).exists()]


def _changed(data: dict[str, Any], path: Path_, value: Any) -> str:
    copy = deepcopy(data)
    *way, last = path
    at: Any = copy
    for step in way:
        at = at[step]
    if value is GONE:
        del at[last]
    elif isinstance(at, list) and last == len(at):
        at.append(value)
    else:
        at[last] = value
    return tomli_w.dumps(copy)


# -- what can be changed


def _changes(data: Mapping[str, Any]) -> Iterator[Change]:
    for table, entries in data.items():
        if table in _UNJUDGED:
            continue
        if isinstance(entries, Mapping):
            yield from _of_table((table,), entries, table)
            continue
        for index, entry in enumerate(entries):
            name = f"{table} {_name(entry)}"
            if table in ENTRIES:
                yield (table, index), f"{name}: gone", GONE
            yield from _of_table((table, index), entry, name)
            if table == "provisions":
                yield from _granted((table, index), entry, name)


def _name(entry: Mapping[str, Any]) -> str:
    """What an entry is called: its key or id, or what it is of."""
    if "type" in entry and "phase" in entry:
        return f"{entry['type']} {entry['phase']} {entry['cites']}"
    for key in ("key", "id", "provision", "strategy", "country"):
        if key in entry:
            return f"{entry[key]}{' ' + entry['applies'] if key == 'provision' and 'applies' in entry else ''}"
    return str(entry.get("value", entry.get("layer", "")))


def _of_table(path: Path_, entry: Mapping[str, Any], name: str) -> Iterator[Change]:
    for key, value in entry.items():
        for told, changed in _of_value(key, value):
            yield (*path, key), f"{name}.{key}: {told}", changed
        if key in ("values", "may_set"):
            for index, part in enumerate(value):
                where = f"{name}.{key}[{index}]"
                yield (*path, key, index), f"{where}: gone", GONE
                yield from _of_table((*path, key, index), part, where)
        if key == "words":
            yield from _of_table((*path, key), value, f"{name}.words")
    if "layer" in entry and "mode" not in entry:
        yield (*path, "mode"), f"{name}.mode: replace -> tighten", "tighten"
    if "key" in entry and "setting" not in entry:
        yield (*path, "setting"), f"{name}.setting: False -> True", True


def _granted(path: Path_, entry: Mapping[str, Any], name: str) -> Iterator[Change]:
    """A provision that one more layer may set."""
    permissions = entry.get("may_set", [])
    for layer in LAYERS:
        if all(one["layer"] != layer for one in permissions):
            mode = "waive" if layer == "decision" else "replace"  # a decision sets nothing else
            told = f"{name}.may_set: granted to {layer}"
            yield (*path, "may_set"), told, [*permissions, {"layer": layer, "mode": mode}]


def _of_value(key: str, value: Any) -> Iterator[tuple[str, Any]]:
    if key in EXPRESSIONS:
        if key != "requires":
            yield f"{_flat(value)} -> gone", GONE
        yield from ((f"{_flat(value)} -> {_flat(one)}", one) for one in changes_of(value))
    elif key in WORDS:
        yield f"{value} -> {WORDS[key][value]}", WORDS[key][value]
    elif key in NAMES:
        yield f"{value} -> gone", GONE
        yield f"{value} -> other", "other"
    elif key in SWITCHES:
        yield f"{value} -> {not value}", not value
    elif key in LISTS or (key == "value" and isinstance(value, list)):
        yield from ((f"without {one}", [*value[:place], *value[place + 1 :]]) for place, one in enumerate(value))
    elif key in ("value", "valid_from", "valid_to"):
        yield from ((f"{value} -> {one}", one) for one in _figures(value))
        if key != "value":
            yield f"{value} -> gone", GONE


def _flat(text: str) -> str:
    return " ".join(text.split())


def _figures(value: Any) -> Iterator[Any]:
    """Another figure in the place of one: a step up and a step down, by months and by days."""
    match value:
        case bool():
            yield not value
        case int():
            yield from (value + 1, value - 1) if value else (1,)
        case Decimal():
            yield from (value + Decimal("0.1"), value - Decimal("0.1"))
        case date():
            yield from (value + timedelta(days=1), value - timedelta(days=1))
        case "none":
            yield "open"
        case "open":
            yield "none"
        case str():
            yield from _figures_of_text(value)


def _figures_of_text(value: str) -> Iterator[str]:
    if day := _DAY_OF_YEAR.fullmatch(value):
        first = date(2001, int(day[1]), int(day[2]))
        yield from (f"{first + timedelta(days=step):%m-%d}{day[3]}" for step in (1, -1))
        if day[3]:
            yield f"{day[1]}-{day[2]}"
        return
    if _SPAN.fullmatch(value):
        number, unit = value.split()
        yield from (f"{int(number) + step} {unit}" for step in (1, -1))
        if "day" not in unit:
            yield f"{value} 1 day"
        return
    try:
        amount = Decimal(value)
    except InvalidOperation:
        yield "other"
        return
    yield from (str(amount + 1), str(amount - 1))

"""A regulation written in a few lines, two programmes, and what a dossier comes to under them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from attrs import evolve
from pravilnik.cases import outgoing

import mobilnost as m
from mobilnost.model import Settings

D = dt.date
ON = D(2018, 6, 25)
HEADER = '[regulation]\nid = "r"\nsource = "Pravilnik"\ninstitution = "sum.ba"\ncountry = "BA"\n'
PROGRAMMES = (
    m.Programme(
        code="erasmus",
        counting=(m.Counting(strategy="commission-360"),),
        editions=(
            m.Edition(id="2014-2020", valid_from=D(2014, 1, 1), valid_to=D(2021, 12, 31)),
            m.Edition(id="2021-2027", valid_from=D(2022, 1, 1)),
        ),
    ),
    m.Programme(code="ceepus"),
)


def provision(key: str, value: Any, type: str = "span", **more: Any) -> str:
    """`[[provisions]]`; further keys as the file has them."""
    return entry("provisions", key=key, type=type, cites="čl. 9 st. 1", value=value, **more)


def rule(requires: str, id: str = "r", **more: Any) -> str:
    """`[[rules]]`"""
    return entry("rules", id=id, topic="eligibility", cites="čl. 11", requires=requires, **more)


def document(type: str, due: str | None = None, **more: Any) -> str:
    """`[[documents]]`"""
    return entry("documents", type=type, phase="before", cites="čl. 12", due=due, **more)


def duty(due: str, id: str = "d", **more: Any) -> str:
    """`[[obligations]]`"""
    return entry("obligations", id=id, who="student", cites="čl. 16", due=due, **more)


def entry(table: str, **said: Any) -> str:
    """One entry of a list of tables; what is `None` is left out."""
    return f"[[{table}]]\n" + "".join(f"{key} = {toml(one)}\n" for key, one in said.items() if one is not None)


def toml(value: Any) -> str:
    """A value as a file writes it."""
    match value:
        case bool():
            return str(value).lower()
        case list():
            return f"[{', '.join(map(toml, value))}]"
        case dict():
            return "{ " + ", ".join(f"{key} = {toml(one)}" for key, one in value.items()) + " }"
        case int() | dt.date():
            return str(value)
    return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'


def may(layer: str, mode: str = "replace", applies: str | None = None) -> dict[str, str]:
    """One entry of `may_set`."""
    said = {"layer": layer, "mode": mode, "cites": "čl. 22", "applies": applies}
    return {key: one for key, one in said.items() if one is not None}


def lawbook(*said: str, erasmus: str = "", settings: Settings | None = None, **more: Any) -> m.Lawbook:
    """The lawbook of a regulation; `erasmus` is what the programme's own file says."""
    header = '[programme]\ncode = "erasmus"\nsource = "Guide"\n'
    own = of_programme(m.parse_programme(header + erasmus, "erasmus.toml").law)
    brought = {"erasmus": own, "ceepus": m.Contribution()}
    laws = [m.ProgrammeLaw(programme=one, law=brought[one.code]) for one in PROGRAMMES]
    regulation = m.parse_regulation(HEADER + "".join(said), "law.toml")
    return m.Lawbook(regulation=regulation, programmes=more.pop("laws", laws), settings=settings, **more)


def of_programme(law: m.Contribution) -> m.Contribution:
    """What a programme says, in its own name, as the host hands it over."""
    return evolve(
        law,
        rules=tuple(evolve(one, authority="programme", layer="programme") for one in law.rules),
        provisions=tuple(evolve(one, authority="programme") for one in law.provisions),
    )


def book(*said: str, **more: Any) -> m.Rulebook:
    """The rulebook of `outgoing()` under these laws."""
    instruments = {name: more.pop(name, None) for name in ("agreement", "call", "decision")}
    day = more.pop("day", D(2018, 10, 1))
    return lawbook(*said, **more).rulebook("erasmus", day, **instruments)


def assessed(
    *said: str, on: D = ON, holidays: tuple[D, ...] = (), dossier: m.Dossier | None = None, **more: Any
) -> m.Assessment:
    """What these laws say of a dossier; where none is given, of a student who goes from October to February."""
    calendar = m.Calendar(frozenset(holidays))
    return m.assess(dossier or outgoing(**more.pop("changes", {})), book(*said, **more), on=on, calendar=calendar)


def problems(*said: str, **more: Any) -> list[m.Problem]:
    """Everything that is wrong with laws and instruments."""
    try:
        book(*said, **more)
    except m.InvalidData as error:
        return list(error.problems)
    return []


def kinds(*said: str, **more: Any) -> list[str]:
    """The kinds of what is wrong."""
    return [one.kind for one in problems(*said, **more)]

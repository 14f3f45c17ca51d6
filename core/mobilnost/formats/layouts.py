"""How the tables of a file and the attributes of a value correspond.

A dossier is laid out as its value is. Other files open with a header table (`[agreement]`), whose keys are
attributes of the value, next to lists that are attributes themselves (`[[terms]]`).

The settings of an office, `mobilnost.toml`:

    [institution]
    id = "sum.ba"
    country = "BA"
    names = { hr = "Sveučilište u Mostaru" }        # may be absent, like everything below
    affiliated = ["skbm.ba"]                        # other employers whose staff qualify

    [office]
    regulation = "mostar-2018"                      # a name, or the path of a file
    language = "hr"
    language_level = "B1"                           # the university's own criterion
    register_url = "sqlite:///register.db"
    disabled_plugins = ["lipetsk"]

    [holidays]
    country = "BA"
    subdivision = "BIH"
    extra = [2018-08-10]
    working = [2018-12-29]

    [provisions]                                    # what the regulation marks as an office's to set
    study.full_semester_months = 4                  # the key may be quoted, or not

    [grading_scale]                                 # the university's own grades, from the best
    id = "example"
    grades = ["A", "B", "F"]
    lowest_passing = "B"

    [grade_conversion]
    method = "midpoint"                             # decided in advance, as the ECTS Users' Guide asks
    partners = [{ institution = "uniri.hr", method = "table" }]

    [[grade_distributions]]                         # how often our grades are given, to whom
    scale = "example"
    isced_f = "0613"
    counts = { A = 40, B = 60 }                     # or percentages

    [[units]]
    id = "fsre"
    names = { hr = "Fakultet strojarstva, računarstva i elektrotehnike" }
    ects_coordinator = "Ana Primjer"
    vice_dean = "Marko Primjer"

    [[officers]]
    role = "vice_rector"
    name = "Petra Primjer"

    [[committees]]
    id = "students-2018"
    participant = "student"                         # or staff
    appointed = 2018-02-01
    members = [{ name = "Ana Primjer", capacity = "teacher" }]

    [[semesters]]                                   # when they begin: one after another, none left out
    academic_year = "2018/2019"
    semester = "summer"                             # or winter
    begins = 2019-02-25

    [[closures]]
    country = "RU"                                  # or programme, or institution
    since = 2022-03-01
    reason = "…"
"""

from collections.abc import Iterator, Mapping
from typing import Any

import attrs
from attrs import field, frozen

from mobilnost.formats.mistakes import Mistake, unknown_key
from mobilnost.formats.scalars import shown
from mobilnost.model.agreements import Agreement
from mobilnost.model.calls import Call
from mobilnost.model.decisions import Decision
from mobilnost.model.dossiers import Dossier
from mobilnost.model.grading import Grading
from mobilnost.model.institutions import Institution
from mobilnost.model.ordered import require_distinct
from mobilnost.model.problems import Path
from mobilnost.model.settings import Settings
from mobilnost.model.transcripts import Learner, Transcript

Renames = Mapping[Path, Path]
"""Paths of a value to the paths of its file, where the two differ."""


@frozen(kw_only=True)
class Layout:
    """`headers` maps a table of the file to its keys and the attributes they are; `flattened` names
    attributes whose nested tables are read as dotted keys; what stands at `private` paths is never quoted.
    """

    type_: type[Any]
    headers: Mapping[str, Mapping[str, str]] = field(factory=dict)
    flattened: tuple[str, ...] = ()
    private: frozenset[Path] = frozenset()

    @property
    def own_tables(self) -> tuple[str, ...]:
        """The attributes that stand at the top of the file under their own names."""
        lifted = {attribute for keys in self.headers.values() for attribute in keys.values()}
        return tuple(name for name in _names(self.type_) if name not in lifted)


def lift(data: Mapping[str, Any], layout: Layout) -> tuple[dict[str, Any], Renames, list[Mistake]]:
    """The file's data in the shape of the value, how paths changed, and the mistakes in the layout."""
    lifted = {key: value for key, value in data.items() if key in layout.own_tables}
    renames: dict[Path, Path] = {}
    mistakes = list(_strangers(data, layout))
    for header, keys in layout.headers.items():
        renames.update({(attribute,): (header, key) for key, attribute in keys.items()})
        table = data.get(header, {})
        if isinstance(table, dict):
            lifted.update({keys[key]: value for key, value in table.items() if key in keys})
    for name in layout.flattened:
        if isinstance(lifted.get(name), dict):
            lifted[name] = _flat(lifted[name], name, renames, mistakes)
    return lifted, renames, mistakes


def _strangers(data: Mapping[str, Any], layout: Layout) -> Iterator[Mistake]:
    """What the layout has no place for: unknown tables and keys; headers that are missing or no tables."""
    known = [*layout.headers, *layout.own_tables]
    yield from (_outside(key, known, layout) for key in data if key not in known)
    for header, keys in layout.headers.items():
        if header not in data:
            if set(keys.values()) & _mandatory(layout.type_):
                yield Mistake("missing-key", (header,), expected="table")
        elif not isinstance(data[header], dict):
            yield Mistake("wrong-type", (header,), found=shown(data[header]), expected="table")
        else:
            yield from (unknown_key((header, key), keys) for key in data[header] if key not in keys)


def _outside(key: str, known: list[str], layout: Layout) -> Mistake:
    """A key that does not stand at the top of the file; perhaps it belongs into a header table."""
    mistake = unknown_key((key,), known)
    header = next((header for header, keys in layout.headers.items() if key in keys), None)
    return mistake if header is None else attrs.evolve(mistake, suggestion=f"{header}.{key}")


def _flat(table: Mapping[str, Any], name: str, renames: dict[Path, Path], mistakes: list[Mistake]) -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for path, value in _leaves(table):
        key = ".".join(path)
        if key in flat:
            mistakes.append(Mistake("duplicate", (name, *path)))
        flat[key] = value
        renames[name, key] = (name, *path)
    return flat


def _leaves(table: Mapping[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    for key, value in table.items():
        if isinstance(value, dict) and value:
            yield from _leaves(value, (*path, key))
        else:
            yield (*path, key), value


def in_file(path: Path, renames: Renames) -> Path:
    """The path in the file of a path in the value."""
    for length in range(len(path), 0, -1):
        if path[:length] in renames:
            return (*renames[path[:length]], *path[length:])
    return path


def lower(flat: Mapping[str, Any], layout: Layout) -> dict[str, Any]:
    """The reverse of `lift`: a value's attributes in the tables of its file, headers first."""
    data: dict[str, Any] = {}
    for header, keys in layout.headers.items():
        table = {key: flat[attribute] for key, attribute in keys.items() if attribute in flat}
        if table:
            data[header] = table
    return data | {name: flat[name] for name in layout.own_tables if name in flat}


def _names(type_: type[Any]) -> list[str]:
    return [attribute.name for attribute in attrs.fields(type_)]


def _mandatory(type_: type[Any]) -> set[str]:
    return {attribute.name for attribute in attrs.fields(type_) if attribute.default is attrs.NOTHING}


def _headed(type_: type[Any], header: str, *lists: str) -> Layout:
    keys = {name: name for name in _names(type_) if name not in lists}
    return Layout(type_=type_, headers={header: keys})


@frozen(kw_only=True)
class InstitutionFile:
    """A file that lists institutions: `[[institutions]]`."""

    institutions: tuple[Institution, ...]

    def __attrs_post_init__(self) -> None:
        require_distinct("institutions", (institution.id for institution in self.institutions))


PERSON = "person"
DOSSIER = Layout(
    type_=Dossier,
    private=frozenset({(PERSON,), (PERSON, "given_names"), (PERSON, "family_name"), (PERSON, "birth_date")}),
)
AGREEMENT = _headed(Agreement, "agreement", "places", "terms", "conditions", "selection")
CALL = _headed(Call, "call", "terms", "conditions", "selection")
DECISION = _headed(Decision, "decision", "waivers")
INSTITUTIONS = Layout(type_=InstitutionFile)
GRADING = Layout(type_=Grading)
_LEARNER = "learner"
TRANSCRIPT = attrs.evolve(
    _headed(
        Transcript,
        "transcript",
        *(_LEARNER, "results", "credit_schemes", "scales", "distributions", "result_distributions"),
    ),
    private=frozenset({(_LEARNER,), *((_LEARNER, name) for name in _names(Learner))}),
)
SETTINGS = Layout(
    type_=Settings,
    headers={
        "institution": {
            "id": "institution",
            "country": "country",
            "names": "names",
            "affiliated": "affiliated",
        },
        "office": {
            name: name for name in ("regulation", "language", "language_level", "register_url", "disabled_plugins")
        },
    },
    flattened=("provisions",),
)

"""The people of the tables: one of every kind that the Pravilnik tells apart, with everything on record.

Each has a call, an agreement, and every paper that carries a day, so that whatever concerns them is judged.
"""

from __future__ import annotations

from typing import Any

from attrs import evolve
from pravilnik.cases import D, call, course, employee, incoming, outgoing, paper

import mobilnost as m

ON_RECORD = (
    paper("student_application_form", D(2018, 5, 20)),
    paper("learning_agreement", D(2018, 6, 20)),
    paper("learning_agreement_change", D(2018, 10, 20)),
)
SUMMER = {"start": D(2019, 2, 20), "end": D(2019, 6, 30)}
GUEST = {
    "direction": "incoming",
    "sending": "uniri.hr",
    "receiving": "sum.ba",
    "employer": "uniri.hr",
    "citizenships": ("HR",),
}


def recorded(dossier: m.Dossier) -> m.Dossier:
    """The dossier with a course that nobody has passed before, and the papers that carry a day."""
    return evolve(dossier, documents=ON_RECORD, courses=(course(20, passed=False),))


PEOPLE: dict[str, m.Dossier] = {
    name: recorded(dossier)
    for name, dossier in {
        "student": outgoing(),
        "trainee": outgoing(kind="traineeship"),
        "thesis": outgoing(kind="thesis"),
        "researcher": outgoing(kind="research"),
        "dual degree": outgoing(kind="dual-degree"),
        "online": outgoing(kind="online"),
        "online master": outgoing(kind="online", cycle="second"),
        "online doctoral": outgoing(kind="online", cycle="third"),
        "online integrated": outgoing(kind="online", cycle="integrated"),
        "in summer": outgoing(**SUMMER),
        "group": outgoing(kind="group-visit"),
        "master": outgoing(cycle="second"),
        "doctoral": outgoing(cycle="third"),
        "integrated": outgoing(cycle="integrated"),
        "ceepus": outgoing(programme="ceepus"),
        "bilateral": outgoing(programme="bilateral"),
        "joint": outgoing(joint_programme=True),
        "joint trainee": outgoing(joint_programme=True, kind="traineeship"),
        "citizen": outgoing(citizenships=("BA", "HR")),
        "coming": incoming(),
        "coming trainee": incoming(kind="traineeship"),
        "coming online": incoming(kind="online"),
        "coming joint": incoming(joint_programme=True),
        "coming in summer": incoming(**SUMMER),
        "coming citizen": incoming(citizenships=("BA",)),
        "teacher": employee(),
        "artist": employee(category="artistic-teaching"),
        "clerk": employee(category="non-teaching", kind="training"),
        "erasmus teacher": employee(programme="erasmus"),
        "erasmus clerk": employee(programme="erasmus", category="non-teaching", kind="training"),
        "citizen teacher": employee(citizenships=("HR",)),
        "online teacher": employee(kind="online"),
        # Nobody goes like that (čl. 5 st. 1, čl. 22 st. 1), and what is meant for others does not become theirs.
        "student who teaches": outgoing(kind="teaching"),
        "student in training": outgoing(kind="training"),
        "teacher who studies": employee(kind="study", programme="erasmus"),
        "clerk as trainee": employee(kind="traineeship", programme="ceepus", category="non-teaching"),
        "guest who studies": employee(**GUEST, kind="study"),
        "guest as trainee": employee(**GUEST, kind="traineeship"),
        "guest": employee(**GUEST),
        "guest in winter": employee(**GUEST, start=D(2018, 10, 1), end=D(2018, 11, 30)),
        "erasmus guest": employee(**GUEST, programme="erasmus"),
        "guest clerk": employee(**GUEST, programme="erasmus", category="non-teaching", kind="training"),
    }.items()
}
EVERYBODY = frozenset(PEOPLE)


def who(**wanted: Any) -> frozenset[str]:
    """Those of whose dossier, mobility or student all of this is so; several values are alternatives."""
    return frozenset(name for name, one in PEOPLE.items() if all(_is(one, key, value) for key, value in wanted.items()))


def _is(dossier: m.Dossier, key: str, value: Any) -> bool:
    for part in (dossier.mobility, dossier.student, dossier.staff, dossier):
        if hasattr(part, key):
            return getattr(part, key) in (value if isinstance(value, tuple) else (value,))
    return False


def called(dossier: m.Dossier) -> Any:
    """The call of the dossier's programme."""
    return call(programme=dossier.mobility.programme)

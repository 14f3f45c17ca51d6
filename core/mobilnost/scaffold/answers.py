"""What is asked about a new programme, and what is taken where nobody answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum

from attrs import field, frozen

from mobilnost.languages import LANGUAGES
from mobilnost.model import BadValue, Direction, Kind
from mobilnost.model.codes import Check


class Participants(StrEnum):
    """Who goes under a programme."""

    STUDENTS = "students"
    STAFF = "staff"
    BOTH = "both"

    @property
    def students(self) -> bool:
        """Whether students do."""
        return self is not Participants.STAFF

    @property
    def staff(self) -> bool:
        """Whether staff does."""
        return self is not Participants.STUDENTS


#: What students go for, and what staff goes for (čl. 5 st. 1, čl. 22 st. 1); the usual kind first.
KINDS_OF_STUDENTS = (
    Kind.STUDY,
    Kind.TRAINEESHIP,
    Kind.THESIS,
    Kind.RESEARCH,
    Kind.DUAL_DEGREE,
    Kind.ONLINE,
    Kind.GROUP_VISIT,
)
KINDS_OF_STAFF = (
    Kind.TEACHING,
    Kind.TRAINING,
    Kind.RESEARCH,
    Kind.PROJECT,
    Kind.CONFERENCE,
    Kind.ONLINE,
    Kind.GROUP_VISIT,
)


def _is_line(text: object, at_most: int) -> bool:
    return isinstance(text, str) and 0 < len(text) <= at_most and text == text.strip() and text.isprintable()


_AUTHOR = re.compile(r"(?P<name>[^<>@]+)(<(?P<mail>[^<>@\s]+@[^<>@\s]+)>)?")
#: A name stands in sentences, in which braces are blanks; a source in citations.
NAME = Check("name", lambda text: _is_line(text, 60) and not set("{}") & set(text))
SOURCE = Check("source", lambda text: _is_line(text, 100))
AUTHOR = Check("author", lambda text: _is_line(text, 100) and author_of(text) is not None)


def kinds_of(kinds: Iterable[str]) -> tuple[Kind, ...]:
    """Kinds by their ids, each once."""
    return tuple(dict.fromkeys(map(Kind, kinds)))


@frozen(kw_only=True)
class Answers:
    """Everything that a new distribution is written from.

    `code` is one that `refusal` has nothing against. `names` are by language, the English one for those that lack one.
    `source` is what citations call the document that the figures are from. `direction` is none where people both go
    and come. `licence` is an expression of SPDX, `author` a name, perhaps with an address of mail in angle brackets.
    `core` is the version of this software that the programme needs at least. Raises `BadValue`.
    """

    code: str
    names: Mapping[str, str] = field(hash=False)
    source: str = field(validator=SOURCE)
    participants: Participants = field(converter=Participants)
    kinds: tuple[Kind, ...] = field(converter=kinds_of)
    direction: Direction | None = None
    licence: str | None = None
    author: str | None = field(default=None, validator=AUTHOR)
    core: str

    def __attrs_post_init__(self) -> None:
        for language in LANGUAGES:
            if not NAME.accepts(self.name(language)):
                raise BadValue("names", language, found=self.name(language), expected="name")
        if not agree(self.kinds, self.participants):
            raise BadValue("kinds", found=", ".join(self.kinds), expected=self.participants.value)

    def name(self, language: str = "en") -> str:
        """The programme's name in a language."""
        return self.names.get(language) or self.names.get("en") or usual_name(self.code)

    @property
    def student_kind(self) -> Kind | None:
        """What a student goes for in the cases."""
        return next((one for one in self.kinds if one in KINDS_OF_STUDENTS), None)

    @property
    def staff_kind(self) -> Kind | None:
        """What a member of staff goes for in the cases."""
        return next((one for one in self.kinds if one in KINDS_OF_STAFF), None)


def agree(kinds: Iterable[Kind], participants: Participants) -> bool:
    """Whether each kind is for somebody who takes part, and each who takes part has a kind."""
    wanted = set(kinds)
    students = wanted & set(KINDS_OF_STUDENTS) if participants.students else set()
    staff = wanted & set(KINDS_OF_STAFF) if participants.staff else set()
    everybody = bool(students) >= participants.students and bool(staff) >= participants.staff
    return bool(wanted) and everybody and students | staff == wanted


def participants_of(kinds: Iterable[Kind]) -> Participants:
    """Who goes for these kinds; where any could, both."""
    wanted = set(kinds)
    if wanted and not wanted & set(KINDS_OF_STAFF):
        return Participants.STUDENTS
    return Participants.STAFF if wanted and not wanted & set(KINDS_OF_STUDENTS) else Participants.BOTH


def usual_kinds(participants: Participants) -> tuple[Kind, ...]:
    """What people go for where nobody says."""
    students = KINDS_OF_STUDENTS[:1] if participants.students else ()
    return (*students, *(KINDS_OF_STAFF[:1] if participants.staff else ()))


def usual_name(code: str) -> str:
    """The name of a programme where nobody gives one."""
    return " ".join(part.capitalize() for part in code.split("_"))


def usual_source(name: str) -> str:
    """What the source of a programme is called where nobody says."""
    return f"{name} guide"


def author_of(written: str) -> tuple[str, str] | None:
    """The name and the address in `Ana Primjer <ana@example.org>`, the address empty where there is none."""
    found = _AUTHOR.fullmatch(written)
    return (found["name"].strip(), found["mail"] or "") if found else None

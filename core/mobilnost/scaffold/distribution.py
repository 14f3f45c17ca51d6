"""The answers as a distribution: the text of each of its files, by path. Whoever asks for them writes them."""

from __future__ import annotations

from collections.abc import Iterator

from mobilnost.model import Direction
from mobilnost.scaffold.answers import Answers, Participants, author_of
from mobilnost.scaffold.codes import distribution_of, package_of
from mobilnost.scaffold.filling import Blank, filled
from mobilnost.scaffold.licences import WITH_TEXT, address_of

#: Where each template goes.
FILES = {
    "pyproject.toml": "pyproject.toml",
    "README.md": "README.md",
    "gitignore": ".gitignore",
    "package/__init__.py": "$package/__init__.py",
    "package/law.toml": "$package/law.toml",
    "package/scenarios.toml": "$package/scenarios.toml",
    "package/locales/en.toml": "$package/locales/en.toml",
    "package/locales/hr.toml": "$package/locales/hr.toml",
    "package/locales/mk.toml": "$package/locales/mk.toml",
    "package/py.typed": "$package/py.typed",
    "tests/test_programme.py": "tests/test_programme.py",
}
#: The university in the cases, whose regulation comes along, and its partner.
OURS, PARTNER = "sum.ba", "partner.example"


def files_of(answers: Answers) -> dict[str, str]:
    """The files of a programme's distribution, by their paths in its folder."""
    blanks, so = blanks_of(answers), set(_marks(answers))
    package = package_of(answers.code)
    made = {path.replace("$package", package): filled(template, blanks, so) for template, path in FILES.items()}
    if answers.licence in WITH_TEXT:
        made["LICENSE"] = filled(f"licences/{answers.licence}", {}, ())
    return made


def _marks(answers: Answers) -> Iterator[str]:
    """What is so of a programme, as the marks in templates call it."""
    who = answers.participants
    yield from ("students",) if who.students else ()
    yield from ("staff",) if who.staff else ()
    yield from ("both",) if who is Participants.BOTH else ("one-group", f"{who}-only")
    yield from ("one-direction",) if answers.direction else ()
    if answers.author:
        yield "author-with-mail" if "@" in answers.author else "author"
    yield "licensed" if answers.licence else "unlicensed"
    if answers.licence:
        yield "with-text" if answers.licence in WITH_TEXT else "without-text"


def blanks_of(answers: Answers) -> dict[str, Blank]:
    """What stands in the blanks, as people would write it."""
    author, mail = author_of(answers.author or "") or ("", "")
    outgoing = answers.direction is not Direction.INCOMING
    sending, receiving = (OURS, PARTNER) if outgoing else (PARTNER, OURS)
    here, there = (Direction.OUTGOING, Direction.INCOMING) if outgoing else (Direction.INCOMING, Direction.OUTGOING)
    return {
        "code": answers.code,
        "package": package_of(answers.code),
        "distribution": distribution_of(answers.code),
        "title": "".join(part.capitalize() for part in answers.code.split("_")),
        "name": answers.name(),
        "name_hr": answers.name("hr"),
        "name_mk": answers.name("mk"),
        "source": answers.source,
        "participant": "student" if answers.participants.students else "staff",
        "base": "student" if answers.participants.students else "staff",
        "kinds": answers.kinds,
        "author": author,
        "mail": mail,
        "student_kind": answers.student_kind or "",
        "staff_kind": answers.staff_kind or "",
        "direction": here,
        "other_direction": there,
        "sending": sending,
        "receiving": receiving,
        "partner_side": "receiving" if outgoing else "sending",
        "licence": answers.licence or "",
        "licence_address": address_of(answers.licence) if answers.licence else "",
        "core": answers.core,
    }

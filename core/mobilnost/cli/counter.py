"""Where the commands of the register stand: one run at an office's desk, and what becomes of a refusal.

with Counter(office, lang, acting, as_json=as_json) as counter:
    with counter.desk.write() as writer: ...
    counter.say(...)
return counter.code
"""

from __future__ import annotations

import getpass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

import click

from mobilnost.cli import options
from mobilnost.cli.exits import Exit
from mobilnost.cli.session import Session, folder_for, start
from mobilnost.cli.texts import text
from mobilnost.formats.report import refusal
from mobilnost.locales.mistakes import tell_mistake
from mobilnost.model import InvalidData, Problem
from mobilnost.rules import BrokenFact

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mobilnost.desk import Desk
    from mobilnost.office import Office
    from mobilnost.procedure.actors import Actor


class Counter:
    """One run of a command at an office's desk: what is raised within is told, and `code` is what the shell gets.

    Without `law` no plugin is loaded, for what asks the register alone. `paths` are those that the command line names,
    above which an office is looked for; what serves `anywhere` needs none.
    """

    def __init__(
        self,
        office: Path | None,
        lang: str | None,
        acting: str | None = None,
        on: date | None = None,
        *,
        as_json: bool,
        law: bool = True,
        paths: Iterable[Path] = (),
        anywhere: bool = False,
    ) -> None:
        self.on = on or options.today()
        self.as_json = as_json
        self.code = Exit.WELL
        self._acting = acting
        self._anywhere = anywhere
        self.session: Session
        #: What is wrong with the office's settings.
        self.problems: tuple[Problem, ...]
        self.session, self.problems = start(folder_for(office, paths), lang, law=law)
        self.screen, self.words = self.session.screen, self.session.words

    def __enter__(self) -> Counter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        told = error is not None and self._tell(error)
        if "desk" in self.__dict__:
            self.desk.register.engine.dispose()
        return told

    # -- what a command works with

    @cached_property
    def office(self) -> Office:
        """The office. Raises `InvalidData`, and a usage error where there is none."""
        if self.problems:
            raise InvalidData(self.problems)
        if self.session.folder is None and not self._anywhere:
            raise click.UsageError(text("usage", "no_office"))
        return self.session.office()

    @cached_property
    def desk(self) -> Desk:
        """The desk, with the register open."""
        from mobilnost.desk import Desk
        from mobilnost.register.opening import opened

        register = opened(*self.register_place)
        return Desk(office=self.office, register=register, actor=self.actor, at=self.now, on=self.on)

    @property
    def has_register(self) -> bool:
        """Whether the office has a register already: a file, or a server that the settings name."""
        from mobilnost.register.opening import address_of, file_of

        if self.session.folder is None:
            return False
        file = file_of(address_of(*self.register_place))
        return file is None or file.exists()

    @property
    def register_place(self) -> tuple[Path, str | None]:
        """The office's folder, and the address of the register where the settings name one."""
        settings = self.office.settings.value if self.office.settings else None
        return self.office.folder or Path(), settings.register_url if settings else None

    @cached_property
    def now(self) -> datetime:
        """The moment at which the command runs."""
        return options.now()

    @cached_property
    def actor(self) -> Actor:
        """Who acts. Raises a usage error where nobody is named, or nobody whom the settings know."""
        from mobilnost.office import Unknown
        from mobilnost.procedure.actors import Actor

        known, name = self._known, self._acting
        if not known:
            return Actor(name=name or getpass.getuser(), trusted=True)
        if name is None:
            raise click.UsageError(text("usage", "nobody_acts", names=", ".join(sorted(known))))
        if name not in known:
            raise click.UsageError(self.session.told(Unknown("actor", name, sorted(known)).problem()))
        return known[name]

    @property
    def is_named(self) -> bool:
        """Whether it is known who acts: somebody says so, or the settings know nobody."""
        return self._acting is not None or not self._known

    @cached_property
    def _known(self) -> Mapping[str, Actor]:
        from mobilnost.procedure.actors import actors_of

        return actors_of(self.office.settings.value if self.office.settings else None, self.on)

    # -- what it says

    def say(self, line: str = "") -> None:
        """A line of the result, for people."""
        self.screen.say(line)

    def record(self, table: Mapping[str, Any]) -> None:
        """A line of the result, for programs."""
        self.screen.record({"schema": 1, **table})

    def records(self, tables: Iterable[Mapping[str, Any]]) -> None:
        """Several of them, written in one go."""
        self.screen.records({"schema": 1, **one} for one in tables)

    def note(self, code: Exit) -> None:
        """That the run ends at least with this code."""
        self.code = max(self.code, code)

    def refuse(self, problems: Iterable[Problem], file: str | None = None) -> None:
        """Mistakes in data: on the standard error, and with JSON as a record too."""
        problems = tuple(problems)
        self.note(Exit.INVALID)
        self.session.report(problems)
        if self.as_json:
            self.screen.record(refusal(file, problems, lambda one: tell_mistake(one, self.words)))

    # -- how it is done

    def _tell(self, error: BaseException) -> bool:
        """Tells what was raised, where it is a refusal; what is a bug goes on."""
        from mobilnost.cli.refused import tell

        if isinstance(error, InvalidData):
            self.refuse(error.problems)
            return True
        if isinstance(error, BrokenFact):
            self.refuse([self.session.unfound(error)])
            return True
        return tell(error, self)

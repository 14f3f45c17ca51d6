"""What a command works with: the office, the plugins that loaded, and the reader's language."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import redirect_stdout
from pathlib import Path

import click
from attrs import field, frozen

from mobilnost.cli.exits import PluginRaised, StrictPlugins
from mobilnost.cli.language import of_settings, of_system
from mobilnost.cli.screen import Screen
from mobilnost.cli.texts import text
from mobilnost.formats import Loaded
from mobilnost.host import SECONDS, Host
from mobilnost.locales import Catalogue, catalogue, tell_problem
from mobilnost.model import InvalidData, Place, Problem, Settings
from mobilnost.office import SETTINGS_FILE, Office, Unknown, failure, office_above, settings_of, unfound, words_in
from mobilnost.rules import BrokenFact

#: Names of plugins that are not to be loaded, with commas between them.
DISABLED = "MOBILNOST_DISABLE_PLUGINS"
#: Set to 1, an error in a plugin ends the program instead of being listed.
STRICT = "MOBILNOST_STRICT_PLUGINS"
#: Set to 1, each call of a hook is told on the standard error, with what it gave.
TRACE = "MOBILNOST_TRACE_PLUGINS"
#: The seconds that a plugin may take for one answer; 0 for as long as it likes.
LIMIT = "MOBILNOST_PLUGIN_SECONDS"


@frozen(kw_only=True)
class Session:
    """One run of the program in one office."""

    folder: Path | None
    settings: Loaded[Settings] | None
    host: Host
    words: Catalogue
    screen: Screen
    #: Plugins that did not load: said once, in whatever connection.
    failed: set[Problem] = field(factory=set)

    def office(self) -> Office:
        """The office of the session. Raises `InvalidData`."""
        return Office.open(self.folder, self.host)

    def told(self, problem: Problem) -> str:
        """A problem in the reader's language."""
        return tell_problem(problem, self.words)

    def unfound(self, error: BrokenFact) -> Problem:
        """That a plugin cannot find a fact; a strict program ends with the plugin's own error (`PluginRaised`)."""
        if self.host.strict:
            raise PluginRaised from (error.__cause__ or error)
        return unfound(error, self.host)

    def report(self, problems: Iterable[Problem]) -> None:
        """Shows problems on the standard error, a line each."""
        for problem in problems:
            if problem.kind == "plugin-failed":
                if problem in self.failed:
                    continue
                self.failed.add(problem)
            self.screen.warn(self.told(problem))


def start(
    folder: Path | None, lang: str | None, *, law: bool = True, listing: bool = False
) -> tuple[Session, tuple[Problem, ...]]:
    """A session, and what is wrong with the office's settings; with such problems it serves to report them.

    Which plugins did not load is said at once, since what they add to others is missing, unless they are `listing`.
    Without `law` no plugin is loaded: for what asks the register alone, and is answered at once.
    """
    settings: Loaded[Settings] | None = None
    problems: tuple[Problem, ...] = ()
    try:
        settings = settings_of(folder)
    except InvalidData as error:
        problems = error.problems
    off = settings.value.disabled_plugins if settings else ()
    host = hosted(off) if law else Host()
    language = lang or of_settings(folder) or of_system()
    words = catalogue(language, host)
    own, wrong = words_in(folder, language, words.words)
    words = words.with_words(own)
    session = Session(folder=folder, settings=settings, host=host, words=words, screen=Screen.here())
    session.report((*wrong, *words.problems))
    place = settings.place("disabled_plugins") if settings else Place(None, None, "")
    if law:
        session.report(failure(one) for one in host.plugins if one.state == "failed" and not listing)
        session.report(_strangers(host, off, place))
        session.report(_strangers(host, _named(), Place(None, None, DISABLED)))
    return session, problems


def _strangers(host: Host, disabled: Iterable[str], place: Place) -> list[Problem]:
    """Names of plugins to disable that nobody installed: most likely misspelt."""
    known = [one.name for one in host.plugins]
    return [Unknown("plugin", name, known).problem(place) for name in disabled if name not in known]


def _named() -> tuple[str, ...]:
    """The plugins that the environment disables."""
    return tuple(name for one in os.environ.get(DISABLED, "").split(",") if (name := one.strip()))


def hosted(disabled: Iterable[str]) -> Host:
    """The host with every installed plugin but those that the settings or the environment disable.

    What a plugin prints is no result of ours.
    """
    screen = Screen.here()

    def late(plugin: str, what: str) -> None:
        screen.warn(f"mobilnost: {text('exits', 'late', plugin=plugin, what=what)}")

    seconds = _seconds()
    with StrictPlugins(), redirect_stdout(sys.stderr):
        host = Host.discover(
            disabled={*disabled, *_named()},
            strict=os.environ.get(STRICT) == "1",
            seconds=seconds,
            trace=(lambda call: screen.warn(str(call))) if os.environ.get(TRACE) == "1" else None,
            late=late,
        )
        # Asked now, so that whatever a plugin raises comes out here.
        _ = host.laws
    return host


def _seconds() -> float:
    """How long a plugin may take, as the environment says it. Raises a usage error."""
    said = os.environ.get(LIMIT, "").strip()
    try:
        seconds = float(said) if said else SECONDS
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds < float("inf"):
        raise click.UsageError(text("usage", "not_seconds", variable=LIMIT, found=said))
    return seconds


def folder_for(named: Path | None, paths: Iterable[Path]) -> Path | None:
    """The office's folder: the one named, else the nearest above the paths, else above where we are."""
    if named is not None:
        if not (named / SETTINGS_FILE).is_file():
            raise click.UsageError(text("usage", "not_an_office", folder=named, file=SETTINGS_FILE))
        return named
    starts = [path if path.is_dir() else path.parent for path in paths]
    found = dict.fromkeys(office for start in starts if (office := office_above(start)) is not None)
    if len(found) > 1:
        raise click.UsageError(text("usage", "several_offices", folders=", ".join(map(str, found))))
    return next(iter(found), None) or office_above(Path())

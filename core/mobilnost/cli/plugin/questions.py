"""The questions about a new programme: each has an option, and a usual answer for whoever presses Enter."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

import click
from attrs import frozen

from mobilnost.languages import DEFAULT_LANGUAGE, LANGUAGES
from mobilnost.locales import Catalogue
from mobilnost.model import BadValue, Direction, Kind
from mobilnost.model.codes import Check
from mobilnost.scaffold import LICENCES, NO_LICENCE, Answers, Participants, Taken, licence_of, participants_of, refusal
from mobilnost.scaffold.answers import AUTHOR, NAME, SOURCE, agree, usual_kinds, usual_name, usual_source

#: The answer of a programme under which people go and come.
BOTH_WAYS = "both"
PARTICIPANTS = tuple(one.value for one in Participants)
DIRECTIONS = (BOTH_WAYS, *(one.value for one in Direction))
T = TypeVar("T")


@frozen(kw_only=True)
class Given:
    """What the options say; what they leave out is asked for, or taken as it usually is."""

    names: tuple[str, ...] = ()
    source: str | None = None
    who: str | None = None
    kinds: tuple[str, ...] = ()
    direction: str | None = None
    licence: str | None = None
    author: str | None = None


@frozen(kw_only=True)
class Questions:
    """Asks on a terminal, where one is there; else what is not given is what it usually is."""

    words: Catalogue
    asking: bool

    def code(self, given: str | None, taken: Callable[[str], Taken]) -> str:
        """The code of the programme; it has no usual answer."""

        def read(text: str) -> str:
            reason = refusal(text, taken(text))
            if reason is None:
                return text
            parts = dict(reason.parts)
            meant = self.words.text("scaffold", "meant", **parts) if parts.get("suggestion") else ""
            raise self._refused(f"{self._say('refused', reason.id, **parts)} {meant}".rstrip())

        if given is None and not self.asking:
            raise click.UsageError(self._say("refused", "no_code"))
        return self._answer("code", given, None, read)

    def answers(self, code: str, given: Given, core: str) -> Answers:
        """Everything that a distribution is written from."""
        names = self._names(code, given.names)
        source = self._text("source", given.source, usual_source(names[DEFAULT_LANGUAGE]), SOURCE)
        who = Participants(self._choice("who", given.who, self._usual_who(given.kinds), PARTICIPANTS))
        kinds = self._kinds(given.kinds, who)
        direction = self._choice("direction", given.direction, BOTH_WAYS, DIRECTIONS)
        licence = self._answer("licence", given.licence, LICENCES[0], self._licence, choices=(*LICENCES, NO_LICENCE))
        return Answers(
            code=code,
            names=names,
            source=source,
            participants=who,
            kinds=kinds,
            direction=None if direction == BOTH_WAYS else Direction(direction),
            licence=licence,
            author=self._text("author", given.author, "", AUTHOR) or None,
            core=core,
        )

    # -- the single questions

    def _names(self, code: str, given: Iterable[str]) -> dict[str, str]:
        """The names by language: `NorPlus` is the English one, `mk=НорПлус` that of a language."""
        said = dict(_by_language(one) for one in given)
        names: dict[str, str] = {}
        for language in LANGUAGES:
            usual = names.get(DEFAULT_LANGUAGE) or usual_name(code)
            names[language] = self._text(f"name_{language}", said.get(language), usual, NAME)
        return names

    def _usual_who(self, kinds: Iterable[str]) -> str:
        return participants_of(map(Kind, kinds)).value

    def _kinds(self, given: tuple[str, ...], who: Participants) -> tuple[Kind, ...]:
        def read(text: str) -> tuple[Kind, ...]:
            choice = click.Choice(tuple(one.value for one in Kind))
            kinds = tuple(Kind(choice.convert(one, None, None)) for one in text.replace(",", " ").split())
            if not agree(kinds, who):
                raise self._refused(self._say("refused", "kinds", kinds=", ".join(kinds), who=who.value))
            return kinds

        usual = ", ".join(usual_kinds(who))
        return self._answer("kinds", ", ".join(given) or None, usual, read, choices=tuple(Kind))

    def _licence(self, text: str) -> str | None:
        try:
            return licence_of(text)
        except BadValue as error:
            raise self._refused(self._say("refused", "licence", found=text)) from error

    def _text(self, key: str, given: str | None, usual: str, check: Check) -> str:
        def read(text: str) -> str:
            text = text.strip()
            if text != usual and not check.accepts(text):
                raise self._refused(self._say("refused", check.expected, found=text))
            return text

        return self._answer(key, given, usual, read)

    def _choice(self, key: str, given: str | None, usual: str, choices: tuple[str, ...]) -> str:
        choice = click.Choice(choices)
        return self._answer(key, given, usual, lambda text: str(choice.convert(text, None, None)), choices=choices)

    # -- asking

    def _answer(
        self, key: str, given: str | None, usual: str | None, read: Callable[[str], T], choices: Iterable[str] = ()
    ) -> T:
        """What is given, else what is answered, else what is usual. Raises a usage error for what cannot be so."""
        if given is not None:
            return read(given)
        if not self.asking and usual is not None:
            return read(usual)
        listed = ", ".join(choices)
        told = self._say("questions", key) + (f" ({listed})" if listed else "")
        return click.prompt(told, default=usual, value_proc=read, err=True, show_default=bool(usual))

    def _refused(self, told: str) -> click.UsageError:
        return click.UsageError(told)

    def _say(self, *path: str, **values: object) -> str:
        return self.words.text("scaffold", *path, **values)


def _by_language(written: str) -> tuple[str, str]:
    """A name with the language that it is in."""
    language, sign, name = written.partition("=")
    return (language, name) if sign and language in LANGUAGES else (DEFAULT_LANGUAGE, written)

"""Judged cases in words: what does not hold, as its file would write it."""

from __future__ import annotations

from collections.abc import Iterator

from mobilnost.formats.coverage import written
from mobilnost.locales.catalogue import Catalogue
from mobilnost.locales.forms import sentence
from mobilnost.locales.mistakes import tell_problem, where
from mobilnost.scenarios import Trial


def tell_trial(trial: Trial, words: Catalogue) -> Iterator[str]:
    """What a case that does not hold says, and what the law finds, a line each; nothing of one that holds."""
    if trial.holds:
        return
    if trial.problems and trial.scenario.expected.refused is None:
        yield from (tell_problem(one, words) for one in trial.problems)
        return
    for what, wanted, found in trial.differences:
        said = {"name": trial.scenario.name, "what": what, "wanted": shown(wanted), "found": shown(found)}
        key, decisive = "differs", trial.decisive if what == "verdict" else ()
        if decisive:
            key, said["decisive"] = "decided", shown(decisive)
        yield where(trial.scenario.place) + sentence(words.text("contract", "scenario", key, **said))


def shown(value: object) -> str:
    """A value as a file has it; what there is not is a dash."""
    match written(value):
        case None | []:
            return "–"
        case bool() as said:
            return str(said).lower()
        case list() as several:
            return ", ".join(map(shown, several))
        case said:
            return str(said)

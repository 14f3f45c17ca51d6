"""That a dossier lets only such duties wait for somebody else as the law lets wait, and no others."""

from __future__ import annotations

from difflib import get_close_matches

from mobilnost.formats import Loaded
from mobilnost.model import Dossier, InvalidData, Problem
from mobilnost.rulebook import Rulebook


def require_waiting(dossier: Loaded[Dossier], rulebook: Rulebook) -> None:
    """That each recorded suspension is of a duty that may wait. Raises `InvalidData`."""
    waiting = [one.id for one in rulebook.obligations if one.may_wait is not None]
    cited = {one.id: one.citation.at for one in rulebook.obligations}
    problems = [
        Problem(
            "never-waits",
            dossier.place("suspensions", index, "obligation"),
            one.obligation,
            expected=", ".join(waiting) or "none",
            suggestion=next(iter(get_close_matches(one.obligation, waiting, n=1)), None),
            article=cited.get(one.obligation),
        )
        for index, one in enumerate(dossier.value.suspensions)
        if one.obligation not in waiting
    ]
    if problems:
        raise InvalidData(problems)

"""That a special decision is about somebody for whom it may be made (čl. 23, the paragraph after st. 3)."""

from __future__ import annotations

from mobilnost.formats import Loaded
from mobilnost.model import Decision, Dossier, InvalidData, Problem
from mobilnost.procedure.calls.nominating import OUTSIDE, exception, of_rectorate
from mobilnost.rulebook import Rulebook


def require_rectorate(dossier: Dossier, decision: Loaded[Decision] | None, rulebook: Rulebook) -> None:
    """That the selection of staff is set aside for employees of the Rectorate alone. Raises `InvalidData`."""
    if decision is None or of_rectorate(dossier, rulebook.home):
        return
    cited = exception(rulebook.figures)
    problems = [
        Problem(
            "not-of-rectorate",
            decision.place("waivers", index, "provision"),
            dossier.mobility.id,
            article=cited.at if cited else None,
        )
        for index, waiver in enumerate(decision.value.waivers)
        if waiver.provision in OUTSIDE
    ]
    if problems:
        raise InvalidData(problems)

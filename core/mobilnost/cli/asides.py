"""What the analysis finds in the agreements and calls that dossiers rest on: a warning each, once, on the side."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from attrs import define, field

from mobilnost.analysis import Inspection, Severity
from mobilnost.assessment import Assessment
from mobilnost.cli.session import Session
from mobilnost.formats import Loaded
from mobilnost.locales import LawTeller, RemarkTeller
from mobilnost.model import Dossier
from mobilnost.office import Office
from mobilnost.office.inspections import Inspections


@define
class Asides:
    """Says on the standard error what somebody should mend, though it does not stop the judging."""

    office: Office
    session: Session
    inspections: Inspections = field(init=False)
    _seen: set[Path] = field(factory=set, init=False)
    _told: set[object] = field(factory=set, init=False)

    def __attrs_post_init__(self) -> None:
        self.inspections = Inspections.of(self.office)

    def of(self, dossier: Loaded[Dossier], assessment: Assessment) -> None:
        """What there is to say of the files that a dossier rests on."""
        inspect = self.inspections
        agreement, call = self.office.agreement(dossier), self.office.call(dossier)
        self._show(agreement.file if agreement else None, inspect.agreement, assessment)
        self._show(call.file if call else None, inspect.call, assessment)

    def save(self) -> None:
        """Keep what was found for the next run."""
        self.inspections.save()

    def _show(self, file: str | None, inspect: Callable[[Path], Inspection], assessment: Assessment) -> None:
        path = Path(file) if file is not None else None
        if path is None or path in self._seen:
            return
        self._seen.add(path)
        grave = [one for one in inspect(path).remarks if one.severity is not Severity.NOTE]
        fresh = [one for one in grave if one.about not in self._told]
        if not fresh:
            return
        self._told.update(one.about for one in fresh)
        teller = RemarkTeller(words=self.session.words, law=LawTeller.of(assessment.rulebook, self.session.words))
        for remark in fresh:
            self.session.screen.warn(teller.told(remark))

"""What an office says about itself, once, for all its dossiers."""

import datetime as dt
from collections.abc import Mapping

from attrs import field, frozen

from mobilnost.model.codes import COUNTRY, ID, LANGUAGE, TEXT, Country, Id, Language, Text
from mobilnost.model.committees import Committee
from mobilnost.model.grading import GradeConversion, GradeDistribution, Grading
from mobilnost.model.institutions import Names, Officer, Unit
from mobilnost.model.kinds import CefrLevel
from mobilnost.model.ordered import require_distinct, require_none, require_order
from mobilnost.model.problems import BadValue
from mobilnost.model.scales import GradingScale
from mobilnost.model.semesters import SemesterStart, require_row
from mobilnost.model.values import Value

DEFAULT_REGULATION = "mostar-2018"
"""The regulation that the package brings along."""


@frozen(kw_only=True)
class HolidaySettings:
    """Which days are holidays: those of a country and its subdivision, and the office's own list.

    `extra` are days off that no calendar knows; `working` are days on which the office works all the same.
    """

    country: Country | None = field(default=None, validator=COUNTRY)
    subdivision: str | None = None
    extra: tuple[dt.date, ...] = ()
    working: tuple[dt.date, ...] = ()


@frozen(kw_only=True)
class Closure:
    """From a day on, no new mobilities with a programme, a country or an institution; their history stays."""

    programme: Id | None = field(default=None, validator=ID)
    country: Country | None = field(default=None, validator=COUNTRY)
    institution: Id | None = field(default=None, validator=ID)
    since: dt.date
    until: dt.date | None = None
    reason: Text = field(validator=TEXT)

    def __attrs_post_init__(self) -> None:
        require_order("since", self.since, "until", self.until)
        if self.programme is None and self.country is None and self.institution is None:
            raise BadValue(kind="one-of", expected="programme, country, institution")


@frozen(kw_only=True)
class Settings:
    """The settings of one office.

    `institution` is the id of the university; `affiliated` are other employers whose staff qualify (čl. 21
    st. 2); `regulation` is the name of a regulation that the package knows, or the path of a file.
    `provisions` fill what the regulation marks as an office's to set, by key; `language_level` is the
    university's own criterion of čl. 11 st. 2; `grading_scale` is the university's own, `grade_distributions` say how
    often its grades are given, and `grade_conversion` how those of others become its own (čl. 14 st. 2 t. 2.1);
    `language` is the office's own; `semesters` say when they begin (čl. 14 st. 2 t. 3.7).
    """

    institution: Id = field(validator=ID)
    country: Country = field(validator=COUNTRY)
    names: Names = field(factory=dict, converter=dict, hash=False)
    affiliated: tuple[Id, ...] = field(default=(), validator=ID)
    units: tuple[Unit, ...] = ()
    officers: tuple[Officer, ...] = ()
    committees: tuple[Committee, ...] = ()
    semesters: tuple[SemesterStart, ...] = ()
    regulation: Text = field(default=DEFAULT_REGULATION, validator=TEXT)
    language: Language | None = field(default=None, validator=LANGUAGE)
    language_level: CefrLevel | None = None
    register_url: str | None = None
    disabled_plugins: tuple[str, ...] = ()
    holidays: HolidaySettings = HolidaySettings()
    provisions: Mapping[str, Value] = field(factory=dict, converter=dict, hash=False)
    closures: tuple[Closure, ...] = ()
    grading_scale: GradingScale | None = None
    grade_distributions: tuple[GradeDistribution, ...] = ()
    grade_conversion: GradeConversion = field(factory=GradeConversion)

    def __attrs_post_init__(self) -> None:
        require_distinct("units", (unit.id for unit in self.units))
        require_distinct("committees", (committee.id for committee in self.committees))
        require_row("semesters", self.semesters)
        self._require_gradable()

    def _require_gradable(self) -> None:
        """Distributions of our own grades are of our own scale."""
        if self.grading_scale is None and self.grade_distributions:
            raise BadValue("grading_scale", kind="missing-key", expected="table")
        try:
            _ = self.grading
        except BadValue as wrong:
            require_none(one.at(f"grade_{one.path[0]}", *one.path[1:]) for one in wrong.each)

    @property
    def grading(self) -> Grading | None:
        """How the university itself grades; None where it has not said."""
        if self.grading_scale is None:
            return None
        scales = (self.grading_scale,)
        return Grading(institution=self.institution, scales=scales, distributions=self.grade_distributions)

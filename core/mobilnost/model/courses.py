"""The courses of a learning agreement, and the credits that they carry (čl. 7 st. 2, čl. 14)."""

from decimal import Decimal

from attrs import field, frozen

from mobilnost.model.codes import ID, NOT_NEGATIVE, PERCENT, TEXT, Id, Percent, Quantity, Text

ECTS = "ects"
"""The scheme of credits that the regulation counts in."""


@frozen(kw_only=True)
class Credits:
    """So many credits of one scheme (`ects`, or the host's own)."""

    value: Quantity = field(validator=NOT_NEGATIVE)
    scheme: Id = field(validator=ID)


@frozen(kw_only=True)
class Course:
    """One line of a learning agreement.

    `home_title` and `home_ects` say what it replaces at home, if anything; `overlap_percent` is the
    coordinator's judgement (čl. 14 st. 2); `already_passed` whether it equals a course that the student has
    passed (čl. 12 st. 2). Credits that are not ECTS carry their value in ECTS and the principle of conversion
    (čl. 7 st. 2).
    """

    host_title: Text = field(validator=TEXT)
    host_credits: Credits
    host_ects: Quantity | None = field(default=None, validator=NOT_NEGATIVE)
    conversion: str | None = None
    home_title: str | None = None
    home_ects: Quantity | None = field(default=None, validator=NOT_NEGATIVE)
    overlap_percent: Percent | None = field(default=None, validator=PERCENT)
    already_passed: bool | None = None

    @property
    def ects(self) -> Decimal | None:
        """The ECTS of the course at the host; None where its credits have not been converted yet."""
        return self.host_credits.value if self.host_credits.scheme.lower() == ECTS else self.host_ects

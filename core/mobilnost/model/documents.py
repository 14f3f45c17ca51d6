"""The papers that an office holds of a mobility."""

from attrs import field, frozen

from mobilnost.model.codes import DAY, ID, LANGUAGE, Day, Id, Language


@frozen(kw_only=True)
class Document:
    """One paper: its type (`learning_agreement`, `transcript_of_records` …), its date, and who has signed it.

    `date` is the day of the last signature, None where unknown; `languages` those that it is written in.
    """

    type: Id = field(validator=ID)
    date: Day | None = field(default=None, validator=DAY)
    signed_by: tuple[Id, ...] = field(default=(), validator=ID)
    languages: tuple[Language, ...] = field(default=(), validator=LANGUAGE)

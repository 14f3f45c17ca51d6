"""The closed vocabularies of a mobility; each value is the word that stands in the files."""

from enum import StrEnum


class Kind(StrEnum):
    """What a mobility is for (čl. 5, čl. 22)."""

    STUDY = "study"
    TRAINEESHIP = "traineeship"
    THESIS = "thesis"
    RESEARCH = "research"
    TEACHING = "teaching"
    TRAINING = "training"
    PROJECT = "project"
    CONFERENCE = "conference"
    ONLINE = "online"
    DUAL_DEGREE = "dual-degree"
    GROUP_VISIT = "group-visit"


class Direction(StrEnum):
    """Seen from our own university: whether it sends the participant or receives them."""

    OUTGOING = "outgoing"
    INCOMING = "incoming"


class Cycle(StrEnum):
    """The cycle of study; integrated studies join the first and second (čl. 5 st. 1)."""

    FIRST = "first"
    SECOND = "second"
    THIRD = "third"
    INTEGRATED = "integrated"


class StudyStatus(StrEnum):
    """Full-time (regular) or part-time study (čl. 11 st. 2)."""

    REGULAR = "regular"
    PART_TIME = "part-time"


class StatusInCountry(StrEnum):
    """What ties a person to the country of the sending university (čl. 11 st. 2)."""

    CITIZEN = "citizen"
    REFUGEE = "refugee"
    STATELESS = "stateless"
    RESIDENT = "resident"
    NONE = "none"


class StaffCategory(StrEnum):
    """Which kind of staff a person is (čl. 3, čl. 21); external associates do not qualify."""

    TEACHING = "teaching"
    ARTISTIC_TEACHING = "artistic-teaching"
    NON_TEACHING = "non-teaching"
    EXTERNAL = "external"


class AgreementLevel(StrEnum):
    """Whether the university signed an agreement or one of its units did (čl. 22 st. 1)."""

    UNIVERSITY = "university"
    UNIT = "unit"


class Phase(StrEnum):
    """When a paper or a step belongs to a mobility."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


class Ending(StrEnum):
    """How a dossier's life ends by a last step: its file is closed after the stay, or it never came to one."""

    COMPLETED = "completed"
    REFUSED = "refused"


class CallAct(StrEnum):
    """What a call does in a candidate's life; a step of a procedure may stand for it (čl. 5 st. 3, čl. 23 st. 2, 3)."""

    APPLIED = "applied"
    PROPOSED = "proposed"
    SELECTED = "selected"
    NOT_SELECTED = "not_selected"


class CefrLevel(StrEnum):
    """Levels of the Common European Framework. The order of their names is their rank: B1 < B2 < C1."""

    A1 = "A1"
    A2 = "A2"
    B1 = "B1"
    B2 = "B2"
    C1 = "C1"
    C2 = "C2"

    @property
    def rank(self) -> int:
        """1 for A1 up to 6 for C2."""
        return list(CefrLevel).index(self) + 1

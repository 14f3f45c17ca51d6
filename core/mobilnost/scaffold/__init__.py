"""The scaffold: a programme's own distribution, from a few answers, that works before anything is changed.

answers     what is asked, and what is taken where nobody answers
codes       what may be the code of a programme
licences    under which licence it is given, and where its text is
filling     templates and their blanks
distribution    the answers as files: text by path
"""

from mobilnost.scaffold.answers import Answers, Participants, participants_of
from mobilnost.scaffold.codes import Taken, refusal
from mobilnost.scaffold.distribution import files_of
from mobilnost.scaffold.licences import LICENCES, NO_LICENCE, licence_of

__all__ = [
    "LICENCES",
    "NO_LICENCE",
    "Answers",
    "Participants",
    "Taken",
    "files_of",
    "licence_of",
    "participants_of",
    "refusal",
]

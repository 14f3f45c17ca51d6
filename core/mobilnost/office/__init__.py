"""An office's folder: settings, institutions, agreements, calls, decisions and dossiers, read when they are needed."""

from mobilnost.office.failures import failure, unfound
from mobilnost.office.folder import Office
from mobilnost.office.home import SETTINGS_FILE, office_above, settings_of
from mobilnost.office.names import Unknown, file_named, is_file
from mobilnost.office.shelf import files_in
from mobilnost.office.words import words_in

__all__ = [
    "SETTINGS_FILE",
    "Office",
    "Unknown",
    "failure",
    "file_named",
    "files_in",
    "is_file",
    "office_above",
    "settings_of",
    "unfound",
    "words_in",
]

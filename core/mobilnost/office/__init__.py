"""An office's folder: settings, institutions, agreements, calls, decisions and dossiers, read when they are needed."""

from mobilnost.office.folder import SETTINGS_FILE, Office, failure, office_above, settings_of
from mobilnost.office.shelf import files_in

__all__ = ["SETTINGS_FILE", "Office", "failure", "files_in", "office_above", "settings_of"]

"""Documents as files: TOML and JSON to the values of the model and back, with every mistake at its line."""

from mobilnost.formats.documents import (
    Loaded,
    load_agreement,
    load_call,
    load_decision,
    load_dossier,
    load_institutions,
    load_settings,
    parse_agreement,
    parse_call,
    parse_decision,
    parse_dossier,
    parse_institutions,
    parse_settings,
)
from mobilnost.formats.dump import dump_json, dump_toml
from mobilnost.formats.positions import Format, Lines
from mobilnost.formats.structure import converter, structure
from mobilnost.formats.text import format_of, parsed, read_text, toml_with_lines

__all__ = [
    "Format",
    "Lines",
    "Loaded",
    "converter",
    "dump_json",
    "dump_toml",
    "format_of",
    "load_agreement",
    "load_call",
    "load_decision",
    "load_dossier",
    "load_institutions",
    "load_settings",
    "parse_agreement",
    "parse_call",
    "parse_decision",
    "parse_dossier",
    "parse_institutions",
    "parse_settings",
    "parsed",
    "read_text",
    "structure",
    "toml_with_lines",
]

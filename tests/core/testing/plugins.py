"""A plugin that is whole, and the same with something wrong in it: real packages, imported as an author's are."""

from __future__ import annotations

import itertools
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

NORPLUS = Path(__file__).parents[3] / "examples" / "plugin-norplus" / "mobilnost_norplus"
_NUMBERS = itertools.count()

#: What NorPlus itself does without: a chain of steps, with their names.
STEPS = """
[[procedures]]
id = "norplus.exchange"
cites = "p. 8"
applies = "direction == 'outgoing'"

[[steps]]
id = "applied"
role = "participant"
cites = "p. 8"

[[steps]]
id = "norplus.granted"
role = "programme_office"
cites = "p. 8"
after = ["applied"]
topics = ["duration"]

[[steps]]
id = "norplus.reported"
role = "participant"
cites = "p. 11"
phase = "after"
after = ["norplus.granted"]
documents = ["norplus_report"]
final = "completed"
"""
WORDS = {
    "en": ("exchange within NorPlus", "award", "report handed in"),
    "hr": ("razmjena u programu NorPlus", "dodjela", "izvješće predano"),
    "mk": ("размена во програмата НорПлус", "доделување", "извештајот е предаден"),
}
NAMES = """
[procedures]
"norplus.exchange" = "{}"

[steps]
"norplus.granted" = "{}"
"norplus.reported" = "{}"
"""

Change = tuple[str, str, str]
"""A file of the package, what stands in it, and what is to stand there; nothing stands for the end of the file."""


def package(folder: Path, changes: Iterable[Change] = ()) -> str:
    """The name of a new package in a folder, which is on the path: NorPlus with steps, and with the changes."""
    name = f"mobilnost_norplus_{next(_NUMBERS)}"
    shutil.copytree(NORPLUS, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    steps = [("law.toml", "", STEPS)]
    words = [(f"locales/{language}.toml", "", NAMES.format(*names)) for language, names in WORDS.items()]
    imports = [("__init__.py", "mobilnost_norplus.facts", f"{name}.facts")]
    for file, old, new in (*steps, *words, *imports, *changes):
        path = folder / name / file
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        assert old in text, f"{file} has no {old!r}"
        path.write_text(text.replace(old, new, 1) if old else text + new, encoding="utf-8")
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))
    return name

"""No word mixes Latin and Cyrillic letters: it looks right, and nobody finds it by searching."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
#: Everything that is written in Macedonian or holds names of ours: catalogues, laws, examples, and what they come to.
FILES = sorted(
    path
    for folder in ("core/mobilnost", "plugins", "examples", "tests/core/locales/golden")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in (".toml", ".txt")
)
WORD = re.compile(r"[^\W\d_]+")


def alphabets(word: str) -> set[str]:
    return {unicodedata.name(letter).partition(" ")[0] for letter in word} & {"LATIN", "CYRILLIC"}


def mixed(text: str) -> list[str]:
    # A placeholder is no part of a word, and neither is `\n`.
    bare = re.sub(r"\{[^}]*\}|\\[nt]", " ", text)
    return [word for word in WORD.findall(bare) if len(alphabets(word)) > 1]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_word_mixes_alphabets(path: Path) -> None:
    assert not mixed(path.read_text(encoding="utf-8"))


def test_a_mixed_word_is_seen() -> None:
    assert mixed("по сè и сѐ, {to}на a") == ["сè"]

"""In which encoding a list is written, where that is certain; where it is not, the ones that it may be.

Unicode tells itself. Of the two old encodings of the region each gives most words of the other letters that no word
has: Macedonian read as Windows-1250 has no plain letter in a word, and Croatian read as Windows-1251 has Latin and
Cyrillic in one.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping

from mobilnost.formats.scalars import closest
from mobilnost.model.problems import InvalidData, Place, Problem

#: The encodings that may be named, and what the standard library calls them.
ENCODINGS: Mapping[str, str] = {
    "utf-8": "utf-8",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
    "windows-1250": "cp1250",
    "windows-1251": "cp1251",
    "iso-8859-2": "iso8859-2",
    "iso-8859-5": "iso8859-5",
}
_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
#: One byte in so many is zero in a list in UTF-16, whose separators and digits have such a half.
_RARE_ZEROS = 20
_SIGNS = "„“”‘’‚–—…€§°«»\u00a0\u00ad№"
_LATIN = "čćžšđČĆŽŠĐ" + "áâäçéëíîóôöúüýßÁÂÄÇÉËÍÎÓÔÖÚÜÝ"
_CYRILLIC = "".join(map(chr, range(0x410, 0x450))) + "ЀЍЁЂЃЄЅІЇЈЉЊЋЌЎЏѐѝёђѓєѕіїјљњћќўџ"
_WORD = re.compile(r"[^\W\d_]+")
_PLAIN = re.compile("[A-Za-z]")
#: Blanks in place of whatever stands in no word.
_APART = bytes(byte if byte >= 0x80 or bytes((byte,)).isalpha() else 0x20 for byte in range(256))


def decoded(content: bytes, file: str | None = None, named: str | None = None) -> tuple[str, str]:
    """The text of a list and the name of its encoding; a byte order mark is passed over.

    Raises InvalidData: `unknown-encoding`, `not-in-encoding`, and `ambiguous-encoding` with those that it may be.
    """
    encoding = encoding_of(content, file) if named is None else _known(named, file)
    mark = next((mark for mark, name in _MARKS.items() if name == encoding and content.startswith(mark)), b"")
    text = _read(content[len(mark) :], encoding)
    if text is None:
        raise _refused("not-in-encoding", file, found=encoding, expected=", ".join(_possible(content)))
    return text, encoding


def encoding_of(content: bytes, file: str | None = None) -> str:
    """The encoding of a list. Raises InvalidData where it is not certain."""
    for mark, name in _MARKS.items():
        if content.startswith(mark):
            return name
    if (halves := _halves(content)) is not None:
        return halves
    if _read(content, "utf-8") is not None:
        return "utf-8"
    words = frozenset(word for word in set(content.translate(_APART).split()) if not word.isascii())
    fitting = [name for name, fits in (("windows-1250", _croatian), ("windows-1251", _cyrillic)) if fits(words)]
    if len(fitting) != 1:
        raise _refused("ambiguous-encoding", file, expected=", ".join(fitting or _possible(content)))
    return fitting[0]


def _known(named: str, file: str | None) -> str:
    name = named.lower().replace("_", "-").replace("cp125", "windows-125")
    if name not in ENCODINGS:
        suggestion = closest(name, list(ENCODINGS))
        raise _refused("unknown-encoding", file, named, ", ".join(ENCODINGS), suggestion)
    return name


def _halves(content: bytes) -> str | None:
    """UTF-16 without a mark: the zeros of its plain characters stand all in first or all in second places."""
    first, second = content[0::2].count(0), content[1::2].count(0)
    if len(content) % 2 or (first + second) * _RARE_ZEROS < len(content) or min(first, second) * 10 > first + second:
        return None
    return "utf-16-le" if second > first else "utf-16-be"


def _possible(content: bytes) -> list[str]:
    """The encodings in which the bytes mean something, those of Unicode only where they are certain."""
    old = [name for name in ENCODINGS if not name.startswith("utf-16")]
    return [name for name in old if _read(content, name) is not None]


def _read(content: bytes, name: str) -> str | None:
    try:
        return content.decode(ENCODINGS[name])
    except UnicodeDecodeError:
        return None


def _croatian(words: frozenset[bytes]) -> bool:
    """Whether the words are Windows-1250: no strange letters, and every word of several has a plain one too."""
    found = _letters(words, "windows-1250", _LATIN)
    return bool(found) and all(_PLAIN.search(word) for word in found)


def _cyrillic(words: frozenset[bytes]) -> bool:
    """Whether the words are Windows-1251: no strange letters, and no word mixes two alphabets."""
    found = _letters(words, "windows-1251", _CYRILLIC)
    return bool(found) and not any(_PLAIN.search(word) for word in found)


def _letters(words: frozenset[bytes], encoding: str, letters: str) -> list[str]:
    """The words of several letters in an encoding, where it has no strange signs; else none.

    A letter alone says nothing about its alphabet.
    """
    text = _read(b" ".join(words), encoding)
    if text is None or not all(sign.isascii() or sign in letters or sign in _SIGNS for sign in set(text)):
        return []
    return [word for word in _WORD.findall(text) if len(word) > 1 and not word.isascii()]


def _refused(
    kind: str, file: str | None, found: str | None = None, expected: str | None = None, suggestion: str | None = None
) -> InvalidData:
    return InvalidData([Problem(kind, Place(file, None, ""), found, expected, suggestion)])

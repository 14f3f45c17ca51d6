"""The languages that the product speaks, and which of them a tag asks for."""

from __future__ import annotations

LANGUAGES = ("en", "hr", "mk")
#: What is spoken where nobody asked for a language that we know.
DEFAULT_LANGUAGE = "en"
#: Variants of one language whose readers read ours.
_NEIGHBOURS = {"bs": "hr", "sh": "hr"}


def language_of(tag: str | None) -> str | None:
    """The language of a tag such as `hr_BA.UTF-8`, if we speak it. Serbo-Croatian variants read Croatian."""
    code = (tag or "").replace("-", "_").split(".")[0].split("_")[0].lower()
    return code if code in LANGUAGES else _NEIGHBOURS.get(code)

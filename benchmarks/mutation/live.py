"""Puts the code of a mutant into functions that are imported already.

What a module does when it is imported cannot be changed afterwards; such a mutant has to be imported anew.
"""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FunctionType

from attrs import frozen

#: A code object within its file: its qualified name, and where among those of that name.
Key = tuple[str, int]


@frozen
class Live:
    """The functions of a file that are in memory, each by the place of its code in the file."""

    file: str
    keys: dict[tuple[str, int], Key]
    functions: dict[Key, list[FunctionType]]

    @classmethod
    def of(cls, path: Path) -> Live:
        """The functions of a module that has been imported from a path."""
        file = str(path)
        codes = _codes(compile(path.read_text(encoding="utf-8"), file, "exec"))
        keys = {(code.co_qualname, code.co_firstlineno): key for key, code in codes.items()}
        functions = defaultdict(list)
        for one in gc.get_objects():
            if isinstance(one, FunctionType) and one.__code__.co_filename == file:
                key = keys.get((one.__code__.co_qualname, one.__code__.co_firstlineno))
                if key is not None:
                    functions[key].append(one)
        return cls(file, keys, dict(functions))

    def change(self, before: str, after: str) -> bool:
        """Gives the functions the code of another text; whether that is all that is different in it."""
        try:
            old, new = (compile(text, self.file, "exec") for text in (before, after))
        except SyntaxError:
            return False
        was, will_be = _codes(old), _codes(new)
        if was.keys() != will_be.keys() or not _imports_alike(old, new):
            return False
        try:
            for key, functions in self.functions.items():
                if not _alike(was[key], will_be[key]):
                    for one in functions:
                        one.__code__ = will_be[key]
        except ValueError:  # it closes over other variables
            return False
        return True


def _codes(code: CodeType) -> dict[Key, CodeType]:
    """Every code object in another, in the order of the text."""
    counted: defaultdict[str, int] = defaultdict(int)
    found = {}
    for one in _within(code):
        counted[one.co_qualname] += 1
        found[one.co_qualname, counted[one.co_qualname]] = one
    return found


def _within(code: CodeType) -> Iterator[CodeType]:
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield one
            yield from _within(one)


def _is_body(code: CodeType) -> bool:
    """Whether it is the body of a module or class, which is run once, and not that of a function."""
    return not code.co_flags & 0x2  # CO_NEWLOCALS


def _imports_alike(one: CodeType, other: CodeType) -> bool:
    """Whether two modules do the same when they are imported, whatever their functions do later."""
    if not _alike(one, other, inner=False):
        return False
    pairs = zip(_bodies(one), _bodies(other), strict=True)
    return all(_imports_alike(*pair) for pair in pairs)


def _bodies(code: CodeType) -> list[CodeType]:
    return [one for one in code.co_consts if isinstance(one, CodeType) and _is_body(one)]


def _alike(one: CodeType, other: CodeType, *, inner: bool = True) -> bool:
    """Whether two code objects do the same; where they stand in the file does not matter."""
    if (one.co_code, one.co_names, one.co_varnames, one.co_freevars, one.co_cellvars, one.co_flags) != (
        other.co_code, other.co_names, other.co_varnames, other.co_freevars, other.co_cellvars, other.co_flags,
    ):  # fmt: skip
        return False
    if len(one.co_consts) != len(other.co_consts):
        return False
    return all(_same(*pair, inner) for pair in zip(one.co_consts, other.co_consts, strict=True))


def _same(one: object, other: object, inner: bool) -> bool:
    if isinstance(one, CodeType) and isinstance(other, CodeType):
        return not inner or _alike(one, other)
    return type(one) is type(other) and repr(one) == repr(other)

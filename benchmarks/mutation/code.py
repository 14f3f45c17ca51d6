"""Mutants of Python code, by the operators of mutmut.

mutmut itself puts all mutants of a module into one file behind trampolines, and leaves decorated functions alone; here
most of the law is a property or a frozen class. So its operators are used, and each mutant is a file of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import libcst as cst
from mutmut.mutation.mutators import mutation_operators

from mutation.mutant import Mutant, Stages, numbered

#: Nothing in them is run, or it is run for the reader of the code alone.
_NOT_RUN = (cst.Annotation, cst.Decorator, cst.Import, cst.ImportFrom)
#: Names whose assignment makes a type, or a list of exports.
_TYPES = re.compile(r"__all__|[A-Z][a-z]\w*")
#: Names of values that only illustrate: what an example is like where nothing depends on it.
_EXAMPLES = ("USUAL",)
#: Functions of which an argument, by its place, is prose about what is declared.
_PROSE = {"always": 3, "perhaps": 3}
_LONG = 60


def mutants_of(root: Path, file: str, stages: Stages) -> Iterator[Mutant]:
    """Every mutant of a module."""
    module = cst.parse_module((root / file).read_text(encoding="utf-8"))
    return numbered(
        Mutant(
            id=f"{file}::{name}: {_told(module, node, changed)}",
            file=file,
            text=partial(_replaced, module, node, changed),
            stages=stages,
        )
        for name, node, changed in _changes(module, "")
    )


def _changes(node: cst.CSTNode, name: str) -> Iterator[tuple[str, cst.CSTNode, cst.CSTNode]]:
    if isinstance(node, _NOT_RUN) or _makes_type(node) or _is_docstring(node) or _illustrates(node):
        return
    if isinstance(node, cst.FunctionDef | cst.ClassDef):
        name = f"{name}.{node.name.value}".lstrip(".")
    prose = _prose(node)
    for kind, operator in mutation_operators:
        if isinstance(node, kind):
            for changed in operator(node):
                if not _same_but(prose, node, changed):
                    yield name, node, changed
    for child in node.children:
        if child is not prose:
            yield from _changes(child, name)


def _prose(node: cst.CSTNode) -> cst.Arg | None:
    """The argument of a call that only tells a reader what is declared."""
    if not isinstance(node, cst.Call) or not isinstance(node.func, cst.Name):
        return None
    place = _PROSE.get(node.func.value, len(node.args))
    return node.args[place] if place < len(node.args) else None


def _same_but(prose: cst.Arg | None, node: cst.CSTNode, changed: cst.CSTNode) -> bool:
    """Whether only the prose was made `None`."""
    if prose is None or not isinstance(node, cst.Call) or not isinstance(changed, cst.Call):
        return False
    if len(node.args) != len(changed.args):
        return False
    return all(one is other for one, other in zip(node.args, changed.args, strict=True) if one is not prose)


def _makes_type(node: cst.CSTNode) -> bool:
    """`Name = tuple[...]`, `T = TypeVar(...)`, `__all__ = [...]`."""
    if not isinstance(node, cst.Assign):
        return False
    target = node.targets[0].target
    return isinstance(target, cst.Name) and _TYPES.fullmatch(target.value) is not None


def _illustrates(node: cst.CSTNode) -> bool:
    return isinstance(node, cst.AnnAssign) and isinstance(node.target, cst.Name) and node.target.value in _EXAMPLES


def _is_docstring(node: cst.CSTNode) -> bool:
    return isinstance(node, cst.Expr) and isinstance(node.value, cst.SimpleString | cst.ConcatenatedString)


def _replaced(module: cst.Module, node: cst.CSTNode, changed: cst.CSTNode) -> str:
    replaced = module.deep_replace(node, changed)
    assert isinstance(replaced, cst.Module)
    return replaced.code


def _told(module: cst.Module, node: cst.CSTNode, changed: cst.CSTNode) -> str:
    """The change in a line, long ones around the place where they differ."""
    before, after = (" ".join(module.code_for_node(one).split()) for one in (node, changed))
    differing = (place for place, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1])
    same = next(differing, min(len(before), len(after)))
    return f"{_part(before, same)} -> {_part(after, same)}"


def _part(text: str, same: int) -> str:
    if len(text) <= _LONG:
        return text
    start = max(0, min(same - _LONG // 3, len(text) - _LONG))
    end = start + _LONG
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"

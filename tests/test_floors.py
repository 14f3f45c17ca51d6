"""Imports go down only, what decides touches neither clock nor disk, and plugins know nothing but the public face.

The sources are read, not run: what stands in a function or under `TYPE_CHECKING` counts like everything else.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CORE = ROOT / "core" / "mobilnost"
PLUGINS = ROOT / "plugins"

#: From the ground up. A module may import its own floor and those below it.
FLOORS = (
    {"model", "languages"},
    {"grammar"},
    {"law"},
    {"rules"},
    {"instruments", "rulebook", "standing", "statutes", "lawbook"},
    {"hooks", "host"},
    {"papers", "waivers", "assessment"},
    {"analysis", "accounts", "scenarios", "procedure", "recognition", "funding"},
    {"formats"},
    {"regulations", "locales", "register", "scaffold"},
    {"office"},
    {"desk"},
    {"testing"},
    {"cli"},
)
FLOOR_OF = {room: number for number, floor in enumerate(FLOORS) for room in floor}

#: Rooms that decide: a function of values, the same today and tomorrow, here and there.
PURE = {room for floor in (*FLOORS[:5], *FLOORS[6:8]) for room in floor}

#: What reaches outside the values that a function is given.
OUTSIDE = {
    "asyncio",
    "ctypes",
    "getpass",
    "glob",
    "importlib",
    "io",
    "locale",
    "logging",
    "multiprocessing",
    "os",
    "pathlib",
    "platform",
    "random",
    "secrets",
    "shutil",
    "signal",
    "socket",
    "sqlite3",
    "subprocess",
    "sys",
    "tempfile",
    "threading",
    "time",
    "urllib",
    "uuid",
}

#: Names that speak, ask, leave or read a file; and methods that read the clock.
VOICES = {"breakpoint", "exit", "input", "open", "print", "quit"}
CLOCKS = {"now", "today", "utcnow", "localtime", "gmtime"}


def modules(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.py"))


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def name_of(path: Path) -> str:
    """`core/mobilnost/rules/case.py` is `mobilnost.rules.case`."""
    parts = path.relative_to(CORE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room_of(module: str) -> str:
    """`mobilnost.rules.case` is in the room `rules`; the face of the package is in none."""
    return module.split(".")[1] if "." in module else ""


MODULES = {name_of(path): path for path in modules(CORE)}


def imported(module: str, tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Every module that is imported, by its full name, with its line; `from mobilnost import host` is one too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}:{node.lineno}: imports are written in full"
            source = node.module or ""
            inner = [f"{source}.{alias.name}" for alias in node.names]
            known = [name for name in inner if name in MODULES]
            yield from ((name, node.lineno) for name in known)
            if len(known) < len(inner):
                yield source, node.lineno


def calls(tree: ast.AST) -> Iterator[tuple[ast.expr, int]]:
    yield from ((node.func, node.lineno) for node in ast.walk(tree) if isinstance(node, ast.Call))


def shell(module: str) -> bool:
    return room_of(module) == "cli"


def test_every_room_of_the_core_stands_on_a_floor() -> None:
    rooms = {room_of(module) for module in MODULES} - {"", "__main__"}
    # Data that is shipped, such as the example office, is no room.
    assert rooms <= FLOOR_OF.keys(), "say in FLOORS on which floor it stands"


@pytest.mark.parametrize("module", [name for name in MODULES if room_of(name) in FLOOR_OF])
def test_imports_go_down_only(module: str) -> None:
    mine = FLOOR_OF[room_of(module)]
    upwards = [
        f"line {line}: {name}"
        for name, line in imported(module, parsed(MODULES[module]))
        if name.split(".")[0] == "mobilnost"
        and FLOOR_OF.get(room_of(name), len(FLOORS)) > mine
        # The command line may say which version it is.
        and not (name == "mobilnost" and shell(module))
    ]
    assert not upwards


@pytest.mark.parametrize("module", [name for name in MODULES if room_of(name) in PURE])
def test_what_decides_reaches_for_nothing_outside(module: str) -> None:
    outside = [
        f"line {line}: {name}"
        for name, line in imported(module, parsed(MODULES[module]))
        if name.split(".")[0] in OUTSIDE
    ]
    assert not outside


@pytest.mark.parametrize("module", [name for name in MODULES if not shell(name)])
def test_nothing_below_the_shell_speaks_or_reads_the_clock(module: str) -> None:
    tree = parsed(MODULES[module])
    voices = [
        f"line {line}: {func.id}()" for func, line in calls(tree) if isinstance(func, ast.Name) and func.id in VOICES
    ]
    clocks = [
        f"line {line}: .{func.attr}()"
        for func, line in calls(tree)
        if isinstance(func, ast.Attribute) and func.attr in CLOCKS
    ]
    leaving = [
        f"line {line}: sys.exit()" for func, line in calls(tree) if ast.unparse(func) in ("sys.exit", "os._exit")
    ]
    assert not [*voices, *clocks, *leaving]


def test_the_core_knows_no_plugin() -> None:
    plugins = {path.name for path in PLUGINS.glob("*/mobilnost_*")}
    assert len(plugins) == 4
    for module, path in MODULES.items():
        known = {name.split(".")[0] for name, _ in imported(module, parsed(path))}
        assert not known & plugins, module


PLUGIN_MODULES = sorted(PLUGINS.glob("*/mobilnost_*/**/*.py"))
EXAMPLES = sorted((ROOT / "examples").glob("*/mobilnost_*/**/*.py"))


def test_plugins_are_there_to_be_read() -> None:
    assert {path.relative_to(PLUGINS).parts[0] for path in PLUGIN_MODULES} == {
        "bilateral",
        "ceepus",
        "erasmus",
        "lipetsk",
    }


@pytest.mark.parametrize("path", [*PLUGIN_MODULES, *EXAMPLES], ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_plugin_imports_the_public_face_and_no_other_plugin(path: Path) -> None:
    own = path.relative_to(ROOT).parts[2]
    for name, line in imported(own, parsed(path)):
        package = name.split(".")[0]
        assert package != "mobilnost" or name == "mobilnost", f"line {line}: {name} is private"
        assert not package.startswith("mobilnost_") or package == own, f"line {line}: {name} is another plugin"

"""The program in a process of its own, forked from one that has imported it already: the same streams and exit codes as
from a shell, in a tenth of the time. What is about starting, signals or encodings starts Python itself instead.
"""

from __future__ import annotations

import atexit
import json
import os
import site
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from functools import cache
from io import FileIO, TextIOWrapper
from pathlib import Path

#: Names a folder with further installed packages, as those of an environment of its own.
SITE = "WARM_SITE"
#: What an office worker's commands import; each is otherwise imported when it is first called.
ROOMS = (
    *("alembic.command", "babel.dates", "holidays.countries.bosnia_and_herzegovina", "icalendar", "openpyxl"),
    *("sqlalchemy.dialects.sqlite", "sqlalchemy.pool"),
    *("mobilnost.desk.importing", "mobilnost.desk.keeping", "mobilnost.register.opening", "mobilnost.analysis"),
    *("mobilnost.accounts", "mobilnost.office.inspections", "mobilnost.locales", "mobilnost.formats.report"),
)


def run(arguments: Sequence[str], cwd: Path | None, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """The program with its arguments, from its start to its exit."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, Path(os.devnull).open("rb") as nothing:
        streams = [nothing.fileno(), out.fileno(), err.fileno()]
        code = asked(server(), arguments, str(cwd or Path.cwd()), environment, streams)
        said = []
        for stream in (out, err):
            stream.seek(0)
            said.append(stream.read().decode("utf-8").replace("\r\n", "\n"))
    return subprocess.CompletedProcess(list(arguments), code, *said)


def asked(
    address: str, arguments: Sequence[str], cwd: str, environment: Mapping[str, str], streams: Sequence[int]
) -> int:
    """The exit code of the program, run with the three streams by the process at an address."""
    request = {"arguments": list(arguments), "cwd": cwd, "environment": dict(environment)}
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(address)
        socket.send_fds(line, [json.dumps(request).encode() + b"\0"], streams)
        return int(line.makefile().readline())


def command(path: Path) -> None:
    """Makes a file that a shell can call as the program."""
    path.write_text(f'#!/bin/sh\nexec {sys.executable} -S -E {__file__} --call {server()} "$@"\n', encoding="utf-8")
    path.chmod(0o755)


@cache
def server() -> str:
    """The address of the process that is forked from, which lives as long as the one that asks first."""
    folder = tempfile.mkdtemp(prefix="warm")
    address = f"{folder}/socket"
    process = subprocess.Popen([sys.executable, __file__, address], stdin=subprocess.PIPE, env=_plain())
    atexit.register(process.kill)
    while not Path(address).exists():
        assert process.poll() is None, "the process to be forked ended"
        time.sleep(0.02)
    return address


def _plain() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith(("MOBILNOST", "LC_", "LANG"))}


# -- the process that is forked


def serve(address: str) -> None:
    """Answers one request after the other, each in a fork; ends with whoever started it."""
    import importlib
    import pkgutil
    import select
    from importlib import metadata

    import mobilnost.cli
    import mobilnost.locales

    for one in pkgutil.iter_modules(mobilnost.cli.__path__):
        importlib.import_module(f"mobilnost.cli.{one.name}")
    # Commands speak the reader's language from the moment of their import, so each run imports them anew.
    for name in [one for one in sys.modules if one.startswith("mobilnost.cli")]:
        del sys.modules[name]
    programmes = [one.module for one in metadata.entry_points(group="mobilnost")]
    for room in (*ROOMS, *programmes):
        importlib.import_module(room)
    mobilnost.regulation()  # what is shipped is read once
    for language in mobilnost.locales.LANGUAGES:
        mobilnost.locales.catalogue(language)
    with socket.socket(socket.AF_UNIX) as door:
        beside = f"{address}.new"
        door.bind(beside)
        door.listen()
        Path(beside).rename(address)
        while True:
            ready, _, _ = select.select([door, sys.stdin], [], [])
            if sys.stdin in ready:
                return
            line, _ = door.accept()
            if not os.fork():
                _answer(line)
            line.close()
            _reap()


def _reap() -> None:
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass


def _answer(line: socket.socket) -> None:
    data, streams, _, _ = socket.recv_fds(line, 1 << 16, 3)
    while not data.endswith(b"\0"):
        data += line.recv(1 << 16)
    child = os.fork()
    if not child:
        _become(json.loads(data[:-1]), streams)
    _, status = os.waitpid(child, 0)
    line.sendall(f"{os.waitstatus_to_exitcode(status)}\n".encode())
    os._exit(0)


def _become(request: dict[str, object], streams: list[int]) -> None:
    """The program from here on: its streams, its folder, its environment."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
    sys.stdin = TextIOWrapper(FileIO(0, closefd=False), encoding="utf-8")
    sys.stdout = TextIOWrapper(FileIO(1, "w", closefd=False), encoding="utf-8", errors="surrogateescape")
    sys.stderr = TextIOWrapper(FileIO(2, "w", closefd=False), encoding="utf-8", errors="backslashreplace")
    os.environ.clear()
    os.environ.update(request["environment"])
    if more := os.environ.pop(SITE, None):
        site.addsitedir(more)
    code = 1
    try:
        time.tzset()
        os.chdir(str(request["cwd"]))
        sys.argv = ["mobilnost", *request["arguments"]]
        from mobilnost.cli import main

        main()
        code = 0
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else 0
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except (OSError, ValueError):
                code = code or 120
        os._exit(code)


if __name__ == "__main__":
    if sys.argv[1] == "--call":
        sys.exit(asked(sys.argv[2], sys.argv[3:], str(Path.cwd()), os.environ, (0, 1, 2)))
    serve(sys.argv[1])

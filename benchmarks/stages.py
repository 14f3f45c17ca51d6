"""Where the time goes, from the TOML of a real dossier to its printed verdict: `python benchmarks/stages.py`.

Also what it costs to resolve a rulebook, to start the program, and to judge ten thousand dossiers. Reported, not
bounded, save where a bound is printed.
"""

from __future__ import annotations

import datetime as dt
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

BIN = Path(sys.executable).parent
DAY = dt.date(2018, 6, 25)


def median_ms(act: Callable[[], Any], times: int) -> float:
    """The median of so many runs, in milliseconds."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        act()
        taken.append((time.perf_counter() - start) * 1e3)
    return statistics.median(taken)


def cpu_ms(command: list[str], times: int = 15) -> float:
    """The median CPU time of a process, user and system, in milliseconds."""
    taken = []
    for _ in range(times):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken.append((after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1e3)
    return statistics.median(taken)


def office(folder: str) -> Path:
    """A fresh example office."""
    target = Path(folder, "office")
    subprocess.run([BIN / "mobilnost", "init", target, "--example"], check=True, capture_output=True)
    return target


def stages(target: Path) -> None:
    """One dossier of the example office, stage by stage, in a warm process."""
    import mobilnost as m

    host = m.Host.discover()
    print(f"{'programmes loaded':38}{median_ms(lambda: m.Host.discover().laws, 5):9.2f} ms")
    print(f"{'regulation read':38}{median_ms(m.regulation, 5):9.2f} ms")
    regulation = m.regulation()
    path = target / "dossiers" / "erasmus-01-complete.toml"
    text = path.read_text(encoding="utf-8")
    dossier = m.parse_dossier(text).value
    institutions = m.load_institutions(target / "institutions.toml").value

    def lawbook() -> m.Lawbook:
        return m.Lawbook(regulation=regulation, programmes=host.laws, institutions=institutions)

    agreement = target / "agreements" / "erasmus-uniri-2018.toml"
    call = target / "calls" / "erasmus-2018.toml"
    given = {"agreement": m.load_agreement(agreement), "call": m.load_call(call)}
    code, first = dossier.mobility.programme, dossier.first_day
    book = lawbook()
    standing = median_ms(lambda: lawbook().standing(code, first), 15)
    print(f"{'law of a programme and edition':38}{standing:9.2f} ms, once each")
    fresh = [{"agreement": m.load_agreement(agreement), "call": m.load_call(call)} for _ in range(15)]
    kept = iter(fresh)
    resolving = median_ms(lambda: book.rulebook(code, first, **next(kept)), 15)
    print(f"{'rulebook of a call and agreement':38}{resolving:9.2f} ms, once each (bound 5 ms)")
    rulebook = book.rulebook(code, first, **given)
    start = time.perf_counter()
    assert rulebook.judge
    print(f"{'its code compiled':38}{(time.perf_counter() - start) * 1e3:9.2f} ms, once for a shape")
    print(f"{'dossier read from TOML':38}{median_ms(lambda: m.parse_dossier(text), 50):9.3f} ms")
    facts = rulebook.facts(dossier, m.Calendar())
    print(f"{'facts found':38}{median_ms(lambda: rulebook.facts(dossier, m.Calendar()), 50):9.3f} ms")
    print(f"{'judged':38}{median_ms(lambda: rulebook.judge(facts), 200):9.4f} ms")
    print(f"{'explained, every rule':38}{median_ms(lambda: rulebook.explain(facts), 200):9.4f} ms")

    def whole() -> object:
        found = m.assess(dossier, rulebook, on=DAY)
        return found.verdict, found.findings, found.documents, found.obligations

    print(f"{'assessed, everything read':38}{median_ms(whole, 50):9.3f} ms")
    process = cpu_ms([str(BIN / "mobilnost"), "check", str(path), "--office", str(target)], 7)
    print(f"{'the whole process, to the last line':38}{process:9.0f} ms of CPU")


def start_up() -> None:
    """The help text against an empty Python."""
    empty = cpu_ms([sys.executable, "-c", "pass"])
    shown = cpu_ms([str(BIN / "mobilnost"), "--help"])
    print(f"{'mobilnost --help':38}{shown - empty:9.1f} ms of CPU above python -c pass (bound 60 ms)")


def many(target: Path, count: int) -> None:
    """So many dossiers in one run: time and the largest memory, against a tenth of them."""
    source = (target / "dossiers" / "erasmus-01-complete.toml").read_text(encoding="utf-8")
    for size in (count // 10, count):
        folder = target / f"many-{size}"
        folder.mkdir()
        for index in range(size):
            folder.joinpath(f"{index:05}.toml").write_text(
                source.replace('id = "2018-001"', f'id = "m-{index}"'), encoding="utf-8"
            )
        code = (
            "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL);"
            "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
        )
        command = [str(BIN / "mobilnost"), "check", "--json", str(folder), "--office", str(target)]
        start = time.perf_counter()
        run = subprocess.run([sys.executable, "-c", code, *command], capture_output=True, text=True, check=True)
        taken = time.perf_counter() - start
        peak = int(run.stdout) / 1024
        print(f"{f'{size} dossiers in one check':38}{taken:9.1f} s, at most {peak:.0f} MB")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        target = office(folder)
        stages(target)
        start_up()
        many(target, int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)


if __name__ == "__main__":
    main()

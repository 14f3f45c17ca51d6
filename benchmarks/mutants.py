"""Changes the code of the law's rooms and the law itself in one place after the other; does the suite find it?

    python benchmarks/mutants.py                    the code and the Pravilnik: some six thousand mutants
    python benchmarks/mutants.py --python           law/, rules/ and rulebook.py, by mutmut's operators
    python benchmarks/mutants.py --toml             the Pravilnik: each figure, comparison, layer and mode
    python benchmarks/mutants.py --programmes       the same of the four programmes, without their grants
    python benchmarks/mutants.py --sample 40        so many of them, chosen by `--seed`
    python benchmarks/mutants.py --only TEXT        those whose id contains a text
    python benchmarks/mutants.py --again FILE       those that survived in an earlier run's `--json FILE`
    python benchmarks/mutants.py --record FILE      what the file says was found is not tried again, and it is added to
    python benchmarks/mutants.py --quick            only the tests that are likeliest to find each

It works on copies of the project and needs the extra `mutants`. Mutants that may survive stand in
`benchmarks/mutation/survivors.toml`, each with its reason. Any other survivor ends with code 1, and so does an entry
whose mutant is found or no longer exists, and in a complete run a score below 95 %.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from pathlib import Path

from attrs import evolve
from mutation import code, law
from mutation.child import Fate, Outcome
from mutation.mutant import Mutant, Stages
from mutation.record import Record
from mutation.run import failing, fates

ROOT = Path(__file__).resolve().parent.parent
ACCEPTED = ROOT / "benchmarks/mutation/survivors.toml"
LEAST = 95
REGULATION = "core/mobilnost/regulations/mostar_2018.toml"
PROGRAMMES = ("bilateral", "ceepus", "erasmus", "lipetsk")
TABLES = "tests/pravilnik/test_who_may_set.py"
ARTICLE = "tests/pravilnik/test_article_{0:02}.py"
#: The tests that look at the law. Packaging and the shell are tested elsewhere, and could only find more.
SUITE = (
    "tests/core/law",
    "tests/core/rules",
    "tests/core/test_lawbook.py",
    "tests/core/test_assessment.py",
    "tests/core/test_papers.py",
    "tests/core/test_host.py",
    "tests/core/regulations",
    "tests/core/analysis",
    "tests/core/office",
    "tests/core/accounts",
    "tests/contracts",
    "tests/pravilnik",
    "tests/plugins",
    "tests/core/locales",
    "tests/test_public_face.py",
)
#: Those of them that look at the laws as they are shipped.
SHIPPED = ("tests/pravilnik", "tests/plugins", "tests/core/office", "tests/core/locales")
#: The tests that are tried first, by the file that is changed.
FIRST = {
    "law/": ("tests/core/law", "tests/core/test_lawbook.py"),
    "law/schemes.py": ("tests/core/law", "tests/core/regulations", "tests/plugins"),
    "rules/compiler.py": ("tests/core/test_rulebook.py", "tests/core/rules/test_compiled_rules.py"),
    "rules/emit.py": ("tests/core/test_rulebook.py", "tests/core/rules/test_compiled_rules.py"),
    "rules/reference.py": ("tests/core/rules/test_compiled_rules.py", "tests/core/test_assessment.py"),
    "rules/rule.py": (
        "tests/core/law/test_law_written_in_python.py",
        "tests/core/rules/test_what_a_reader_is_shown.py",
        "tests/core/test_assessment.py",
    ),
    "rules/typed.py": ("tests/core/rules/test_typed.py", "tests/core/regulations", "tests/core/test_lawbook.py"),
    "rules/duties.py": ("tests/core/regulations", "tests/core/law/test_law_written_in_python.py"),
    "rules/orderly.py": (
        "tests/core/regulations/test_procedures_are_read.py",
        "tests/core/law/test_law_written_in_python.py",
        "tests/core/regulations",
    ),
    "rules/steps.py": (
        "tests/core/regulations",
        "tests/core/law/test_law_written_in_python.py",
        "tests/core/test_rulebook.py",
    ),
    "rules/axioms.py": ("tests/core/rules/test_so_of_every_dossier.py",),
    "rules/facts.py": ("tests/core/rules/test_facts.py", "tests/core/test_host.py"),
    "rules/": ("tests/core/rules/test_facts.py", "tests/core/law/test_law_written_in_python.py"),
    "rules/papers.py": ("tests/core/law/test_law_written_in_python.py", "tests/core/test_papers.py"),
    "rules/contribution.py": ("tests/core/law/test_law_written_in_python.py", "tests/core/test_lawbook.py"),
    "rulebook.py": ("tests/core/test_rulebook.py", "tests/core/test_lawbook.py", "tests/core/test_assessment.py"),
}


def main() -> int:
    options = _options()
    root = options.root.resolve()
    whole = not (options.python or options.toml or options.programmes)
    mutants: list[Mutant] = []
    unchanged: dict[str, str] = {}
    if options.python or whole:
        mutants += [mutant for file in _modules(root) for mutant in code.mutants_of(root, file, _stages(file))]
    files = ([REGULATION] if options.toml or whole else []) + (
        [f"plugins/{name}/mobilnost_{name}/law.toml" for name in PROGRAMMES] if options.programmes else []
    )
    for file in files:
        unchanged[file] = law.unchanged(root, file)
        where = (ARTICLE, TABLES) if file == REGULATION else ()
        mutants += law.mutants_of(root, file, _law_stages(file), *where)
    complete = not (options.only or options.again or options.sample or options.quick)
    known = {one.id for one in mutants}
    accepted = {one["id"]: one["reason"] for one in tomllib.loads(ACCEPTED.read_text(encoding="utf-8"))["accepted"]}
    mutants = _chosen(mutants, options, accepted)
    if options.quick:
        mutants = [evolve(one, stages=one.stages[:1]) for one in mutants]
    if complete and (test := failing(root, SUITE, unchanged)):
        print(f"fails on what nobody changed: {test}", file=sys.stderr)
        return 1
    outcomes = _run(root, mutants, unchanged, options)
    if options.json:
        said = [{"id": one.id, "fate": outcome.fate, "by": outcome.by} for one, outcome in outcomes]
        options.json.write_text(json.dumps(said, ensure_ascii=False, indent=1), encoding="utf-8")
    if test := failing(root, {outcome.by for _, outcome in outcomes if outcome.by}, unchanged):
        print(f"finds what it finds in vain, for it fails on what nobody changed: {test}", file=sys.stderr)
        return 1
    results = [(mutant, outcome.fate) for mutant, outcome in outcomes]
    return _report(results, accepted, stale=_stale(accepted, known, results, files), complete=complete)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--python", action="store_true")
    parser.add_argument("--toml", action="store_true")
    parser.add_argument("--programmes", action="store_true")
    parser.add_argument("--sample", type=int, metavar="N")
    parser.add_argument("--seed", type=int, default=2018)
    parser.add_argument("--only", metavar="TEXT")
    parser.add_argument("--again", type=Path, metavar="FILE")
    parser.add_argument("--record", type=Path, metavar="FILE")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--root", type=Path, default=ROOT, help="the project to be changed; a copy is made of it")
    return parser.parse_args()


def _modules(root: Path) -> Iterator[str]:
    for room in ("law", "rules"):
        yield from sorted(path.relative_to(root).as_posix() for path in (root / "core/mobilnost" / room).glob("*.py"))
    yield "core/mobilnost/rulebook.py"


def _stages(file: str) -> Stages:
    """The tests of a module, and then all others."""
    name = file.removeprefix("core/mobilnost/")
    first = FIRST.get(name) or FIRST[name.partition("/")[0] + "/"]
    return first, tuple(one for one in SUITE if one not in first)


def _law_stages(file: str) -> Stages:
    """The tests of a law file, and then all others that look at it."""
    if file == REGULATION:
        tables = (
            "tests/pravilnik/test_article_28.py",
            "tests/pravilnik/test_lives.py",
            "tests/pravilnik/test_sides_and_cases.py",
            "tests/pravilnik/test_whom_it_concerns.py",
            TABLES,
        )
        return tables, ("tests/contracts",), SHIPPED
    name = file.split("/")[1]
    return (
        (f"tests/plugins/test_{name}.py", "tests/plugins/test_programmes_are_sourced.py"),
        ("tests/contracts",),
        SHIPPED,
    )


def _chosen(mutants: list[Mutant], options: argparse.Namespace, accepted: Container[str]) -> list[Mutant]:
    if options.only:
        mutants = [one for one in mutants if options.only in one.id]
    if options.again:
        again = {one["id"] for one in json.loads(options.again.read_text("utf-8")) if one["fate"] == "survived"}
        mutants = [one for one in mutants if one.id in again]
    if options.sample:
        mutants = [one for one in mutants if one.id not in accepted]
        mutants = random.Random(options.seed).sample(mutants, min(options.sample, len(mutants)))
    return mutants


def _run(
    root: Path, mutants: Sequence[Mutant], unchanged: dict[str, str], options: argparse.Namespace
) -> list[tuple[Mutant, Outcome]]:
    started = time.monotonic()
    record = Record.of(root, options.record)
    results, left = record.split(mutants)
    for mutant, outcome in fates(root, left, unchanged, options.jobs, quick=options.quick):
        results.append((mutant, outcome))
        record.add(mutant, outcome)
        survived = outcome.fate is Fate.SURVIVED
        if survived or len(results) % 25 == 0:
            spent = f"{len(results)}/{len(mutants)} {time.monotonic() - started:.0f} s"
            print(f"{spent} survived {mutant.id}" if survived else spent, file=sys.stderr, flush=True)
    return results


def _stale(
    accepted: dict[str, str], known: set[str], results: Sequence[tuple[Mutant, Fate]], files: Sequence[str]
) -> list[str]:
    """Accepted mutants that the suite finds after all, or that no longer exist."""
    found = {mutant.id for mutant, fate in results if fate is not Fate.SURVIVED}
    parts = {one.partition("::")[0] for one in known} | set(files)
    return [id for id in accepted if id in found or (id not in known and id.partition("::")[0] in parts)]


def _report(
    results: Sequence[tuple[Mutant, Fate]], accepted: dict[str, str], stale: Sequence[str], complete: bool
) -> int:
    by_file: dict[str, Counter[Fate]] = {}
    for mutant, fate in results:
        by_file.setdefault(mutant.file, Counter())[fate] += 1
    total: Counter[Fate] = Counter()
    low = False
    for name, files in _groups(by_file).items():
        sums: Counter[Fate] = Counter()
        for file in files:
            print(_row(file, by_file[file]))
            sums += by_file[file]
        print(_row(name, sums), end="\n\n")
        low = low or _score(sums) < LEAST
        total += sums
    survivors = sorted(mutant.id for mutant, fate in results if fate is Fate.SURVIVED)
    for id in survivors:
        print(f"survived: {id}\n    {accepted.get(id, 'nobody has said why')}")
    for id in stale:
        print(f"accepted in vain: {id}")
    print(_row("all", total))
    return int(bool(stale) or (low and complete) or any(id not in accepted for id in survivors))


def _groups(by_file: dict[str, Counter[Fate]]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for file in by_file:
        kind = "code" if file.endswith(".py") else "regulation" if file == REGULATION else "programmes"
        groups.setdefault(kind, []).append(file)
    return groups


def _score(fates_: Counter[Fate]) -> float:
    total = fates_.total()
    return 100 * (total - fates_[Fate.SURVIVED]) / total if total else 100.0


def _row(name: str, fates_: Counter[Fate]) -> str:
    counts = "  ".join(f"{fates_[fate]:5} {fate}" for fate in Fate if fate is not Fate.UNTRIED)
    return f"{name:60} {counts}  {_score(fates_):6.1f} %"


if __name__ == "__main__":
    sys.exit(main())

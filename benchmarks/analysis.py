"""What it costs to load and analyse 200 agreements of an office: `python benchmarks/analysis.py [count]`.

An office makes its agreements from templates: here a dozen, with other partners, fields and numbers of places; a few
agreements are mistaken. The law is loaded beforehand. Bounds: 60 ms beyond parsing for what is new, 5 ms beyond
reading the files for what is known; the same where no two agreements say the same.
"""

from __future__ import annotations

import gc
import itertools
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import mobilnost as m
from mobilnost.analysis import Analyst
from mobilnost.formats import load_agreement
from mobilnost.office import Office
from mobilnost.office.inspections import Inspections

COUNT = 200
TEMPLATES = 12
PROGRAMMES = (
    ("erasmus", "2018-02-01", ("study", "traineeship")),
    ("ceepus", "2018-06-01", ("study", "thesis")),
    ("bilateral", "2019-01-15", ("study", "research")),
    ("erasmus", "2021-10-01", ("study", "traineeship")),
)
LEVELS = ("first", "second", "third")
FIELDS = ("061", "0413", "0231", "0912", "0713")
#: Provision, value, the figures that it may take, and when it applies.
TERMS = (
    ("duration.maximum", '"{} months"', (6, 8, 9, 10), "kind == '{kind}'"),
    ("duration.maximum", '"{} months"', (10, 11, 12), None),
    ("selection.student.procedure", '"commission {}"', (1, 2, 3, 4, 5), None),
    ("incoming.tuition_waived", "{}", ("false",), "kind == '{kind}'"),
    ("insurance.accident", "{}", ("false",), "kind == '{kind}' and participant == 'student'"),
)
CONDITIONS = (
    ("average", "grade_average >= {}", (3, 3.5, 4), "participant == 'student' and direction == 'outgoing'"),
    ("year", "year_of_study >= {}", (3, 4), "participant == 'student' and cycle == '{cycle}'"),
    ("language", "language_level >= '{}'", ("B2", "C1"), "participant == 'student' and kind == '{kind}'"),
    ("stay", "stay <= '{} months'", (5, 6), "kind == '{kind}' and cycle in ('{cycle}', 'integrated')"),
    ("credits", "ects >= {}", (40, 45, 50), "participant == 'student' and kind == 'study' and known(ects)"),
    ("once", "past_mobilities <= {}", (0, 1, 2), "participant == 'student' and direction == 'outgoing'"),
    ("semesters", "programme_semesters >= {}", (4, 6, 8), "cycle == '{cycle}'"),
    ("early", "application_day < '2027-0{}-01'", (1, 3, 5), "known(application_day) and first_day >= '2027-01-01'"),
    ("papers", "agreement_day < first_day and not repeats_course", (1,), "participant == 'student' and blended"),
)
#: One in so many has something wrong in it.
WRONG_ONES = 20
WRONG = ("year_of_study >= 3 and year_of_study < 3", "grade_averge >= 3", "kind == 'study' or kind != 'study'")


def agreements(count: int) -> Iterator[tuple[str, str]]:
    """Names and texts of agreements made from templates, always the same."""
    for number in range(count):
        yield f"agreement-{number:03}.toml", agreement(number, number % TEMPLATES)


def agreement(number: int, index: int) -> str:
    """The agreement of a number, from the template of an index."""
    programme, since, kinds = PROGRAMMES[index % len(PROGRAMMES)]
    around = {"kind": kinds[index % 2], "cycle": LEVELS[index % len(LEVELS)]}
    conditions = [CONDITIONS[(index * 7 + step * 2) % len(CONDITIONS)] for step in range(index % 4)]
    lines = [
        "[agreement]",
        f'id = "agreement-{number:03}"',
        f'programme = "{programme}"',
        'level = "university"',
        f'parties = ["sum.ba", "partner{number:03}.hr"]',
        f"signed = {since}",
        f"valid_from = {since}",
        "valid_to = 2028-09-30",
        f'isced_f = ["{FIELDS[number % len(FIELDS)]}"]',
    ]
    for direction, kind in ((way, kind) for way in ("outgoing", "incoming") for kind in kinds):
        lines += [
            "",
            "[[places]]",
            f'direction = "{direction}"',
            f'kind = "{kind}"',
            f"persons_per_year = {1 + number % 5}",
        ]
        lines += [f'cycles = ["{around["cycle"]}", "integrated"]'] if index % 5 else []
    lines += term(TERMS[index % len(TERMS)], index, around) if index % 7 else []
    lines += itertools.chain.from_iterable(condition(one, index, step, around) for step, one in enumerate(conditions))
    if number % WRONG_ONES == WRONG_ONES - 1:
        wrong = WRONG[number // WRONG_ONES % len(WRONG)]
        lines += ["", "[[conditions]]", 'id = "wrong"', f'requires = "{wrong}"', 'clause = "art. 9"']
    return "\n".join(lines) + "\n"


def term(one: tuple[str, str, tuple[Any, ...], str | None], index: int, around: dict[str, str]) -> list[str]:
    """A term with a value of its own."""
    key, value, choices, applies = one
    said = ["", "[[terms]]", f'provision = "{key}"', f"value = {value.format(choices[index % len(choices)])}"]
    said += [f'applies = "{applies.format(**around)}"'] if applies else []
    return [*said, 'clause = "art. 4"']


def condition(one: tuple[str, str, tuple[Any, ...], str], index: int, step: int, around: dict[str, str]) -> list[str]:
    """A condition with figures of its own."""
    id, requires, choices, applies = one
    figure = choices[(index // 5) % len(choices)]
    said = ["", "[[conditions]]", f'id = "{id}{step}"', f'requires = "{requires.format(figure)}"']
    return [*said, f'applies = "{applies.format(**around)}"', f'clause = "art. {5 + step}"']


def best_ms(act: Callable[[], Any], times: int = 5) -> float:
    """The best of so many runs, in milliseconds."""
    taken = []
    for _ in range(times):
        gc.collect()
        start = time.process_time()
        act()
        taken.append((time.process_time() - start) * 1e3)
    return min(taken)


def office(folder: Path, count: int, host: m.Host) -> Office:
    """An office with so many agreements, its law loaded."""
    (folder / "agreements").mkdir(exist_ok=True)
    (folder / "calls").mkdir(exist_ok=True)
    for name, text in agreements(count):
        (folder / "agreements" / name).write_text(text, encoding="utf-8")
    return Office.open(folder, host)


def main(count: int = COUNT) -> bool:
    """Print the figures; whether they are within their bounds."""
    host = m.Host.discover()
    with tempfile.TemporaryDirectory() as name:
        folder, kept = Path(name, "office"), Path(name, "kept")
        folder.mkdir()
        found = office(folder, count, host)
        paths = found.agreements.paths
        start = time.process_time()
        warm(found.lawbook)
        print(f"{'law loaded':44}{(time.process_time() - start) * 1e3:9.2f} ms, once")
        read = best_ms(lambda: [path.read_bytes() for path in paths])
        parse = best_ms(lambda: [load_agreement(path) for path in paths])
        given = [load_agreement(path) for path in paths]
        others = [m.parse_agreement(agreement(count + index, 1000 + index)) for index in range(len(PROGRAMMES))]
        prepare, analyse = min((fresh(found.lawbook, others, given) for _ in range(5)), key=lambda taken: taken[1])
        unlike = [m.parse_agreement(agreement(number, number)) for number in range(count)]
        _, different = min((fresh(found.lawbook, others, unlike) for _ in range(3)), key=lambda taken: taken[1])
        analyst = Analyst(found.lawbook)
        again = best_ms(lambda: [analyst.agreement(one) for one in given])
        print(f"{f'{count} files read':44}{read:9.2f} ms")
        print(f"{f'{count} agreements read and parsed':44}{parse:9.2f} ms")
        print(f"{'law worked out for the analysis':44}{prepare:9.2f} ms, once")
        print(f"{'analysed, nothing known before':44}{analyse:9.2f} ms (bound 60 ms)")
        print(f"{'  if no two say the same':44}{different:9.2f} ms (bound 60 ms)")
        print(f"{'analysed again in the same process':44}{again:9.2f} ms")
        first = Inspections.of(found, kept)
        results = [first.agreement(path) for path in paths]
        first.save()
        start = time.process_time()
        Inspections.of(found, kept)
        print(f"{'law recognised, findings opened':44}{(time.process_time() - start) * 1e3:9.2f} ms, once")
        inspections: list[Inspections] = []
        taken = []
        for _ in range(5):
            opened = Inspections.of(Office.open(folder, host), kept)
            gc.collect()
            start = time.process_time()
            same = [opened.agreement(path) for path in paths]
            opened.save()
            taken.append((time.process_time() - start) * 1e3)
            inspections.append(opened)
        assert same == results
        known = min(taken) - read
        print(f"{'unchanged, beyond reading':44}{known:9.2f} ms (bound 5 ms)")
        problems = sum(len(one.problems) for one in results)
        print(f"{problems} problems and {sum(len(one.remarks) for one in results)} remarks")
    return max(analyse, different) <= 60 and known <= 5


def warm(lawbook: m.Lawbook) -> None:
    """Load the law of every programme: what is done once, however many agreements there are."""
    import datetime as dt

    for code, since, _ in PROGRAMMES:
        lawbook.standing(code, dt.date.fromisoformat(since))


def fresh(lawbook: m.Lawbook, others: list[Any], given: list[Any]) -> tuple[float, float]:
    """The time of a new analyst to work out the law, with one agreement of each programme, and then for all others."""
    gc.collect()
    analyst = Analyst(lawbook)
    taken = []
    for those in (others, given):
        start = time.process_time()
        for one in those:
            analyst.agreement(one)
        taken.append((time.process_time() - start) * 1e3)
    return taken[0], taken[1]


if __name__ == "__main__":
    raise SystemExit(not main(int(sys.argv[1]) if len(sys.argv) > 1 else COUNT))

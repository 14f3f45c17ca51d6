"""How fast a list is taken into the register, beside `executemany` of the very same rows into the same tables.

    python benchmarks/importing.py [ROWS] [ROUNDS]

The list is a CSV with a mapping; all that an import does is in its time: reading, checking, writing, the journal.
What it wrote is then read back and inserted into an empty register of the same kind by the driver of the database
alone, in one transaction of the same durability. The measure is the share of that speed that the import reaches, of
which 30 % are asked for; each round makes both, in turn, and the median of the rounds is what counts.
"""

from __future__ import annotations

import sqlite3
import statistics
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Insert, Select, insert, select
from sqlalchemy.dialects import sqlite

from mobilnost.desk import Desk
from mobilnost.desk.importing import Wanted, import_dossiers
from mobilnost.formats.mapping import parse_mapping
from mobilnost.formats.rows import Rows
from mobilnost.formats.sheets import read_sheet
from mobilnost.host import Host
from mobilnost.office import Office
from mobilnost.procedure.actors import Actor
from mobilnost.register import tables
from mobilnost.register.opening import opened

TABLES = (tables.revisions, tables.records, tables.dossiers, tables.journal)
SETTINGS = '[institution]\nid = "sum.ba"\ncountry = "BA"\n'
AGREEMENT = """\
[agreement]
id = "sum-{partner}"
programme = "erasmus"
level = "university"
parties = ["sum.ba", "{partner}"]
signed = 2018-01-15
valid_from = 2018-02-01
"""
PARTNERS = ("uniri.hr", "unizg.hr", "uni-lj.si", "uns.ac.rs", "ukim.edu.mk")
MAPPING = """\
[columns]
"Broj" = "mobility.id"
"Vrsta" = "mobility.kind"
"Sporazum" = "mobility.agreement"
"Domaćin" = "mobility.receiving"
"Fakultet" = "mobility.unit"
"Od" = "mobility.start"
"Do" = "mobility.end"
"Indeks" = "person.id"
"Ime" = "person.given_names"
"Prezime" = "person.family_name"
"Datum rođenja" = "person.birth_date"
"Državljanstvo" = "person.citizenships"
"Ciklus" = "student.cycle"
"Godina" = "student.year_of_study"
"Status" = "student.study_status"
"Semestri" = "student.programme_semesters"
"ISCED" = "student.isced_f"
"Prosjek" = "student.grade_average"
"Jezici" = "student.languages"
"Ugovor" = "documents.1.date"

[constants]
mobility.programme = "erasmus"
mobility.direction = "outgoing"
mobility.sending = "sum.ba"
person.status_in_country = "citizen"
documents.1.type = "learning_agreement"
documents.1.signed_by = ["student", "vice_dean", "vice_rector", "host"]

[words."student.study_status"]
redoviti = "regular"

[words."mobility.kind"]
studij = "study"

[words."student.cycle"]
prvi = "first"
drugi = "second"
"""
HEADERS = (
    "Broj;Vrsta;Sporazum;Domaćin;Fakultet;Od;Do;Indeks;Ime;Prezime;Datum rođenja;Državljanstvo;Ciklus;Godina;Status;"
    "Semestri;ISCED;Prosjek;Jezici;Ugovor"
)


def row(number: int) -> str:
    """A student who goes somewhere; every third has been away before."""
    partner, start = PARTNERS[number % 5], date(2018, 9, 10) + timedelta(days=number % 60)
    end, person = start + timedelta(days=130 + number % 40), number - number % 3 // 2
    cells = (
        f"2018-{number:06}",
        "studij",
        f"sum-{partner}",
        partner,
        ("fsre", "ff", "alu", "medf")[number % 4],
        f"{start:%d.%m.%Y.}",
        end.isoformat(),
        f"s-{person:06}",
        ("Iva", "Ana", "Marko", "Đuro")[person % 4],
        f"Čović-{person}",
        f"{1 + person % 28}.{1 + person % 12}.{1994 + person % 6}.",
        ("BA", "BA, HR", "HR")[person % 3],
        ("prvi", "drugi")[number % 2],
        str(1 + number % 3),
        "redoviti",
        str(6 - number % 2 * 2),
        ("0613", "0222", "0714")[number % 3],
        f"{3 + number * 7 % 201 / 100:.2f}".replace(".", ","),
        ("en:B2", "en:C1, de:A2")[number % 2],
        f"{start - timedelta(days=40):%d.%m.%Y.}",
    )
    return ";".join(cells)


def office_in(folder: Path) -> Office:
    """An office with the agreements of the list."""
    (folder / "agreements").mkdir(parents=True)
    (folder / "mobilnost.toml").write_text(SETTINGS, encoding="utf-8")
    for partner in PARTNERS:
        text = AGREEMENT.format(partner=partner)
        (folder / "agreements" / f"{partner}.toml").write_text(text, encoding="utf-8")
    return Office.open(folder, Host.discover())


def imported(office: Office, file: Path, folder: Path) -> float:
    """Seconds that an import takes, from the file to the acknowledged write, into a register that is empty."""
    folder.mkdir()
    register = opened(folder, None)
    at = datetime(2018, 6, 1, 12, tzinfo=UTC)
    desk = Desk(office=office, register=register, actor=Actor(name="ured", trusted=True), at=at, on=at.date())
    begun = time.perf_counter()
    plan = parse_mapping(MAPPING)
    sheet = read_sheet(file)
    done = import_dossiers(desk, Rows(plan, sheet).read(sheet.rows), Wanted(file=str(file)))
    spent = time.perf_counter() - begun
    register.engine.dispose()
    assert done.written, [problem for bad in done.bad[:3] for problem in bad.problems]
    return spent


def sql(statement: Select[Any] | Insert) -> str:
    """A statement as the driver takes it."""
    return str(statement.compile(dialect=sqlite.dialect()))


def inserted(source: Path, folder: Path) -> float:
    """Seconds that the driver takes to insert what an import wrote."""
    with sqlite3.connect(source / "register.db") as connection:
        rows = {table: connection.execute(sql(select(table))).fetchall() for table in TABLES}
    folder.mkdir()
    opened(folder, None).engine.dispose()
    connection = sqlite3.connect(folder / "register.db", isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")
    begun = time.perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    for table, found in rows.items():
        connection.executemany(sql(insert(table)), found)
    connection.execute("COMMIT")
    spent = time.perf_counter() - begun
    connection.close()
    return spent


def main(rows: int = 10_000, rounds: int = 5) -> float:
    """Prints both, and gives the share of the driver's speed that the import reaches."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "prijave.csv"
        file.write_bytes("\r\n".join([HEADERS, *map(row, range(rows)), ""]).encode("cp1250"))
        office = office_in(folder / "office")
        ours, theirs = [], []
        for number in range(rounds):
            ours.append(imported(office, file, folder / f"import-{number}"))
            theirs.append(inserted(folder / f"import-{number}", folder / f"insert-{number}"))
    share = statistics.median(other / own for own, other in zip(ours, theirs, strict=True))
    print(f"import        {statistics.median(ours):7.3f} s  {rows / statistics.median(ours):9.0f} rows/s")
    print(f"executemany   {statistics.median(theirs):7.3f} s  {rows / statistics.median(theirs):9.0f} rows/s")
    print(f"share         {share:7.1%}")
    return share


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

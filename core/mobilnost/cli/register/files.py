"""`mobilnost register backup|export|import`: the register as a file or a folder, and back."""

from __future__ import annotations

from pathlib import Path

import click

from mobilnost.cli import options


@click.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE")
@options.acting
@options.as_json
@options.lang
@options.office
def backup(file: Path, acting: str | None, as_json: bool, lang: str | None, office: Path | None) -> int:
    """Copy the register."""
    from mobilnost.cli.counter import Counter
    from mobilnost.desk import keeping

    with Counter(office, lang, acting, as_json=as_json, law=False) as counter:
        keeping.backup(counter.desk, file)
        if as_json:
            counter.record({"backup": str(file), "size": file.stat().st_size})
        else:
            counter.say(counter.words.text("register", "backed_up", file=file))
    return counter.code


@click.command("export")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
@options.acting
@options.as_json
@options.lang
@options.office
def export(folder: Path, acting: str | None, as_json: bool, lang: str | None, office: Path | None) -> int:
    """Write the register as files."""
    from mobilnost.cli.counter import Counter
    from mobilnost.desk import keeping
    from mobilnost.locales import Forms

    with Counter(office, lang, acting, as_json=as_json, law=False) as counter:
        files = keeping.export(counter.desk, folder)
        if as_json:
            counter.record({"export": str(folder), "files": files})
        else:
            told = {"folder": folder, "files": Forms(counter.words).number(files)}
            counter.say(counter.words.text("register", "exported", **told))
    return counter.code


@click.command("import")
@click.argument("source", type=click.Path(exists=True, path_type=Path), metavar="DIR")
@options.dry_run
@options.acting
@options.as_json
@options.lang
@options.office
def import_(
    source: Path, dry_run: bool, acting: str | None, as_json: bool, lang: str | None, office: Path | None
) -> int:
    """Fill the register from files."""
    from mobilnost.cli.counter import Counter
    from mobilnost.desk import keeping
    from mobilnost.locales import Forms

    with Counter(office, lang, acting, as_json=as_json, law=False) as counter:
        head = keeping.bring(counter.desk, source, rehearsed=dry_run)
        if as_json:
            counter.record({"import": str(source), "entries": head.number, "hash": head.hash, "kept": not dry_run})
        else:
            key = "importable" if dry_run else "imported"
            counter.say(counter.words.text("register", key, entries=Forms(counter.words).number(head.number)))
    return counter.code

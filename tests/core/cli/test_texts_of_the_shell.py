"""What a shell hands over as text is text, or is refused by its name: nothing is written of halves of characters."""

from __future__ import annotations

from pathlib import Path

import pytest
from offices import Run

HALF = "a\udcff"
ID = "2018-0042"


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("dossier", "show", HALF), "ID"),
        (("dossier", "withdraw", ID, "--reason", HALF), "--reason"),
        (("decision", "record", ID, "--reference", HALF), "--reference"),
        (("due", "suspend", ID, "return.documents_days", "--reason", HALF), "--reason"),
        (("due", "done", "information_package.due/2019/ff", "--note", HALF), "--note"),
        (("due", "--unit", HALF), "--unit"),
        (("check", "--as", HALF), ""),
        (("document", "draft", ID, "learning_agreement", "--text", HALF), "--text"),
        (("document", "sign", ID, "learning_agreement", "--role", "host", "--name", HALF), "--name"),
        (("person", "show", HALF), "ID"),
        (("agreement", "show", HALF), "ID"),
        (("call", "show", HALF), "ID"),
    ],
    ids=lambda one: " ".join(one[:2]) if isinstance(one, tuple) else "",
)
def test_half_a_character_is_wrong_usage(run: Run, office: Path, arguments: tuple[str, ...], named: str) -> None:
    done = run(*arguments, "--office", office, "--lang", "en")
    assert (done.returncode, named in done.stderr) == (2, True), done.stderr
    assert "a mistake of the program" not in done.stderr


@pytest.mark.parametrize("lang", ["en", "hr", "mk"])
def test_it_is_told_in_the_reader_s_language(run: Run, office: Path, lang: str) -> None:
    done = run("due", "--unit", HALF, "--office", office, "--lang", lang)
    assert done.returncode == 2
    assert "a\\udcff" in done.stderr
    assert "UTF-8" in done.stderr


def test_whoever_acts_has_a_name_that_can_be_written(run: Run, office: Path) -> None:
    done = run("due", "--office", office, "--lang", "en", MOBILNOST_AS=HALF)
    assert (done.returncode, "UTF-8" in done.stderr) == (2, True), done.stderr


def test_a_file_may_be_called_anything(run: Run, office: Path, tmp_path: Path) -> None:
    """What cannot be written of its name is left out of what is kept."""
    run("dossier", "add", office / "dossiers" / "good.toml", "--office", office)
    (tmp_path / "scan\udcff.pdf").write_bytes(b"%PDF-1.7\n")
    done = run("document", "add", ID, "nomination", "scan\udcff.pdf", "--office", office, "--lang", "en")
    assert (done.returncode, done.stdout) == (0, f"Nomination: kept as {ID}/1 (scan?.pdf)\n"), done.stderr

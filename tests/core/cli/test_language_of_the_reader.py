"""The reader is answered in his language, whatever he asked and however wrongly: asked for, the office's, the system's."""

import errno
import os
import shlex
import subprocess
from pathlib import Path

import offices
import pytest
from offices import PROGRAM, Run, environment, put

from mobilnost.cli.language import wanted
from mobilnost.cli.texts import texts
from mobilnost.languages import LANGUAGES

USAGE = {"en": "Usage: mobilnost", "hr": "Uporaba: mobilnost", "mk": "Употреба: mobilnost"}
MISTAKE = {"en": "Error: ", "hr": "Pogreška: ", "mk": "Грешка: "}


# -- asked for


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "arguments",
    [
        ("--help", "--lang", "{}"),
        ("--lang", "{}", "--help"),
        ("--lang={}",),
        ("check", "--help", "--lang={}"),
        ("check", "--lang", "{}", "-h"),
        ("--lang", "{}", "check", "--help"),
        ("init", "here", "--dry-run", "--help", "--lang", "{}"),
        ("dossier", "--help", "--lang", "{}"),
        ("dossier", "--lang", "{}", "--help"),
        ("register", "--lang={}", "show", "--help"),
        ("call", "--lang={}"),
    ],
    ids=" ".join,
)
def test_help_is_given_in_the_language_asked_for_wherever_it_stands(
    run: Run, language: str, arguments: tuple[str, ...]
) -> None:
    done = run(*(one.format(language) for one in arguments))
    assert (done.stdout or done.stderr).startswith(USAGE[language])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "--bogus", "--lang", "{}"),
        ("--lang={}", "chek"),
        ("chek", "--lang={}"),
        ("--bogus", "--lang", "{}", "check"),
        ("check", "nowhere.toml", "--lang", "{}"),
    ],
    ids=" ".join,
)
def test_a_mistake_of_usage_too(run: Run, language: str, arguments: tuple[str, ...]) -> None:
    done = run(*(one.format(language) for one in arguments))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(USAGE[language])
    assert f"\n{MISTAKE[language]}" in done.stderr


def test_asked_for_before_the_command_it_holds_for_the_command(run: Run, office: Path) -> None:
    good = office / "dossiers" / "good.toml"
    assert "со исполнети услови" in run("--lang", "mk", "check", good, "--on", "2018-06-25").stdout
    assert "may go" in run("--lang", "mk", "check", good, "--on", "2018-06-25", "--lang", "en").stdout
    assert "проверено" in run("--lang", "mk", "agreement", "check", "--office", office).stdout
    assert "проверено" in run("agreement", "--lang", "mk", "check", "--office", office).stdout


@pytest.mark.parametrize(
    ("arguments", "language"),
    [
        (("--lang", "hr", "check", "--lang", "mk"), "mk"),
        (("--lang", "hr", "check", "--lang", "de"), "hr"),
        (("check", "--lang"), "en"),
        (("check", "--", "--lang", "mk"), "en"),
        (("check", "--language=mk"), "en"),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, tuple) else one,
)
def test_the_last_that_is_one_of_ours_counts(
    arguments: tuple[str, ...], language: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("LC_ALL", "LC_MESSAGES", "MOBILNOST_OFFICE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert wanted(arguments) == language


# -- the office's


@pytest.mark.parametrize("way", ["option", "option=", "environment", "the folder we are in", "a path"])
def test_else_in_the_language_of_the_office(run: Run, office: Path, way: str) -> None:
    done = {
        "option": lambda: run("check", "--bogus", "--office", office),
        "option=": lambda: run("check", f"--office={office}", "--help"),
        "environment": lambda: run("--help", MOBILNOST_OFFICE=str(office)),
        "the folder we are in": lambda: run("check", "--help", cwd=office / "dossiers"),
        "a path": lambda: run("check", office / "dossiers" / "not-there.toml"),
    }[way]()
    assert USAGE["hr"] in done.stdout + done.stderr


def test_the_office_of_a_path_comes_before_the_one_we_are_in(run: Run, office: Path, tmp_path: Path) -> None:
    other = offices.make(tmp_path / "other")
    put(other / "mobilnost.toml", offices.SETTINGS.replace('language = "hr"', 'language = "mk"'))
    assert run("check", other / "dossiers" / "x.toml", cwd=office).stderr.startswith(USAGE["mk"])
    assert run("check", "dossiers/x.toml", cwd=office).stderr.startswith(USAGE["hr"])


def test_what_is_asked_for_comes_before_it(run: Run, office: Path) -> None:
    assert run("check", "--help", "--lang", "mk", cwd=office).stdout.startswith(USAGE["mk"])


@pytest.mark.parametrize(
    "content",
    [b"", b"[office", b'office = "hr"', b"[office]\nlanguage = 7", b'[office]\nlanguage = "de"', b"\xff", b"[" * 9999],
    ids=["empty", "broken", "no table", "a number", "none of ours", "no text", "deep"],
)
def test_settings_that_name_no_language_do_not_stop_help(run: Run, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "mobilnost.toml").write_bytes(content)
    done = run("check", "--help", cwd=tmp_path, LANG="mk_MK.UTF-8")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(USAGE["mk"])


def test_a_folder_that_is_gone_does_not_stop_help(tmp_path: Path) -> None:
    (tmp_path / "gone").mkdir()
    program = f"cd {tmp_path / 'gone'} && rmdir {tmp_path / 'gone'} && {shlex.join([*PROGRAM, 'check', '--help'])}"
    done = subprocess.run(
        ["bash", "-c", program], capture_output=True, text=True, encoding="utf-8", env=environment(LANG="hr_HR.UTF-8")
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(USAGE["hr"])


def test_settings_that_are_otherwise_wrong_are_reported_in_their_own_language(run: Run, office: Path) -> None:
    settings = office / "mobilnost.toml"
    put(settings, settings.read_text(encoding="utf-8") + "colour = 7\n")
    assert "Ključ colour ne postoji." in run("check", "--office", office).stderr


@pytest.mark.parametrize(
    "name", ["x" * 300, "x" * 5000, "ring", "closed/inside"], ids=["long", "longer", "ring", "closed"]
)
def test_a_path_that_leads_nowhere_does_not_stop_us(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "ring").symlink_to(tmp_path / "ring")
    (tmp_path / "closed").mkdir(mode=0o000)
    done = run("check", tmp_path / name, LANG="hr_HR.UTF-8")
    assert done.returncode == 2
    assert MISTAKE["hr"] in done.stderr or done.stderr.startswith("mobilnost: ")


# -- the system's


@pytest.mark.parametrize(
    ("settings", "language"),
    [
        ({"LANG": "hr_HR.UTF-8"}, "hr"),
        ({"LANG": "hr_HR.UTF-8", "LC_MESSAGES": "mk_MK.UTF-8"}, "mk"),
        ({"LANG": "hr_HR.UTF-8", "LC_MESSAGES": "mk_MK.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ({"LANG": "bs_BA.UTF-8"}, "hr"),
        ({"LANG": "hr_HR.UTF-8", "LANGUAGE": "mk"}, "hr"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LANG": ""}, "en"),
    ],
    ids=str,
)
def test_else_in_that_of_the_system(run: Run, settings: dict[str, str], language: str) -> None:
    assert run("--help", **settings).stdout.startswith(USAGE[language])
    done = run("init", **settings)
    assert done.stderr.splitlines()[-1].startswith(MISTAKE[language])


# -- what is said

HR = {
    "an unknown option": (("check", "--ofice"), "Opcija '--ofice' ne postoji. Mislite li na '--office'?"),
    "an unknown command": (("chek",), "Naredba 'chek' ne postoji. Mislite li na 'check'?"),
    "a missing argument": (("init",), "Nedostaje argument 'MAPA'."),
    "one argument too many": (("init", "a", "b"), "Suvišno je navedeno: b"),
    "a path that is not there": (("check", "no.toml"), "Neispravna vrijednost za '[PUTANJE]...': Putanja 'no.toml' ne postoji."),
    "a folder that is a file": (("check", "--office", "file"), "Neispravna vrijednost za '--office': Mapa 'file': to je datoteka."),
    "a bad date": (("check", "--on", "1.2.2018"), "Neispravna vrijednost za '--on': '1.2.2018' nije dan zapisan kao 2018-06-25."),
    "a day that never was": (("check", "--on", "2018-02-30"), "Neispravna vrijednost za '--on': '2018-02-30' nije dan zapisan kao 2018-06-25."),
    "a bad choice": (("check", "--lang", "de"), "Neispravna vrijednost za '--lang': 'de' nije među mogućnostima: 'en', 'hr', 'mk'."),
    "a value that is missing": (("check", "--on"), "Opcija '--on' traži vrijednost."),
    "a value too many": (("check", "--json=yes"), "Opcija '--json' nema vrijednosti."),
    "no office": (("check", "--office", "folder"), "folder nije ured: u mapi nema datoteke mobilnost.toml. Stvara ga `mobilnost init`."),
    "no dossier": (("check", "folder"), "Nema dosjea na navedenom mjestu: folder."),
    "a folder with something in it": (("init", "."), "Mapa . nije prazna; ured se stvara u novoj ili praznoj mapi."),
}  # fmt: skip


@pytest.mark.parametrize(("arguments", "said"), HR.values(), ids=HR)
def test_every_mistake_of_usage_says_what_is_wrong(
    run: Run, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    (tmp_path / "folder").mkdir()
    put(tmp_path / "file", "")
    done = run(*arguments, LANG="hr_HR.UTF-8")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines()[-1] == f"Pogreška: {said}"
    for language in ("en", "mk"):
        last = run(*arguments, LANG=f"{language}.UTF-8").stderr.splitlines()[-1]
        assert last.startswith(MISTAKE[language])


# -- what the system says

USUAL = {"EACCES", "ENOENT", "EISDIR", "ENOSPC", "EROFS", "ENAMETOOLONG"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_mistakes_of_the_system_have_words(language: str) -> None:
    known = texts(language)["system"]
    assert set(known) >= USUAL
    assert not [one for one in known if one not in errno.errorcode.values()]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "mobilnost: no space is left on the disk"),
        ("hr", "mobilnost: na disku više nema mjesta"),
        ("mk", "mobilnost: на дискот нема повеќе место"),
    ],
)
def test_a_full_disk_is_told(office: Path, language: str, said: str) -> None:
    good = office / "dossiers" / "good.toml"
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*PROGRAM, "check", str(good), "--on", "2018-06-25", "--lang", language],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env=environment(),
            check=False,
        )
    assert (done.returncode, done.stderr) == (2, f"{said}\n")


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "report it."), ("hr", "prijavite je."), ("mk", "пријавете ја.")],
)
def test_a_mistake_of_ours_is_told(run: Run, office: Path, tmp_path: Path, language: str, said: str) -> None:
    (tmp_path / "broken" / "babel").mkdir(parents=True)
    put(tmp_path / "broken" / "babel" / "__init__.py", "raise ZeroDivisionError('deep\\n  inside')\n")
    path = os.pathsep.join([str(tmp_path / "broken"), os.environ.get("PYTHONPATH", "")])
    done = run("check", office / "dossiers" / "good.toml", "--lang", language, PYTHONPATH=path)
    assert done.returncode == 4
    assert len(done.stderr.splitlines()) == 1
    assert "(ZeroDivisionError: deep inside)" in done.stderr
    assert "MOBILNOST_DEBUG=1" in done.stderr
    assert done.stderr.endswith(f"{said}\n")

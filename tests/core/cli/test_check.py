"""`mobilnost check`: what the office worker sees, and what other programs read."""

import json
from pathlib import Path

import pytest
from offices import DOSSIER, Run, dossier, put

ON = ("--on", "2018-06-25")


@pytest.fixture
def short(office: Path) -> Path:
    """A dossier whose stay is too short, for the university and for Erasmus+."""
    return put(office / "dossiers" / "short.toml", dossier(end="2018-12-01", id='"2018-0043"'))


# -- one dossier


def test_the_verdict_comes_first(run: Run, short: Path) -> None:
    lines = run("check", short, "--lang", "en", *ON).stdout.splitlines()
    assert lines[0] == "✘ 2018-0043: may not go"
    assert lines[1] == "  Erasmus+ · student, outgoing, study stay"
    assert lines[2] == "  sum.ba → University of Rijeka · 1 October 2018 to 1 December 2018"
    assert lines[3] == "  agreement sum-uniri-2018 · As of 25 June 2018"
    assert lines[5] == "Not in order"
    assert "The stay lasts at least 3 months: 2 months and 1 day are planned. (Pravilnik, čl. 9 st. 1)" in lines[6]


def test_names_are_shown_only_when_asked_for(run: Run, short: Path) -> None:
    assert "Primjer" not in run("check", short, "--all", *ON).stdout
    assert "Primjer" not in run("check", short, "--json", *ON).stdout
    assert "✘ 2018-0043: Iva Primjer, may not go" in run("check", short, "--names", "--lang", "en", *ON).stdout


def test_a_figure_of_the_agreement_is_shown_with_its_clause_and_what_it_beat(run: Run, office: Path) -> None:
    path = put(office / "dossiers" / "long.toml", dossier(end="2019-08-31"))
    said = run("check", path, "--lang", "en", *ON).stdout
    assert "10 months (longest stay): set by the agreement sum-uniri-2018, čl. 4; instead of no limit" in said


def test_what_the_participant_pays_is_not_taken_for_a_part_of_the_grant(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "example"
    assert run("init", folder, "--example").returncode == 0
    path = folder / "dossiers" / "lipetsk-01-informatics.toml"
    said = run("check", path, "--lang", "en", "--on", "2019-06-01").stdout.splitlines()
    (journey,) = (line for line in said if "The journey: " in line)
    assert journey.endswith("; pays: the participant, so no part of the grant")


def test_what_is_unknown_names_what_would_settle_it(run: Run, office: Path) -> None:
    text = DOSSIER.replace('languages = [{ code = "hr", level = "C2" }]\n', "").replace("programme_semesters = 6\n", "")
    said = run("check", put(office / "dossiers" / "x.toml", text), "--lang", "en", *ON).stdout
    assert "… 2018-0042: not complete" in said
    assert "? Not known: the level in the language of instruction. Settled by: language certificate." in said


def test_readings_are_marked_as_ours(run: Run, office: Path) -> None:
    said = run("check", office / "dossiers" / "good.toml", "--all", "--lang", "en", *ON).stdout
    assert "(Pravilnik, čl. 9 st. 2, our reading)" in said
    assert "(Pravilnik, čl. 9 st. 1)" in said


def test_where_the_authorities_differ_both_are_shown_and_the_stricter_is_marked(run: Run, office: Path) -> None:
    text = dossier(start="2022-10-03", end="2022-12-02")
    said = run("check", put(office / "dossiers" / "x.toml", text), "--lang", "en", *ON).stdout.splitlines()
    at = next(number for number, line in enumerate(said) if "[university, binding]" in line)
    assert "The stay lasts at least 3 months: 2 months are planned." in said[at]
    assert "[programme] The stay lasts at least 2 months: 2 months are planned. (Erasmus+" in said[at + 1]


def test_missing_papers_come_first_and_duties_by_their_day(run: Run, office: Path) -> None:
    said = run("check", office / "dossiers" / "good.toml", "--lang", "en", "--on", "2018-10-02").stdout
    papers, dates = said.split("\nPapers\n")[1].split("\nDates\n")
    lines = papers.strip("\n").splitlines()
    assert lines[0] == "  Before the stay:"
    assert lines[1].startswith("    ✘ Travel health insurance: missing; was due on 30 September 2018 (Pravilnik")
    assert papers.strip().splitlines()[-1] == "  On file: learning agreement"
    duties = [line for line in dates.splitlines() if line]
    assert duties[0].startswith("  ✘ 24 September 2018: the unit announces the stay to the Office: overdue (Pravilnik")


def test_a_missing_signature_is_named_by_its_role(run: Run, office: Path) -> None:
    text = DOSSIER.replace(', "host"]', "]")
    said = run("check", put(office / "dossiers" / "x.toml", text), "--lang", "en", *ON).stdout
    assert "Learning agreement: not signed by all; signature missing: host; by 30 September 2018" in said


def test_in_full_every_sentence_is_told(run: Run, office: Path) -> None:
    path = office / "dossiers" / "good.toml"
    brief, full = (run("check", path, "--lang", "en", *more, *ON).stdout for more in ((), ("--all",)))
    assert "In order (" in brief
    assert "Shortest stay" in brief
    assert "Does not apply (" not in brief
    assert "✔ The stay lasts at least 3 months: 4 months and 15 days are planned. (Pravilnik, čl. 9 st. 1)" in full
    assert "Does not apply (" in full


def test_an_incoming_student_may_come(run: Run, office: Path) -> None:
    text = dossier(direction='"incoming"', sending='"uniri.hr"', receiving='"sum.ba"')
    path = put(office / "dossiers" / "x.toml", text)
    assert run("check", path, "--lang", "en", "--on", "2018-05-01").stdout.startswith("✔ 2018-0042: may come\n")


# -- languages


@pytest.mark.parametrize(
    ("arguments", "settings", "said"),
    [
        ((), {}, "ispunjava uvjete"),
        (("--lang", "en"), {}, "may go"),
        (("--lang", "mk"), {}, "со исполнети услови"),
        ((), {"LC_ALL": "mk_MK.UTF-8"}, "ispunjava uvjete"),
    ],
    ids=["of the office", "as asked", "as asked in Macedonian", "of the office before that of the system"],
)
def test_the_language(run: Run, office: Path, arguments: tuple[str, ...], settings: dict[str, str], said: str) -> None:
    done = run("check", office / "dossiers" / "good.toml", *arguments, *ON, **settings)
    assert done.stdout.startswith(f"✔ 2018-0042: {said}\n")


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"LANG": "hr_HR.UTF-8"}, "Bilo bi stvoreno"),
        ({"LANG": "hr_HR.UTF-8", "LC_ALL": "mk_MK.UTF-8"}, "Би се создало"),
        ({"LANG": "bs_BA.UTF-8"}, "Bilo bi stvoreno"),
        ({"LANG": "C"}, "Would make"),
    ],
    ids=["LANG", "LC_ALL before LANG", "a neighbour's", "none of ours"],
)
def test_without_an_office_the_system_s_language_is_spoken(run: Run, settings: dict[str, str], said: str) -> None:
    assert run("init", "office", "--dry-run", **settings).stdout.startswith(said)


# -- several dossiers


def test_the_total_counts_dossiers_that_are_shown_in_full(run: Run, office: Path, short: Path) -> None:
    said = run("check", office / "dossiers" / "good.toml", short, "--all", "--lang", "en", *ON).stdout
    assert said.splitlines()[-1] == "2 dossiers (may go: 1, may not go: 1)"


def test_several_have_a_line_each_and_a_total(run: Run, office: Path, short: Path) -> None:
    put(office / "dossiers" / "bad.toml", "[mobility]\n")
    done = run("check", "--office", office, "--lang", "en", *ON)
    lines = done.stdout.splitlines()
    assert lines[0].startswith("! invalid  ")
    assert lines[1] == "✔ may go  2018-0042  Erasmus+"
    assert lines[2].startswith(
        "✘ may not go  2018-0043  Erasmus+  The stay lasts at least 3 months: 2 months and 1 day"
    )
    assert lines[3] == "3 dossiers (may go: 1, may not go: 1, invalid: 1)"


def test_a_mistake_in_a_shared_file_is_told_once(run: Run, office: Path, short: Path) -> None:
    agreement = office / "agreements" / "rijeka.toml"
    put(agreement, agreement.read_text(encoding="utf-8").replace("duration.maximum", "duration.minimum"))
    done = run("check", *sorted((office / "dossiers").iterdir()), "--lang", "en", *ON)
    assert done.stderr.count("Forbidden by čl. 9 st. 1.") == 1
    assert done.stdout.count("! invalid") == 2


def test_a_folder_stands_for_its_dossiers(run: Run, office: Path, short: Path) -> None:
    for folder in (office, office / "dossiers"):
        said = run("check", folder, "--json", *ON).stdout.splitlines()
        assert [json.loads(line)["dossier"] for line in said] == ["2018-0042", "2018-0043"]


def test_an_office_without_dossiers_says_so(run: Run, office: Path) -> None:
    (office / "dossiers" / "good.toml").unlink()
    done = run("check", "--office", office, "--lang", "en")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "The office has no dossiers.\n")


# -- which office


@pytest.mark.parametrize("way", ["option", "environment", "above the dossier", "above the folder we are in"])
def test_the_office_is_found(run: Run, office: Path, tmp_path: Path, way: str) -> None:
    elsewhere = put(tmp_path / "elsewhere.toml", dossier())
    inside = office / "dossiers" / "good.toml"
    done = {
        "option": lambda: run("check", elsewhere, "--office", office, *ON),
        "environment": lambda: run("check", elsewhere, *ON, MOBILNOST_OFFICE=str(office)),
        "above the dossier": lambda: run("check", inside, *ON),
        "above the folder we are in": lambda: run("check", elsewhere, *ON, cwd=office / "agreements"),
    }[way]()
    assert done.returncode == 0, done.stderr


def test_without_an_office_a_dossier_names_its_agreement_s_file(run: Run, office: Path, tmp_path: Path) -> None:
    (tmp_path / "sum-uniri.toml").write_bytes((office / "agreements" / "rijeka.toml").read_bytes())
    path = put(tmp_path / "dossier.toml", dossier(agreement='"sum-uniri.toml"'))
    done = run("check", path, "--json", *ON)
    said = json.loads(done.stdout)
    assert said["verdict"] == "eligible"
    longest = next(one for one in said["findings"] if one["rule"] == "duration.maximum")
    assert longest["provisions"][0]["set_by"] == "agreement"


# -- for programs


def test_json_is_one_line_whether_one_or_many(run: Run, office: Path, short: Path) -> None:
    one = run("check", office / "dossiers" / "good.toml", "--json", *ON).stdout
    many = run("check", office / "dossiers" / "good.toml", short, "--json", *ON).stdout
    assert len(one.splitlines()) == 1
    assert many.splitlines()[0] == one.rstrip("\n")
    assert len(many.splitlines()) == 2


def test_json_carries_the_sentence_in_the_reader_s_language(run: Run, short: Path) -> None:
    said = json.loads(run("check", short, "--json", "--lang", "hr", *ON).stdout)
    finding = next(one for one in said["findings"] if one["rule"] == "duration.minimum")
    assert finding["message"] == "Propisano trajanje boravka je najmanje 3 mjeseca, a planirana su 2 mjeseca i 1 dan."
    assert said["on"] == "2018-06-25"


def test_colour_is_never_in_what_is_piped(run: Run, short: Path) -> None:
    assert "\x1b" not in run("check", short, *ON).stdout

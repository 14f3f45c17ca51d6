"""`mobilnost rules`: the rulebook as a person reads it, on the terminal or in a file, in three languages."""

import json
import os
import stat
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from offices import AGREEMENT, Run, put

CALL = """\
[call]
id = "erasmus-2018"
programme = "erasmus"
academic_year = "2018/2019"
opens = 2018-03-01
closes = 2018-04-13
"""
HOSTILE = """\
[[conditions]]
id = "x"
requires = "grade_average >= 3"
clause = "</p><script>alert(1)</script>"
"""
ON = ("--on", "2018-10-01")


@pytest.fixture
def called(office: Path) -> Path:
    """An office with a call."""
    (office / "calls").mkdir()
    put(office / "calls" / "call.toml", CALL)
    return office


def rulebook(run: Run, *arguments: object, **more: str) -> dict:
    done = run("rules", "--json", *arguments, **more)
    assert done.returncode == 0, done.stderr
    (line,) = done.stdout.splitlines()
    return json.loads(line)


def entries(table: dict, kind: str) -> dict[str, dict]:
    """The entries of a sort by name."""
    found = [
        entry
        for chapter in table["chapters"]
        for section in chapter["sections"]
        for division in section["divisions"]
        for outer in division["entries"]
        for entry in (outer, *outer.get("provisions", ()))
        if entry["kind"] == kind
    ]
    return {one.get("key") or one.get("id") or one["type"]: one for one in found}


# -- what is read


def test_without_circumstances_the_university_speaks_first_and_then_each_programme(run: Run) -> None:
    table = rulebook(run, *ON)
    assert [one["programme"] for one in table["chapters"]] == [None, "bilateral", "ceepus", "erasmus", "lipetsk"]
    assert table["chapters"][3]["edition"] == "2014-2020"
    assert (table["schema"], table["on"], table["regulation"]["id"]) == (1, "2018-10-01", "mostar-2018")


@pytest.mark.parametrize("option", [("--agreement", "sum-uniri-2018"), ("--call", "erasmus-2018")])
def test_the_programme_follows_from_agreement_or_call(run: Run, called: Path, option: tuple[str, str]) -> None:
    (chapter,) = rulebook(run, "--office", called, *option, *ON)["chapters"]
    assert chapter["programme"] == "erasmus"
    assert chapter[option[0][2:]] == option[1]


def test_a_file_serves_as_well_as_an_id(run: Run, office: Path) -> None:
    by_id = rulebook(run, "--office", office, "--agreement", "sum-uniri-2018", *ON)
    by_file = rulebook(run, "--office", office, "--agreement", office / "agreements" / "rijeka.toml", *ON)
    inside = rulebook(run, "--office", office, "--agreement", "agreements/rijeka.toml", *ON)
    assert by_id == by_file == inside


def test_a_figure_tells_its_clause_and_line_and_what_it_beat(run: Run, office: Path) -> None:
    table = rulebook(run, "--office", office, "--agreement", "sum-uniri-2018", *ON)
    maximum = entries(table, "provision")["duration.maximum"]
    (standing,) = maximum["standing"]
    assert (standing["value"], standing["set_by"], standing["clause"]) == ("10 months", "agreement", "čl. 4")
    assert standing["place"] == {"file": "agreements/rijeka.toml", "line": 10, "key": "terms[0].provision"}
    assert {(one["value"], one["set_by"]) for one in standing["beaten"]} == {("none", "regulation")}
    assert {one["layer"] for one in maximum["may_set"]} == {"agreement", "programme", "call"}
    assert maximum["may_not_set"] == ["setting", "decision"]


def test_a_topic_alone_can_be_read(run: Run) -> None:
    table = rulebook(run, "--programme", "erasmus", "--topic", "duration", *ON)
    rules = entries(table, "rule").values()
    assert {one["topic"] for one in rules} == {"duration"}
    assert not entries(table, "document")


def test_the_first_day_of_the_stay_chooses_the_edition_unless_it_is_named(run: Run) -> None:
    later = rulebook(run, "--programme", "erasmus", "--on", "2023-03-01")
    named = rulebook(run, "--programme", "erasmus@2014-2020")
    assert later["chapters"][0]["edition"] == "2021-2027"
    assert named["chapters"][0]["edition"] == "2014-2020"
    assert named["on"] <= "2020-12-31"


def test_without_a_day_it_is_one_on_which_the_call_s_stays_begin(run: Run, called: Path) -> None:
    assert rulebook(run, "--office", called, "--call", "erasmus-2018")["on"] == "2018-08-01"


def test_the_keys_of_the_object_stay(run: Run, office: Path) -> None:
    table = rulebook(run, "--office", office, "--agreement", "sum-uniri-2018", *ON)
    keys = {kind: sorted(next(iter(entries(table, kind).values()))) for kind in KEYS}
    assert keys == {kind: sorted(names.split()) for kind, names in KEYS.items()}


KEYS = {
    "rule": "kind id title told topic authority layer citation place applies requires concerns curable note waived_by "
    "provisions see plugin",
    "provision": "kind key name told type many unit authority citation place open setting used_by stricter standing otherwise "
    "may_set may_not_set waived_by plugin deciders",
    "document": "kind type told phase authority citation place applies concerns due issuer signatories languages",
    "obligation": "kind id told who to authority citation place applies concerns due evidence may_wait",
    "component": "kind id per payer exclusive citation place applies concerns rate_by payer_by permits taper rates",
}

# -- how it is written


def test_people_read_it_article_by_article(run: Run, office: Path) -> None:
    said = run("rules", "--office", office, "--agreement", "sum-uniri-2018", *ON, "--lang", "hr").stdout
    assert said.startswith("Pravilnik o međunarodnoj mobilnosti Sveučilišta u Mostaru: Erasmus+\n")
    assert "\nČlanak 9." in said
    assert "10 mjeseci: sporazum: sum-uniri-2018, čl. 4 [agreements/rijeka.toml:10]" in said.replace(
        "Određuje: ", "10 mjeseci: "
    )
    assert said.index("Članak 9.") < said.index("Članak 11.") < said.index("Program Erasmus+")


@pytest.mark.parametrize(
    ("name", "begins"), [("r.html", "<!DOCTYPE html>"), ("r.md", "# "), ("r.json", '{"schema": 1')]
)
def test_a_file_is_written_as_its_name_says(run: Run, tmp_path: Path, name: str, begins: str) -> None:
    done = run("rules", "--programme", "ceepus", "--output", tmp_path / name, *ON)
    assert (done.returncode, done.stdout) == (0, "")
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)


@pytest.mark.parametrize("name", ["rules.pdf", "rules.DOCX", "rules.xlsx"])
def test_a_name_that_promises_what_is_not_written_is_a_mistake(run: Run, tmp_path: Path, name: str) -> None:
    done = run("rules", "--output", tmp_path / name, *ON, "--lang", "en")
    assert (done.returncode, (tmp_path / name).exists()) == (2, False)
    assert "HTML (.html)" in done.stderr
    assert run("rules", "--output", tmp_path / name, "--format", "text", *ON).returncode == 0


def test_a_file_that_is_there_is_kept_unless_it_may_be_lost(run: Run, tmp_path: Path) -> None:
    path = put(tmp_path / "r.html", "dear")
    done = run("rules", "--programme", "ceepus", "--output", path, "--lang", "en")
    assert done.returncode == 2
    assert "--force" in done.stderr
    assert path.read_text(encoding="utf-8") == "dear"
    assert run("rules", "--programme", "ceepus", "--output", path, "--force").returncode == 0
    assert path.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_a_file_is_for_others_to_read_and_nothing_is_left_beside_it(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "intranet"
    folder.mkdir()
    assert run("rules", "--programme", "ceepus", "--output", folder / "r.html").returncode == 0
    assert [one.name for one in folder.iterdir()] == ["r.html"]
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE((folder / "r.html").stat().st_mode) == 0o666 & ~mask


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_a_link_stays_a_link_and_what_it_names_is_written(run: Run, tmp_path: Path) -> None:
    target, link = put(tmp_path / "there.html", "old"), tmp_path / "r.html"
    link.symlink_to(target)
    assert run("rules", "--programme", "ceepus", "--output", link, "--force").returncode == 0
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files on Windows")
@pytest.mark.parametrize("force", [(), ("--force",)])
def test_what_is_no_file_is_written_into_and_never_replaced(run: Run, tmp_path: Path, force: tuple[str, ...]) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as pool:
        read = pool.submit(pipe.read_text, encoding="utf-8")
        assert run("rules", "--programme", "ceepus", "--output", pipe, "--format", "html", *force).returncode == 0
        assert read.result(60).startswith("<!DOCTYPE html>")
    assert pipe.is_fifo()


def test_without_a_programme_none_is_named(run: Run) -> None:
    done = run("rules", "--lang", "en", MOBILNOST_DISABLE_PLUGINS="erasmus,ceepus,bilateral,lipetsk")
    assert done.returncode == 0
    assert "Programme:" not in done.stdout


def test_a_file_that_cannot_be_written_is_a_mistake_of_the_call(run: Run, tmp_path: Path) -> None:
    assert run("rules", "--programme", "ceepus", "--output", tmp_path / "no" / "r.html").returncode == 2


def test_nothing_of_the_machine_stands_on_a_page(run: Run, office: Path, tmp_path: Path) -> None:
    for suffix in ("html", "md", "json", "txt"):
        path = tmp_path / f"r.{suffix}"
        assert run("rules", "--office", office, "--agreement", "sum-uniri-2018", "--output", path, *ON).returncode == 0
        said = path.read_text(encoding="utf-8")
        assert str(office) not in said
        assert str(Path.home()) not in said
        assert "agreements/rijeka.toml" in said.replace("\\", "")


def test_what_stands_in_an_agreement_is_text_and_nothing_more(run: Run, office: Path) -> None:
    put(office / "agreements" / "rijeka.toml", AGREEMENT + HOSTILE)
    said = run("rules", "--office", office, "--agreement", "sum-uniri-2018", "--format", "html", *ON).stdout
    assert said.count("<script") == 1
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in said


# -- mistakes


def test_a_name_that_nothing_bears_is_told_with_what_was_meant(run: Run, office: Path) -> None:
    done = run("rules", "--office", office, "--agreement", "sum-uniri-2081", "--lang", "en")
    assert done.returncode == 2
    assert "Did you mean sum-uniri-2018?" in done.stderr


def test_a_file_that_is_something_else_is_told_so(run: Run, office: Path) -> None:
    done = run("rules", "--office", office, "--agreement", office / "dossiers" / "good.toml", "--lang", "en")
    assert done.returncode == 2
    assert "is no agreement, call, decision or regulation" in done.stderr


def test_an_agreement_that_is_not_lawful_is_refused_and_not_read(run: Run, office: Path) -> None:
    put(office / "agreements" / "rijeka.toml", AGREEMENT.replace("duration.maximum", "duration.minimum"))
    done = run("rules", "--office", office, "--agreement", "sum-uniri-2018", "--json", *ON)
    assert done.returncode == 3
    (line,) = done.stdout.splitlines()
    (problem,) = json.loads(line)["problems"]
    assert (problem["kind"], problem["article"]) == ("unlawful-override", "čl. 9 st. 1")


def test_where_nothing_is_named_so_no_names_are_offered(run: Run) -> None:
    done = run("rules", "--agreement", "any", "--lang", "en")
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == "Error: The office has no agreement any."


def test_the_agreement_of_a_programme_that_is_not_loaded_is_refused_with_the_reason(run: Run, office: Path) -> None:
    done = run(
        "rules",
        "--office",
        office,
        "--agreement",
        "sum-uniri-2018",
        "--lang",
        "en",
        MOBILNOST_DISABLE_PLUGINS="erasmus",
    )
    assert done.returncode == 3
    assert "The programme erasmus is not loaded" in done.stderr
    assert "disabled" in done.stderr


def test_two_formats_contradict_each_other(run: Run) -> None:
    assert run("rules", "--json", "--format", "html").returncode == 2


def test_an_edition_that_is_not_in_force_on_the_day_is_a_mistake(run: Run) -> None:
    assert run("rules", "--programme", "erasmus@2014-2020", "--on", "2023-03-01").returncode == 2

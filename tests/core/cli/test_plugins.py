"""`mobilnost plugins`: what is installed, and why something did not load."""

import json
import os
from pathlib import Path

import pytest
from offices import Run, dossier, put


@pytest.fixture
def halfway(tmp_path: Path) -> dict[str, str]:
    """An installed plugin that needs a library which nobody installed."""
    site = tmp_path / "site"
    (site / "halfway-1.2.dist-info").mkdir(parents=True)
    put(site / "halfway.py", "import a_library_that_nobody_installed\n")
    put(site / "halfway-1.2.dist-info" / "METADATA", "Metadata-Version: 2.1\nName: halfway\nVersion: 1.2\n")
    put(site / "halfway-1.2.dist-info" / "entry_points.txt", "[mobilnost]\nhalfway = halfway\n")
    return {"PYTHONPATH": os.pathsep.join([str(site), os.environ.get("PYTHONPATH", "")])}


def test_every_plugin_is_listed_with_what_it_brings(run: Run) -> None:
    found = {one["name"]: one for one in map(json.loads, run("plugins", "--json").stdout.splitlines())}
    assert list(found) == ["bilateral", "ceepus", "erasmus", "lipetsk"]
    erasmus = found["erasmus"]
    assert (erasmus["state"], erasmus["distribution"], erasmus["programmes"]) == ("loaded", "mobilnost", ["erasmus"])
    assert "mobilnost_eligibility" in erasmus["hooks"]
    assert erasmus["reason"] is None


def test_people_read_it_in_their_language(run: Run) -> None:
    said = run("plugins", "--lang", "hr").stdout
    assert "erasmus (mobilnost 0.1.0): učitan\n  programi: erasmus\n" in said
    assert "  lipetsk: odredbe " in said


def test_a_list_for_programs_has_the_ids_of_all_that_a_plugin_brings(run: Run) -> None:
    found = {one["name"]: one for one in map(json.loads, run("plugins", "--json").stdout.splitlines())}
    erasmus = found["erasmus"]
    assert list(erasmus) == [
        *("schema", "name", "version", "distribution", "state", "wants", "programmes", "facts", "hooks"),
        *("adds_to", "adds", "kind", "reason", "message"),
    ]
    assert "erasmus_host_group" in erasmus["facts"]
    assert "erasmus.duration.minimum" in erasmus["adds"]["erasmus"]["provisions"]
    assert erasmus["adds_to"] == []


def test_a_plugin_that_failed_is_named_with_its_reason(run: Run, halfway: dict[str, str]) -> None:
    done = run("plugins", "--lang", "en", **halfway)
    assert done.returncode == 3
    assert "halfway (halfway 1.2): failed" in done.stdout
    assert "a_library_that_nobody_installed" in done.stdout
    assert "erasmus (mobilnost 0.1.0): loaded" in done.stdout


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "It cannot be imported: “ModuleNotFoundError: No module named 'a_library_that_nobody_installed'”."),
        ("hr", "Ne može se uvesti: „ModuleNotFoundError: No module named 'a_library_that_nobody_installed'”."),
        ("mk", "Не може да се увезе: „ModuleNotFoundError: No module named 'a_library_that_nobody_installed'“."),
    ],
)
def test_the_reason_is_told_in_the_reader_s_language(
    run: Run, halfway: dict[str, str], language: str, said: str
) -> None:
    assert f"  {said}\n" in run("plugins", "--lang", language, **halfway).stdout
    records = map(json.loads, run("plugins", "--lang", language, "--json", **halfway).stdout.splitlines())
    assert {one["name"]: one["message"] for one in records if one["state"] == "failed"} == {"halfway": said}


def test_a_dossier_of_a_programme_that_failed_is_refused_with_the_reason(
    run: Run, halfway: dict[str, str], office: Path
) -> None:
    path = put(office / "dossiers" / "x.toml", dossier(programme='"halfway"'))
    done = run("check", path, **halfway)
    assert done.returncode == 3
    assert "a_library_that_nobody_installed" in done.stderr


def test_other_programmes_are_judged_all_the_same(run: Run, halfway: dict[str, str], office: Path) -> None:
    assert run("check", "--office", office, "--on", "2018-06-25", **halfway).returncode == 0


def test_where_it_matters_a_failing_plugin_ends_the_program_with_its_own_error(
    run: Run, halfway: dict[str, str]
) -> None:
    done = run("plugins", MOBILNOST_STRICT_PLUGINS="1", **halfway)
    assert done.returncode == 3
    assert "ModuleNotFoundError" in done.stderr
    assert "mistake of the program" not in done.stderr


@pytest.mark.parametrize("way", ["environment", "settings"])
def test_a_plugin_can_be_disabled(run: Run, office: Path, way: str) -> None:
    settings = office / "mobilnost.toml"
    if way == "settings":
        put(settings, settings.read_text(encoding="utf-8") + 'disabled_plugins = ["lipetsk"]\n')
    more = {"MOBILNOST_DISABLE_PLUGINS": "lipetsk"} if way == "environment" else {}
    done = run("plugins", "--office", office, "--json", **more)
    states = {one["name"]: one["state"] for one in map(json.loads, done.stdout.splitlines())}
    assert done.returncode == 0
    assert states["lipetsk"] == "disabled"
    assert states["erasmus"] == "loaded"


FACT = """
from mobilnost import BOOLEAN, Contribution, FactDefinition, hookimpl, parse_programme

LAW = parse_programme('''
[programme]
code = "loud"
source = "Loud"
names = { en = "Loud" }

[[rules]]
id = "loud.rule"
topic = "eligibility"
cites = "p. 1"
requires = "loud_fact"
''')
print("a plugin that talks")


def compute(case):
    print("and talks")
    COMPUTE


@hookimpl
def mobilnost_programmes():
    return LAW.programmes


@hookimpl
def mobilnost_facts():
    return [FactDefinition(name="loud_fact", type=BOOLEAN, compute=compute, meaning="loud")]


@hookimpl
def mobilnost_eligibility(programme):
    return LAW.eligibility(programme)
"""


def loud(folder: Path, compute: str) -> dict[str, str]:
    """An installed programme with a fact of its own."""
    put(folder / "loud.py", FACT.replace("COMPUTE", compute))
    (folder / "loud-1.0.dist-info").mkdir()
    put(folder / "loud-1.0.dist-info" / "METADATA", "Metadata-Version: 2.1\nName: loud\nVersion: 1.0\n")
    put(folder / "loud-1.0.dist-info" / "entry_points.txt", "[mobilnost]\nloud = loud\n")
    return {"PYTHONPATH": os.pathsep.join([str(folder), os.environ.get("PYTHONPATH", "")])}


@pytest.fixture
def visit(office: Path) -> Path:
    """A dossier of the loud programme."""
    text = dossier(programme='"loud"').replace('agreement = "sum-uniri-2018"\n', "")
    return put(office / "dossiers" / "visit.toml", text)


def test_what_a_plugin_prints_is_no_result_of_ours(run: Run, tmp_path: Path, visit: Path) -> None:
    done = run("check", visit, "--json", "--on", "2018-06-25", **loud(tmp_path, "return True"))
    assert json.loads(done.stdout)["dossier"] == "2018-0042"
    assert "a plugin that talks\nand talks\n" in done.stderr


@pytest.mark.parametrize(
    ("compute", "reason"),
    [("return 1 // 0", "ZeroDivisionError"), ("raise SystemExit(0)", "SystemExit"), ("return 'yes'", "'yes'")],
    ids=["it raises", "it wants to exit", "it is of another type"],
)
def test_a_fact_that_goes_wrong_is_told_with_its_plugin(
    run: Run, tmp_path: Path, visit: Path, compute: str, reason: str
) -> None:
    done = run("check", visit, "--lang", "en", "--on", "2018-06-25", **loud(tmp_path, compute))
    assert (done.returncode, done.stdout) == (3, "")
    assert f"loud: loud: The plugin cannot find a fact: loud_fact (needed by: loud.rule): “{reason}" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_fact_that_goes_wrong_ends_a_strict_program_with_its_own_error(run: Run, tmp_path: Path, visit: Path) -> None:
    done = run("check", visit, MOBILNOST_STRICT_PLUGINS="1", **loud(tmp_path, "return 1 // 0"))
    assert done.returncode == 3
    assert "ZeroDivisionError" in done.stderr.splitlines()[-1]


def test_a_check_says_which_plugins_did_not_load_once(run: Run, halfway: dict[str, str], office: Path) -> None:
    done = run("check", "--office", office, "--lang", "en", "--on", "2018-06-25", **halfway)
    assert done.stderr.splitlines() == [
        "halfway: halfway: The plugin did not load: it cannot be imported: “ModuleNotFoundError: "
        "No module named 'a_library_that_nobody_installed'”."
    ]


def test_a_misspelt_name_of_a_disabled_plugin_is_told(run: Run, office: Path) -> None:
    done = run(
        "check",
        office / "dossiers" / "good.toml",
        "--lang",
        "en",
        "--on",
        "2018-06-25",
        MOBILNOST_DISABLE_PLUGINS="lipetks",
    )
    assert done.returncode == 0
    assert "lipetks" in done.stderr
    assert "lipetsk?" in done.stderr


def test_a_fact_that_never_answers_names_the_plugin_the_fact_and_the_rules_that_wait(
    run: Run, tmp_path: Path, visit: Path
) -> None:
    installed = loud(tmp_path, "while True: pass") | {"MOBILNOST_PLUGIN_SECONDS": "0.3"}
    done = run("check", visit, "--lang", "en", "--on", "2018-06-25", **installed)
    assert (done.returncode, done.stdout) == (3, "")
    said = "The plugin cannot find a fact: loud_fact (needed by: loud.rule): no answer within 0.3 s."
    assert done.stderr.splitlines()[-1] == f"loud: loud: {said}"


PROCEDURE = """
[[procedures]]
id = "loud.way"
cites = "p. 2"
applies = "loud_fact"

[[steps]]
id = "applied"
role = "participant"
cites = "p. 2"
final = "completed"
"""


def test_a_fact_at_which_only_the_procedure_looks_is_told_too(run: Run, tmp_path: Path, visit: Path) -> None:
    installed = loud(tmp_path, "return 1 // 0")
    source = tmp_path / "loud.py"
    law = source.read_text(encoding="utf-8").replace('requires = "loud_fact"\n', f'requires = "blended"\n{PROCEDURE}')
    put(source, law + "\n\n@hookimpl\ndef mobilnost_procedure(programme):\n    return LAW.procedure(programme)\n")
    office = ("--office", visit.parents[1], "--lang", "en", "--on", "2018-06-25")
    assert run("dossier", "add", visit, *office, **installed).returncode == 0
    done = run("dossier", "next", "2018-0042", *office, "--json", **installed)
    assert done.returncode == 3
    assert json.loads(done.stdout.splitlines()[-1])["problems"][0]["kind"] == "plugin-fact"
    assert "loud: loud: The plugin cannot find a fact: loud_fact: “ZeroDivisionError" in done.stderr


def test_a_wrong_limit_is_a_wrong_usage(run: Run) -> None:
    done = run("plugins", "--lang", "en", MOBILNOST_PLUGIN_SECONDS="soon")
    assert done.returncode == 2
    assert "MOBILNOST_PLUGIN_SECONDS is a number of seconds, 0 for no limit; 'soon' is none." in done.stderr


def test_the_calls_of_hooks_are_followed_on_the_standard_error(run: Run, office: Path) -> None:
    asked = ("check", office / "dossiers" / "good.toml", "--json", "--on", "2018-06-25")
    done, plain = run(*asked, MOBILNOST_TRACE_PLUGINS="1"), run(*asked)
    assert done.stdout == plain.stdout
    told = done.stderr.splitlines()
    assert "lipetsk: mobilnost_programmes() -> [lipetsk]" in told
    assert "ceepus: mobilnost_funding(programme=lipetsk) -> None" in told
    assert any(one.startswith("erasmus: mobilnost_duration(programme=erasmus) -> provisions: erasmus.") for one in told)


def test_nothing_of_a_person_is_in_what_is_followed(run: Run, tmp_path: Path, visit: Path) -> None:
    installed = loud(tmp_path, "return True") | {"MOBILNOST_TRACE_PLUGINS": "1"}
    told = run("check", visit, "--on", "2018-06-25", **installed).stderr
    assert "loud: mobilnost_facts() -> [loud_fact]" in told
    assert not any(one in told for one in ("Iva", "Primjer", "s-1001", "2018-0042"))


def test_a_plugin_for_a_newer_core_is_told_with_the_version_that_it_needs(run: Run, tmp_path: Path) -> None:
    installed = loud(tmp_path, "return True")
    metadata = tmp_path / "loud-1.0.dist-info" / "METADATA"
    put(metadata, metadata.read_text(encoding="utf-8") + "Requires-Dist: mobilnost>=99\n")
    done = run("plugins", "--lang", "en", **installed)
    assert done.returncode == 3
    assert (
        "loud (loud 1.0): failed\n  It is made for mobilnost >=99; this is 0.1.0.\n  made for mobilnost >=99\n"
    ) in done.stdout


#: What is asked of a dossier, wherever it is: `FILE` and `ID` stand for it.
OF_A_DOSSIER = (
    "check FILE",
    "explain FILE",
    "explain duration.minimum --programme erasmus",
    "rules --programme erasmus",
    "rules --agreement sum-uniri-2018",
    "rules diff erasmus ceepus",
    "grant show FILE",
    "recognition propose ID TRANSCRIPT",
    "recognition decide ID TRANSCRIPT",
    "dossier add FILE",
    "dossier show ID",
    "dossier next ID",
    "dossier record ID applied",
    "document list ID",
    "due",
    "plugins check erasmus",
    "plugins coverage erasmus",
)
TRANSCRIPT = """
[transcript]
issuer = "uniri.hr"
dossier = "2018-0042"
issued = 2019-03-01

[learner]
given_names = "Iva"
family_name = "Primjer"

[[results]]
id = "1"
title = "Databases"
credits = [{ value = 24, scheme = "ects" }]
"""


def test_a_dossier_of_a_programme_that_did_not_load_is_an_error_everywhere(run: Run, office: Path) -> None:
    good = office / "dossiers" / "good.toml"
    transcript = put(office / "transcript.toml", TRANSCRIPT)
    assert run("dossier", "add", good, "--office", office, "--on", "2018-06-25").returncode == 0
    names = {"FILE": good, "ID": "2018-0042", "TRANSCRIPT": transcript}
    for asked in OF_A_DOSSIER:
        words = [names.get(word, word) for word in asked.split()]
        when = [] if asked.startswith("plugins") else ["--on", "2018-06-25"]
        given = [*words, "--office", office, "--lang", "en", *when]
        done = run(*given, MOBILNOST_DISABLE_PLUGINS="erasmus")
        assert (asked, done.returncode) == (asked, 3), done.stderr
        said = done.stdout + done.stderr
        assert "The programme erasmus is not loaded" in said, asked
        assert "erasmus: The plugin is disabled" in said, asked

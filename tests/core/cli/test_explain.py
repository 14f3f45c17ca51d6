"""`mobilnost explain`: a dossier, a rule or a provision, told to people and to programs."""

import json
from pathlib import Path
from typing import Any

import pytest
from offices import AGREEMENT, Run, dossier, plugged_in, put

ON = ("--on", "2018-09-01", "--lang", "en")
REFUSED = '\n[[terms]]\nprovision = "duration.minimum"\nvalue = "2 months"\nclause = "čl. 5"\n'


@pytest.fixture
def short(office: Path) -> Path:
    """A dossier of the office whose stay is a day too short."""
    return put(office / "dossiers" / "short.toml", dossier(id='"2018-0043"', end="2018-12-29"))


def told(run: Run, *arguments: object) -> dict[str, Any]:
    """What is told to programs."""
    found: dict[str, Any] = json.loads(run("explain", *arguments, "--json", *ON).stdout)
    return found


# -- a dossier


def test_a_dossier_is_told_what_decides_and_what_would_do(run: Run, office: Path, short: Path) -> None:
    done = run("explain", short, *ON)
    assert done.returncode == 1, done.stderr
    assert "2018-0043: may not go" in done.stdout
    assert "→ a stay until 30 December 2018 (1 day later); then: may go" in done.stdout
    assert "→ or a stay from 30 September 2018 (1 day earlier); then: may go" in done.stdout


def test_a_dossier_of_the_office_is_found_by_its_id(run: Run, office: Path, short: Path) -> None:
    assert run("explain", "2018-0043", "--office", office, *ON).stdout == run("explain", short, *ON).stdout


def test_an_eligible_dossier_is_well_and_says_how_much_room_there_is(run: Run, office: Path) -> None:
    done = run("explain", "2018-0042", "--office", office, *ON)
    assert done.returncode == 0, done.stderr
    assert "a stay until 30 December 2018 at least" in done.stdout


def test_a_dossier_for_programs_has_ids_values_and_sentences(run: Run, short: Path) -> None:
    said = told(run, short)
    assert (said["explains"], said["dossier"], said["verdict"]) == ("dossier", "2018-0043", "not_eligible")
    first = said["remedies"][0]
    assert first["rule"] == "duration.minimum"
    assert first["proposals"][0] == {
        "key": "mobility.end",
        "before": "2018-12-29",
        "after": "2018-12-30",
        "verdict": "eligible",
        "breaks": [],
        "past": False,
        "message": "a stay until 30 December 2018 (1 day later); then: may go",
    }
    assert said["together"]["verdict"] == "eligible"


def test_names_are_shown_only_when_asked_for(run: Run, short: Path) -> None:
    assert "Primjer" not in run("explain", short, *ON).stdout
    assert "Iva Primjer" in run("explain", short, "--names", *ON).stdout


@pytest.mark.parametrize(
    ("lang", "day"),
    [
        ("hr", "→ boravak do 30. prosinca 2018. (1 dan kasnije); tada: ispunjava uvjete"),
        ("mk", "→ престој до 30 декември 2018 г. (1 ден подоцна); тогаш: со исполнети услови"),
    ],
)
def test_a_dossier_is_explained_in_the_reader_s_language(run: Run, short: Path, lang: str, day: str) -> None:
    assert day in run("explain", short, "--on", "2018-09-01", "--lang", lang).stdout


def test_another_agreement_of_the_office_is_proposed(run: Run, office: Path) -> None:
    other = AGREEMENT.replace('id = "sum-uniri-2018"', 'id = "wider"')
    put(office / "agreements" / "wider.toml", other)
    narrow = AGREEMENT.replace("valid_from = 2018-02-01", 'valid_from = 2018-02-01\nisced_f = ["0810"]')
    put(office / "agreements" / "rijeka.toml", narrow)
    assert "→ by another agreement: wider; then: may go" in run("explain", "2018-0042", "--office", office, *ON).stdout


def test_what_a_paper_can_mend_is_not_called_beyond_mending(run: Run, office: Path) -> None:
    foreign = dossier(host_credits='{ value = 24, scheme = "uk" }\nhost_ects = 24')
    shown = run("explain", put(office / "dossiers" / "good.toml", foreign), *ON).stdout
    assert "A later paper can mend this." in shown
    assert "Nothing that can be changed" not in shown


# -- the law


def test_a_rule_and_the_provision_of_its_id_are_shown_together(run: Run, office: Path) -> None:
    shown = run("explain", "duration.minimum", "--programme", "erasmus", "--office", office, *ON)
    assert shown.returncode == 0, shown.stderr
    for part in ("Shortest stay (duration.minimum) · Erasmus+", "Source: Pravilnik, čl. 9 st. 1", "What stands: "):
        assert part in shown.stdout


@pytest.mark.parametrize(
    ("lang", "never", "settled"),
    [
        (
            "en",
            "Does not apply here, since the agreement requires no balance of places.",
            "Category of staff: to be entered in the dossier: staff.category",
        ),
        (
            "hr",
            "Ovdje se ne primjenjuje, jer sporazum ne traži ravnotežu mjesta.",
            "Kategorija osoblja: treba upisati u dosje: staff.category",
        ),
        (
            "mk",
            "Тука не се применува, бидејќи договорот не бара рамнотежа на местата.",
            "Категоријата на вработениот: треба да се внесе во досието: staff.category",
        ),
    ],
)
def test_a_line_is_a_sentence_or_goes_on_in_lower_case(
    run: Run, office: Path, lang: str, never: str, settled: str
) -> None:
    at = ("--only", "rule", "--programme", "bilateral", "--office", office, *ON, "--lang", lang)
    assert f"\n  {never}\n" in run("explain", "bilateral.reciprocity.required", *at).stdout
    assert settled in run("explain", "staff.employment_contract_required", *at).stdout


@pytest.mark.parametrize(("kind", "rule", "provision"), [("rule", True, False), ("provision", False, True)])
def test_one_of_the_two_can_be_asked_for(run: Run, office: Path, kind: str, rule: bool, provision: bool) -> None:
    said = told(run, "duration.minimum", "--only", kind, "--programme", "erasmus", "--office", office)
    assert (said["rule"] is not None, said["provision"] is not None) == (rule, provision)


def test_without_a_programme_every_one_that_has_it_is_shown(run: Run, office: Path) -> None:
    lines = run("explain", "duration.minimum", "--json", "--office", office, *ON).stdout.splitlines()
    assert {json.loads(one)["programme"] for one in lines} == {"bilateral", "ceepus", "erasmus", "lipetsk"}


def test_a_rule_comes_with_the_cases_that_lie_beside_the_law(run: Run, office: Path) -> None:
    said = told(run, "duration.minimum", "--programme", "erasmus", "--office", office)
    assert {"met", "unmet"} <= {one["found"] for one in said["rule"]["examples"]}


def test_what_an_agreement_may_not_say_is_shown_as_refused_and_not_raised(run: Run, office: Path) -> None:
    put(office / "agreements" / "bad.toml", AGREEMENT.replace("sum-uniri-2018", "bad") + REFUSED)
    shown = run("explain", "duration.minimum", "--agreement", "bad", "--office", office, *ON)
    assert shown.returncode == 0, shown.stderr
    assert "✘ 2 months: refused [čl. 5, agreements/bad.toml:" in shown.stdout
    assert "Forbidden by čl. 9 st. 1" in shown.stdout


def test_files_are_named_from_the_office_and_nothing_of_the_machine_is_told(run: Run, office: Path) -> None:
    put(office / "agreements" / "bad.toml", AGREEMENT.replace("sum-uniri-2018", "bad") + REFUSED)
    given = ("explain", "duration.minimum", "--agreement", "bad", "--office", office.resolve(), *ON)
    for form in ((), ("--json",)):
        shown = run(*given, *form).stdout
        assert "agreements/bad.toml" in shown
        assert str(office.parent) not in shown


def test_for_a_dossier_the_one_value_that_stands_is_told(run: Run, office: Path) -> None:
    shown = run("explain", "duration.maximum", "--dossier", "2018-0042", "--office", office, *ON)
    assert "For 2018-0042" in shown.stdout
    assert "What stands: 10 months." in shown.stdout


def test_an_agreement_s_condition_is_explained_by_its_id(run: Run, office: Path) -> None:
    said = AGREEMENT + '\n[[conditions]]\nid = "average"\nrequires = "grade_average >= 3.5"\nclause = "čl. 6"\n'
    put(office / "agreements" / "rijeka.toml", said)
    found = told(run, "sum-uniri-2018.average", "--office", office)
    assert (found["programme"], found["rule"]["layer"]) == ("erasmus", "agreement")
    assert found == told(run, "sum-uniri-2018.average", "--agreement", "sum-uniri-2018", "--office", office)


# -- what an office's own plugin brings

SENATE = """\
[programme]
code = "erasmus"
source = "Decision of the Senate"

[[provisions]]
key = "our.average"
type = "number"
unit = "grade"
cites = "p. 2"
stricter = "higher"
value = 4
may_set = [{ layer = "call", mode = "tighten", cites = "p. 2" }]

[[rules]]
id = "our.rule"
topic = "eligibility"
cites = "p. 2"
requires = "grade_average >= our.average"
"""


@pytest.fixture
def plugged(run: Run, tmp_path: Path) -> Run:
    """The program with a plugin of the office's own beside the programmes."""
    return plugged_in(run, tmp_path / "plugged", "senate_rules", {"senate.toml": SENATE})


@pytest.mark.parametrize(
    ("lang", "plugin", "regulation"),
    [
        ("en", "Plugin senate_rules", "Regulation"),
        ("hr", "Dodatak senate_rules", "Pravilnik Pravilnik"),
        ("mk", "Додатокот senate_rules", "Правилникот"),
    ],
)
def test_a_figure_of_an_office_s_own_plugin_is_traced_to_the_plugin(
    plugged: Run, lang: str, plugin: str, regulation: str
) -> None:
    shown = plugged("explain", "our.average", "--on", "2018-09-01", "--lang", lang).stdout
    assert f"\n    {plugin}:\n      ✔ 4: " in shown
    assert regulation not in shown


def test_a_rule_s_figures_and_the_rulebook_name_the_plugin_too(plugged: Run) -> None:
    cited = "the plugin senate_rules: Decision of the Senate, p. 2 [senate.toml:5]"
    assert f"Set by: {cited}" in plugged("explain", "our.rule", *ON).stdout
    page = plugged("rules", "--programme", "erasmus", *ON).stdout
    assert f"Set by: {cited}" in page
    assert "Sets: " not in page[: page.index("Article 2")]


def test_programs_are_told_which_plugin_it_was(plugged: Run) -> None:
    searched = told(plugged, "our.average")["provision"]
    (own,) = [one for one in searched["layers"] if one["plugin"]]
    assert (own["layer"], own["source"], own["plugin"]) == ("setting", "senate_rules", "senate_rules")
    assert [one["layer"] for one in (*own["said"], *searched["candidates"][0]["set_by"])] == ["setting", "setting"]
    assert "regulation" not in {one["layer"] for one in searched["layers"]}
    layers = {one["layer"]: one for one in told(plugged, "erasmus.duration.minimum")["provision"]["layers"]}
    assert layers["programme"]["plugin"] is None


# -- what is not there


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("duration.minimun",), "Did you mean duration.minimum"),
        (("duration.minimun", "--only", "rule"), "Did you mean duration.minimum"),
        (("nothing-at-all",), "mobilnost rules"),
        (("2018-0099", "--only", "dossier"), "2018-0042"),
        (("duration.minimum", "--programme", "erasmsu"), "erasmus"),
        (("duration.minimum", "--agreement", "sum-unri-2018"), "sum-uniri-2018"),
        (("duration.minimum", "--call", "c"), "c"),
        (("duration.minimum", "--decision", "d"), "d"),
    ],
)
def test_what_is_unknown_is_told_with_what_there_is(
    run: Run, office: Path, arguments: tuple[str, ...], said: str
) -> None:
    done = run("explain", *arguments, "--office", office, *ON)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_a_dossier_that_cannot_be_judged_says_why(run: Run, office: Path) -> None:
    bad = put(office / "dossiers" / "bad.toml", dossier(programme='"erasmsu"'))
    done = run("explain", bad, *ON)
    assert done.returncode == 3
    assert "erasmus" in done.stderr
    assert json.loads(run("explain", bad, "--json", *ON).stdout)["problems"]

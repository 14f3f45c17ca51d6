"""The search through the layers: what each says, what became of it, and what stands."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import rulebooks
from pravilnik import cases
from pravilnik.cases import agreement, call, decision, outgoing, term

import mobilnost as m
from mobilnost.accounts.law import known_ids, law_account
from mobilnost.accounts.layers import Instruments, ProvisionAccount
from mobilnost.accounts.provision import search
from mobilnost.law import Layer
from mobilnost.law.refusals import plain

D = dt.date
DAY = D(2018, 10, 1)


def searched(key: str, dossier: m.Dossier | None = None, programme: str = "erasmus", **given: Any) -> ProvisionAccount:
    """The search in the office's lawbook; `said` is what every programme's file says."""
    lawbook = cases.lawbook(given.pop("said", ""))
    instruments = Instruments(**given)
    facts = None
    if dossier is not None:
        book, _ = lawbook.consider(programme, dossier.first_day, **given)
        facts = book.facts(dossier, m.Calendar())
    return search(lawbook, key, programme, DAY, instruments, facts)


def fates(account: ProvisionAccount) -> dict[str, list[tuple[str, str]]]:
    """What became of what each layer says."""
    return {
        step.layer.value: [(plain(one.value), one.fate.value) for one in step.said]
        for step in account.steps
        if step.said
    }


def test_every_layer_is_looked_at_from_the_strongest_down() -> None:
    found = searched("duration.maximum", agreement=agreement(), call=call())
    assert [(one.layer.value, one.source) for one in found.steps] == [
        ("decision", None),
        ("agreement", "a"),
        ("call", "c"),
        ("programme", "erasmus"),
        ("setting", "mobilnost.toml"),
        ("regulation", "Pravilnik"),
    ]


def test_a_programme_s_own_provision_is_not_sought_in_the_regulation() -> None:
    law = rulebooks.provision("erasmus.minimum", "2 months")
    found = search(rulebooks.lawbook(erasmus=law), "erasmus.minimum", "erasmus", DAY, Instruments())
    assert [one.layer for one in found.steps] == [Layer.DECISION, Layer.AGREEMENT, Layer.CALL, Layer.PROGRAMME]
    assert fates(found) == {"programme": [("2 months", "stands")]}


def test_what_stands_and_what_it_beats() -> None:
    found = searched("duration.maximum", agreement=agreement(term("duration.maximum", "10 months")))
    assert fates(found) == {
        "agreement": [("10 months", "stands")],
        "regulation": [("none", "beaten"), ("none", "beaten")],
    }
    said = found.steps[-1].said[0]
    assert said.by is not None
    assert said.by.origin.place == found.steps[1].said[0].origin.place


def test_a_value_that_holds_for_some_leaves_the_others_theirs() -> None:
    said = term("duration.maximum", "10 months", "kind == 'study'")
    found = searched("duration.maximum", agreement=agreement(said))
    assert fates(found)["regulation"] == [("none", "stands"), ("none", "stands")]


def test_what_rests_on_a_permission_names_it() -> None:
    found = searched("duration.maximum", agreement=agreement(term("duration.maximum", "10 months")))
    permission = found.steps[1].said[0].permission
    assert permission is not None
    assert permission.citation is not None
    assert permission.citation.at == "čl. 9 st. 1; čl. 22 st. 2"


@pytest.mark.parametrize(
    ("layer", "said", "kind"),
    [
        ("agreement", term("duration.minimum", "2 months"), "unlawful-override"),
        ("agreement", term("duration.maximum", "long"), "wrong-value"),
        ("agreement", term("duration.maximum", "9 months", "kind = 'study'"), "expression-syntax"),
        ("agreement", term("duration.maximum", "9 months", "knd == 'study'"), "unknown-fact"),
        ("call", term("duration.maximum", "9 months"), "unlawful-scope"),
    ],
)
def test_what_is_refused_says_why_and_does_not_stand(layer: str, said: str, kind: str) -> None:
    make = {"agreement": agreement, "call": call}[layer]
    key = "duration.minimum" if "duration.minimum" in said else "duration.maximum"
    found = searched(key, **{layer: make(said)})
    step = next(one for one in found.steps if one.layer == layer)
    assert [one.fate.value for one in step.said] == ["refused"]
    assert kind in [one.kind for one in step.said[0].problems]
    assert {fate for _, fate in fates(found)["regulation"]} <= {"stands", "elsewhere"}


def test_equals_that_differ_are_both_refused() -> None:
    said = term("duration.maximum", "9 months") + term("duration.maximum", "10 months")
    found = searched("duration.maximum", agreement=agreement(said))
    assert fates(found) == {
        "agreement": [("9 months", "refused"), ("10 months", "refused")],
        "regulation": [("none", "stands"), ("none", "stands")],
    }


def test_equals_that_agree_say_the_same() -> None:
    said = term("duration.maximum", "9 months") + term("duration.maximum", "9 months")
    found = searched("duration.maximum", agreement=agreement(said))
    assert fates(found)["agreement"] == [("9 months", "stands"), ("9 months", "same")]


def test_an_addition_shows_the_whole_that_it_leads_to() -> None:
    found = searched("return.documents", call=call(term("return.documents", ["diary"])))
    (said,) = next(one for one in found.steps if one.layer == "call").said
    assert said.fate == "stands"
    assert isinstance(said.value, tuple)
    assert said.value[-1] == "diary"
    assert len(said.value) > 1


def test_what_speaks_of_another_programme_is_shown_as_such() -> None:
    assert fates(searched("duration.minimum")) == {"regulation": [("3 months", "stands"), ("1 month", "elsewhere")]}


def test_what_is_not_in_force_on_the_day_is_shown_with_its_period() -> None:
    values = (
        '[[provisions]]\nkey = "fee"\ntype = "number"\ncites = "čl. 1"\n'
        "[[provisions.values]]\nvalue = 1\nvalid_to = 2018-12-31\n"
        "[[provisions.values]]\nvalue = 2\nvalid_from = 2019-01-01\n"
    )
    found = search(rulebooks.lawbook(values), "fee", "erasmus", DAY, Instruments())
    assert fates(found) == {"regulation": [("1", "stands"), ("2", "other_time")]}
    dated = found.steps[-1].said[1].dated
    assert dated is not None
    assert dated.valid_from == D(2019, 1, 1)


def test_a_setting_is_looked_for_only_where_the_office_may_fill_it() -> None:
    steps = {one.layer: one for one in searched("duration.semester").steps}
    assert [one.layer for one in steps[Layer.SETTING].permissions] == [Layer.SETTING]
    assert searched("duration.minimum").steps[-2].permissions == ()


# -- for a dossier


def test_for_a_dossier_one_value_stands_and_what_does_not_concern_it_is_idle() -> None:
    said = term("duration.maximum", "10 months", "kind == 'study'") + term(
        "duration.maximum", "2 months", "kind == 'traineeship'"
    )
    found = searched("duration.maximum", outgoing(), agreement=agreement(said))
    assert fates(found) == {
        "agreement": [("10 months", "stands"), ("2 months", "idle")],
        "regulation": [("none", "beaten"), ("none", "idle")],
    }
    assert found.effective is not None
    assert str(found.effective.value) == "10 months"


def test_for_a_dossier_whose_fact_is_missing_the_value_waits() -> None:
    said = term("duration.maximum", "10 months", "grade_average >= 4")
    found = searched("duration.maximum", outgoing(), agreement=agreement(said))
    (one,) = found.steps[1].said
    assert (one.fate, one.missing) == ("waits", ("grade_average",))
    assert fates(found)["regulation"][0][1] == "waits"


# -- decisions


def test_a_decision_sets_aside_what_it_may_and_is_refused_elsewhere() -> None:
    allowed = searched("selection.staff.criteria", decision=decision("selection.staff.criteria"))
    assert [one.fate for one in allowed.steps[0].said] == ["waives"]
    assert allowed.waived is not None
    refused = searched("duration.minimum", decision=decision("duration.minimum"))
    assert [one.fate for one in refused.steps[0].said] == ["refused"]
    assert [one.kind for one in refused.steps[0].said[0].problems] == ["unlawful-waiver"]
    assert refused.waived is None


# -- rules and provisions of one id


def test_a_rule_and_its_provision_are_found_together() -> None:
    found = law_account(cases.plain_lawbook(), "duration.minimum", "ceepus", DAY, Instruments())
    assert found is not None
    assert found.rule is not None
    assert found.provision is not None
    assert [one.definition.name for one in found.rule.facts] == ["participant", "kind", "stay"]


def test_what_a_programme_does_not_have_is_not_found() -> None:
    lawbook = cases.plain_lawbook()
    assert law_account(lawbook, "duration.minimun", "ceepus", DAY, Instruments()) is None
    assert "duration.minimum" in known_ids(lawbook, "ceepus", DAY, Instruments())
    assert "a.average" not in known_ids(lawbook, "erasmus", DAY, Instruments())


def test_a_condition_of_an_agreement_is_a_rule_with_its_place() -> None:
    said = '[[conditions]]\nid = "average"\nrequires = "grade_average >= 3.5"\nclause = "čl. 6"\n'
    found = law_account(cases.plain_lawbook(), "a.average", "erasmus", DAY, Instruments(agreement=agreement(said)))
    assert found is not None
    assert found.rule is not None
    assert found.rule.rule.layer is Layer.AGREEMENT
    assert found.provision is None

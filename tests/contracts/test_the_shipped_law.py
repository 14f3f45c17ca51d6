"""The regulation, the four programmes and the plugins that others copy pass the suite that strangers' plugins pass.

Their cases are part of it: each is a test of its own.
"""

from __future__ import annotations

from typing import ClassVar

from contracts.shelf import on_the_path

import mobilnost_bilateral
import mobilnost_ceepus
import mobilnost_erasmus
import mobilnost_lipetsk
from mobilnost.testing import ProgrammeContract, RegulationContract

with on_the_path("plugin-norplus"):
    import mobilnost_norplus

with on_the_path("plugin-summerschool"):
    import mobilnost_summerschool

#: A source may ask for a paper without saying whose it is; the participant then brings it.
UNSAID = "the source asks for the paper and does not say who makes it"


class TestPravilnik(RegulationContract):
    regulation = "mostar-2018"
    gaps: ClassVar = {
        f"issuer:{paper}": f"čl. {article}: {UNSAID}"
        for paper, article in (
            ("quality_commitment", 7),
            ("residence_permit", 10),
            ("travel_health_insurance", 10),
            ("accident_insurance", 10),
        )
    }


class TestErasmus(ProgrammeContract):
    plugin = mobilnost_erasmus
    gaps: ClassVar = {
        f"issuer:{paper}": UNSAID
        for paper in (
            "nomination",
            "travel_health_insurance",
            "grant_agreement",
            "ols_assessment",
            "participant_report",
        )
    }


class TestCeepus(ProgrammeContract):
    plugin = mobilnost_ceepus
    gaps: ClassVar = {"issuer:recommendation_letter": UNSAID}


class TestBilateral(ProgrammeContract):
    plugin = mobilnost_bilateral


class TestLipetsk(ProgrammeContract):
    plugin = mobilnost_lipetsk


class TestNorplus(ProgrammeContract):
    plugin = mobilnost_norplus


class TestSummerschool(ProgrammeContract):
    plugin = mobilnost_summerschool

from mobilnost.testing import ProgrammeContract

import mobilnost_summerschool


class TestSummerschool(ProgrammeContract):
    plugin = mobilnost_summerschool

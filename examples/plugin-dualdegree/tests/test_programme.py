from mobilnost.testing import ProgrammeContract

import mobilnost_dualdegree


class TestDualdegree(ProgrammeContract):
    plugin = mobilnost_dualdegree

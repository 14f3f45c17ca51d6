"""The contract as a class of tests, for those who write a programme to subclass in five lines.

```python
import mobilnost_norplus
from mobilnost.testing import ProgrammeContract


class TestNorplus(ProgrammeContract):
    plugin = mobilnost_norplus
```
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

from mobilnost.languages import DEFAULT_LANGUAGE
from mobilnost.locales import catalogue
from mobilnost.model import DEFAULT_REGULATION
from mobilnost.scenarios import Scenario
from mobilnost.testing.candidate import Candidate
from mobilnost.testing.checks.cases import of_trial
from mobilnost.testing.examining import lacks_of
from mobilnost.testing.gaps import Sifted, sifted, strangers
from mobilnost.testing.lacks import Check, Lack, Unusable
from mobilnost.testing.loading import load_programme, load_regulation
from mobilnost.testing.telling import ROOM, LackTeller


class _Contract(ABC):
    """What every law must be. Each test says in a sentence each what is missing, where, and what would be right."""

    gaps: Mapping[str, str] = {}
    scenarios: Path | str | None = None
    _language: str = DEFAULT_LANGUAGE

    def test_it_loads(self) -> None:
        """It is imported, its hooks are known, and its law can be read and typed."""
        self._holds(Check.LOAD)

    def test_everything_is_cited(self) -> None:
        """Every rule, figure, paper, duty, step and amount names a source and the place in it."""
        self._holds(Check.CITATION)

    def test_every_number_has_a_unit(self) -> None:
        """A number that is compared says what it counts."""
        self._holds(Check.UNIT)

    def test_everything_has_words_in_every_language(self) -> None:
        """Whatever it speaks of has its words, and they are the same in all languages."""
        self._holds(Check.WORDS)

    def test_nothing_raises_whatever_the_dossier(self) -> None:
        """Every dossier is judged, and every fact is of its type or unknown."""
        self._holds(Check.RAISE)

    def test_every_rule_can_be_met(self) -> None:
        """For every rule there is a dossier that meets it, and no two exclude each other."""
        self._holds(Check.MEETABLE)

    def test_nothing_is_said_in_vain(self) -> None:
        """No condition never applies, no figure is looked at by nobody."""
        self._holds(Check.SOUND)

    def test_every_paper_comes_from_somebody(self) -> None:
        """Somebody issues or signs it, or it comes about by a step or a duty."""
        self._holds(Check.ISSUER)

    def test_every_duty_has_its_day(self) -> None:
        """The day of every duty can be known."""
        self._holds(Check.DUE)

    def test_every_step_can_be_taken(self) -> None:
        """No step is out of reach: behind an end, in a circle, or under a condition that nobody meets."""
        self._holds(Check.STEP)

    def test_every_rule_has_cases_at_both_sides(self) -> None:
        """A case shows that it is met, and another that it is not."""
        self._holds(Check.CASES)

    def test_its_cases_can_be_read(self) -> None:
        """The files of its cases are in order."""
        self._fail(map(self._teller().told, self._candidate().refused))

    def test_case(self, case: Scenario) -> None:
        """Each of its cases finds what it says."""
        self._judge(Check.SCENARIO, of_trial(self._candidate().trial(case)), subject=case.name)

    def test_gaps_are_named_rightly(self) -> None:
        """Every declared gap is one of the checks, or a case."""
        names = [one.name for one in self._candidate().scenarios]
        known = ", ".join(Check)
        self._fail(self._text("unknown", id=gap, known=known) for gap in strangers(self.gaps, names))

    # -- how they are held

    @pytest.fixture(autouse=True)
    def _spoken(self, pytestconfig: pytest.Config) -> None:
        """The language of the sentences, as `--mobilnost-lang` has it."""
        self._language = pytestconfig.getoption("mobilnost_lang", DEFAULT_LANGUAGE)

    @classmethod
    def pytest_generate_tests(cls, metafunc: pytest.Metafunc) -> None:
        """A test for each case, named as the case is."""
        if "case" in metafunc.fixturenames:
            opened = cls._opened()
            cases = () if isinstance(opened, Unusable) else opened.scenarios
            metafunc.parametrize("case", [pytest.param(one, id=one.name) for one in cases])

    @classmethod
    @abstractmethod
    def _opened(cls) -> Candidate | Unusable:
        """What is examined, or why there is nothing to examine."""

    def _candidate(self) -> Candidate:
        opened = self._opened()
        if isinstance(opened, Unusable):
            pytest.skip(self._text("skipped"))
        return opened

    def _holds(self, check: Check) -> None:
        """Fails with what is missing by one check; of what does not load, with what the loader says of it."""
        opened = self._opened()
        if isinstance(opened, Candidate):
            self._judge(check, lacks_of(check, opened))
            return
        refused = [one for one in opened.lacks if one.check is check]
        if not refused:
            self._candidate()
        self._judge(check, refused)

    def _judge(self, check: Check, lacks: Iterable[Lack], subject: str | None = None) -> None:
        found = sifted(check, lacks, self.gaps, subject=subject)
        self._fail(self._told(found))
        if found.declared:
            pytest.xfail("; ".join(found.declared))

    def _told(self, found: Sifted) -> Iterator[str]:
        if found.open:
            yield from map(self._teller().told, found.open)
        for gap in found.mended:
            yield self._text("mended", id=gap, reason=self.gaps[gap])

    def _teller(self) -> LackTeller:
        opened = self._opened()
        lawbook = opened.lawbook if isinstance(opened, Candidate) else None
        return LackTeller(words=catalogue(self._language), lawbook=lawbook)

    def _text(self, key: str, **values: object) -> str:
        return catalogue(self._language).text(ROOM, "gaps", key, **values)

    @staticmethod
    def _fail(sentences: Iterable[str]) -> None:
        told = "\n".join(sentences)
        if told:
            pytest.fail(told, pytrace=False)


class ProgrammeContract(_Contract):
    """What a plugin must be.

    `plugin` is the module with the hooks, or its name. `gaps` are checks that it does not pass yet, each with the
    reason: `{"unit": "…"}`, or of one thing alone `{"unit:norplus.share": "…"}`; of a gap that is none any more the
    test says so. `scenarios` is the file or folder of its cases, else the `scenarios.toml` in its package. `beside` are
    the plugins whose programmes it adds to; one that brings no programme stands beside all that are installed.
    """

    plugin: object
    beside: tuple[object, ...] = ()

    def test_its_ids_are_in_its_own_name_space(self) -> None:
        """Every id begins with the programme's code."""
        self._holds(Check.NAMESPACE)

    def test_its_sources_are_declared(self) -> None:
        """What is cited is declared, and what is declared is cited."""
        self._holds(Check.SOURCE)

    def test_no_grant_is_less_than_nothing(self) -> None:
        """No amount, no line and no instalment is negative, whatever the dossier."""
        self._holds(Check.GRANT)

    def test_no_fact_is_slow(self) -> None:
        """No fact takes longer than judging a whole dossier does without it, measured in the same run."""
        self._holds(Check.SLOW)

    @classmethod
    def _opened(cls) -> Candidate | Unusable:
        return open_programme(cls.plugin, cls.beside, cls.scenarios)


class RegulationContract(_Contract):
    """What a university's own law must be.

    `regulation` is the name of one that is shipped, or the path of a file, which may be relative to `folder`; its cases
    lie beside it, `ours_scenarios.toml` beside `ours.toml`, and its words in `locales` in the folder.
    """

    regulation: str = DEFAULT_REGULATION
    folder: Path | str | None = None

    @classmethod
    def _opened(cls) -> Candidate | Unusable:
        return open_regulation(cls.regulation, cls.folder, cls.scenarios)


@cache
def open_programme(
    plugin: object, beside: tuple[object, ...] = (), scenarios: Path | str | None = None
) -> Candidate | Unusable:
    """The candidate of a plugin, or why there is none; opened once for all tests of a run."""
    try:
        return load_programme(plugin, beside=beside, scenarios=scenarios)
    except Unusable as error:
        return error


@cache
def open_regulation(
    name: str, folder: Path | str | None = None, scenarios: Path | str | None = None
) -> Candidate | Unusable:
    """The candidate of a regulation, or why there is none; opened once for all tests of a run."""
    try:
        return load_regulation(name, folder, scenarios=scenarios)
    except Unusable as error:
        return error

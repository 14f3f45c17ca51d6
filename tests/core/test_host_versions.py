"""A plugin that is made for another core is not even imported, and the version that it needs is named."""

from pathlib import Path

import pytest

import mobilnost
from mobilnost import Host, PluginReport
from mobilnost.host.core_versions import serves, wanted_of


@pytest.mark.parametrize(
    ("requirements", "wanted"),
    [
        (["mobilnost>=0.2"], ">=0.2"),
        (["Mobilnost >= 0.2"], ">=0.2"),
        (["mobilnost (>=0.2)"], ">=0.2"),
        (["mobilnost[charts]>=0.2,<1; python_version > '3'"], "<1,>=0.2"),
        (["attrs>=99", "mobilnost>=0.2", "mobilnost<1"], ">=0.2,<1"),
        (["mobilnost"], None),
        (["mobilnost[charts]"], None),
        (["mobilnost @ https://mobilnost.example/mobilnost.whl"], None),
        (["mobilnost-norplus>=3", "mobilnostx>=3"], None),
        (["mobilnost>=9; extra == 'test'"], None),
        (["mobilnost>=9; python_version < '3'"], None),
        (["mobilnost>=>9"], None),
        ([], None),
    ],
)
def test_which_core_a_distribution_asks_for(requirements: list[str], wanted: str | None) -> None:
    assert wanted_of(requirements) == wanted


@pytest.mark.parametrize(
    ("version", "wanted", "is_served"),
    [
        ("0.1.0", None, True),
        (None, ">=0.2", True),
        ("0.1.0", ">=0.1", True),
        ("0.1.0", ">=0.2", False),
        ("1.0.0", ">=0.2,<1", False),
        ("0.2.0.dev1", ">=0.1", True),
        ("0.1.9", "~=0.1.2", True),
        ("0.2.0", "~=0.1.2", False),
    ],
)
def test_which_core_serves_it(version: str | None, wanted: str | None, is_served: bool) -> None:
    assert serves(version, wanted) is is_served


@pytest.fixture
def newer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installed plugin for a core of the future, with what it would find there."""
    (tmp_path / "from_the_future.py").write_text("from mobilnost import what_comes_with_version_99\n")
    info = tmp_path / "norplus-2.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: norplus\nVersion: 2.0\nRequires-Dist: mobilnost>=99\nRequires-Dist: attrs\n"
    )
    (info / "entry_points.txt").write_text("[mobilnost]\nnorplus = from_the_future\n")
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("newer")
def test_a_plugin_for_a_newer_core_says_which_one() -> None:
    host = Host.discover()
    report: PluginReport = next(one for one in host.plugins if one.name == "norplus")
    assert (report.state, report.kind, report.wants) == ("failed", "core", ">=99")
    assert str(report.reason) == f"other-core (wanted: >=99, found: {mobilnost.__version__})"
    assert {"erasmus", "ceepus"} <= {one.programme.code for one in host.laws}

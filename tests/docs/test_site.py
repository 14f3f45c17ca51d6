"""The site that is made of the pages: it is made without a warning, whoever reads it is followed by nobody, and a link that
leads nowhere is found.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from pages import ROOT

#: What a browser fetches without being asked. Links that a reader may follow are none of it.
FETCHED = re.compile(
    r"""<(?:script|img|iframe|source|video|audio|embed|object)\b[^>]*\b(?:src|data)=["']?(?:https?:)?//
      |<link\b(?![^>]*\brel=["']?canonical)[^>]*\bhref=["']?(?:https?:)?//
      |@import\s+(?:url\()?["']?(?:https?:)?//
      |\burl\(\s*["']?(?:https?:)?//""",
    re.VERBOSE | re.IGNORECASE,
)


def build(config: Path, site: Path) -> subprocess.CompletedProcess[str]:
    """The site of a configuration, made as the checks make it."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", config, "--site-dir", site],
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    done = build(ROOT / "mkdocs.yml", folder)
    assert done.returncode == 0, done.stderr
    return folder


def test_the_site_has_the_pages_of_the_guide(site: Path) -> None:
    made = {path.stem for path in (site / "guide").glob("*.html")}
    assert made == {path.stem for path in (ROOT / "docs" / "guide").glob("*.md")}


def test_nothing_is_fetched_from_elsewhere_while_somebody_reads(site: Path) -> None:
    fetched = {
        path.relative_to(site).as_posix(): found[0]
        for path in site.rglob("*")
        if path.suffix in (".html", ".css")
        for found in [FETCHED.search(path.read_text(encoding="utf-8"))]
        if found
    }
    assert not fetched


@pytest.mark.parametrize(
    "shown",
    [
        '<script src="https://cdn.example/a.js">',
        '<link rel="stylesheet" href="//fonts.example/css">',
        "@import 'https://fonts.example/css'",
        "src: url(https://fonts.example/a.woff2)",
        '<img alt="" src="https://badge.example/a.svg">',
    ],
)
def test_what_would_be_fetched_is_seen(shown: str) -> None:
    assert FETCHED.search(shown)


def test_a_link_that_leads_nowhere_ends_the_build(tmp_path: Path) -> None:
    pages = {
        "index.md": "# Start\n\n[a page](gone.md), [a heading](other.md#gone), [a file](../elsewhere.txt)\n",
        "other.md": "# Other\n",
        "forgotten.md": "# Forgotten\n",
    }
    (tmp_path / "docs").mkdir()
    for name, text in pages.items():
        (tmp_path / "docs" / name).write_text(text, encoding="utf-8")
    ours = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(
        ours[: ours.index("\nnav:")] + "\nnav:\n  - index.md\n  - other.md\n", encoding="utf-8"
    )
    done = build(tmp_path / "mkdocs.yml", tmp_path / "site")
    assert done.returncode == 1
    for told in ("'gone.md'", "'#gone'", "'../elsewhere.txt'", "- forgotten.md"):
        assert told in done.stderr

"""The mapping on the page about lists works as it stands there, with a list that has the headers named there."""

import re
from pathlib import Path

from mobilnost.formats.delimited import delimited
from mobilnost.formats.encodings import ENCODINGS
from mobilnost.formats.mapping import parse_mapping, unread
from mobilnost.formats.rows import Good, Rows
from mobilnost.formats.targets import INSTITUTIONS, targets

PAGE = (Path(__file__).parents[2] / "docs" / "import.md").read_text(encoding="utf-8")
ROW = (
    "1;Iva;Primjer;s-1;BA, HR;fsre;Rijeka;1.10.2018.;2019-02-15;prvi;2;redoviti;0613;4,2;en:B2, de A1;20.6.2018.;x\n"
    "2;Ana;Primjer;s-2;BA;fsre;unizg.hr;1.10.2018.;2019-02-15;drugi;1;izvanredni;0222;;;;\n"
)


def test_the_mapping_reads_a_list_with_its_headers() -> None:
    (mapping,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    (first, second) = re.findall(r"`((?:Broj|Domaćin)[^`]*;[^`]*)`", PAGE)
    plan = parse_mapping(mapping)
    sheet = delimited(f"{first}{second}\n{ROW}".encode())
    assert unread(plan, sheet.headers) == ()
    one, other = Rows(plan, sheet).read(sheet.rows)
    assert isinstance(one, Good), one
    assert isinstance(other, Good), other
    assert one.value.mobility.receiving == "uniri.hr"
    assert one.value.documents[0].signed_by == ("student", "vice_dean", "vice_rector", "host")
    assert (other.value.documents, other.value.student.languages) == ((), None)


def test_encodings_and_keys_of_institutions_are_all_named() -> None:
    assert not [name for name in ENCODINGS if f"`{name}`" not in PAGE]
    assert not [key for key in targets(INSTITUTIONS) if f"`{key}`" not in PAGE]

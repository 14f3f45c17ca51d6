"""A list is read in the encoding that it is written in where that is certain, and refused with the choices where not."""

import codecs

import pytest

from mobilnost.formats.delimited import delimited
from mobilnost.formats.encodings import decoded, encoding_of
from mobilnost.model import InvalidData

CROATIAN = "Ime;Prezime\r\nĐuro;Čović-Šćepanović\r\nŽeljka;Müller\r\n"
MACEDONIAN = "Име;Презиме\r\nЃорѓи;Ќосевски\r\nЉупчо;Џамбазов\r\n"
PLAIN = "id;unit\r\n2018-0042;fsre\r\n"


@pytest.mark.parametrize("text", [CROATIAN, MACEDONIAN, PLAIN])
@pytest.mark.parametrize(
    ("encoding", "mark", "name"),
    [
        ("utf-8", b"", "utf-8"),
        ("utf-8", codecs.BOM_UTF8, "utf-8"),
        ("utf-16-le", codecs.BOM_UTF16_LE, "utf-16-le"),
        ("utf-16-be", codecs.BOM_UTF16_BE, "utf-16-be"),
        ("utf-16-le", b"", "utf-16-le"),
        ("utf-16-be", b"", "utf-16-be"),
    ],
)
def test_unicode_tells_itself(text: str, encoding: str, mark: bytes, name: str) -> None:
    assert decoded(mark + text.encode(encoding)) == (text, name)


@pytest.mark.parametrize(
    ("text", "codec", "name"), [(CROATIAN, "cp1250", "windows-1250"), (MACEDONIAN, "cp1251", "windows-1251")]
)
def test_the_old_encodings_of_the_region_are_told_apart_by_their_words(text: str, codec: str, name: str) -> None:
    assert decoded(text.encode(codec)) == (text, name)


@pytest.mark.parametrize(
    "content",
    [
        "Ime;S.\r\nIva;Š.\r\n".encode("cp1250"),  # a letter alone has no alphabet
        "Ime;Mjesto\r\nIva;Čapljina\r\nИва;Битола\r\n".encode("cp1251", "ignore") + "Čović".encode("cp1250"),
        "Ime;Znak\r\nIva;Ą©Ľ\r\n".encode("cp1250"),
    ],
)
def test_what_could_be_several_is_refused_with_the_choices(content: bytes) -> None:
    with pytest.raises(InvalidData) as caught:
        encoding_of(content, "list.csv")
    (problem,) = caught.value.problems
    assert problem.kind == "ambiguous-encoding"
    assert "windows-1250" in str(problem.expected)


def test_an_encoding_that_is_named_is_taken() -> None:
    content = "Ime;S.\r\nIva;Š.\r\n".encode("cp1250")
    assert decoded(content, named="Windows-1250")[0].endswith("Iva;Š.\r\n")


@pytest.mark.parametrize(("named", "kind"), [("windows-1520", "unknown-encoding"), ("utf-8", "not-in-encoding")])
def test_an_encoding_that_cannot_be_is_refused(named: str, kind: str) -> None:
    with pytest.raises(InvalidData) as caught:
        decoded(CROATIAN.encode("cp1250"), "list.csv", named)
    assert [one.kind for one in caught.value.problems] == [kind]


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("a;b\n1,5;2\n", ";"),
        ("a,b\n1;2,3\n", ","),
        ("a\tb\n1;2\t3,4\n", "\t"),
        ('a;b\n"x;y\nz";2,3\n', ";"),
        ("sep=,\na,b\n1,2\n", ","),
        ("a\n1\n", ";"),
    ],
)
def test_the_sign_between_cells_is_found(text: str, sign: str) -> None:
    assert delimited(text.encode()).delimiter == sign


def test_a_sign_that_could_be_several_is_asked_for() -> None:
    with pytest.raises(InvalidData) as caught:
        delimited(b"a;b,c\n1;2,3\n", "list.csv")
    assert caught.value.problems[0].kind == "ambiguous-delimiter"
    assert delimited(b"a;b,c\n1;2,3\n", delimiter=",").headers == ("a;b", "c")


def test_leading_zeros_double_spaces_and_lines_in_a_cell_survive() -> None:
    sheet = delimited('isced;code;note\r\n0613;D  BERLIN01;"two\nlines"\r\n\r\n;;\r\n007;A;b\r\n'.encode("utf-16"))
    assert [(row.number, list(row.cells)) for row in sheet.rows] == [
        (2, ["0613", "D  BERLIN01", "two\nlines"]),
        (5, ["007", "A", "b"]),
    ]


@pytest.mark.parametrize(
    ("content", "kind", "line"),
    [
        (b"", "no-header", None),
        (b";;\r\n\r\n", "no-header", None),
        (b'a;b\r\n"1;2\r\n', "malformed-csv", 2),
        (b'a;b\r\n1;2\r\n"3"x;4\r\n', "malformed-csv", 3),
        (b"a;b\r\n" + b"x" * 40_000 + b";1\r\n", "cell-too-long", 2),
        (b"a;b\r\n" + b"x" * 200_000 + b";1\r\n", "cell-too-long", 2),
        (b";".join([b"a"] * 600), "too-many-columns", 1),
        (b"a\r\n" * 200_001, "too-many-rows", None),
    ],
    ids=["empty", "blank", "open quote", "quote within", "long", "longer", "wide", "long list"],
)
def test_what_is_no_list_is_refused_where_it_is_wrong(content: bytes, kind: str, line: int | None) -> None:
    with pytest.raises(InvalidData) as caught:
        delimited(content, "list.csv")
    assert [(one.kind, one.place.line) for one in caught.value.problems] == [(kind, line)]

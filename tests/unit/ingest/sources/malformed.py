"""Files that no importer can use: generated from a seed, and made by hand."""

import io
import random
import struct
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass

HEADER = (
    "Indicator ID,Indicator Name,Parent Code,Parent Name,Area Code,Area Name,Area Type,Sex,Age,"
    "Category Type,Category,Time period,Value,Lower CI 95.0 limit,Upper CI 95.0 limit,"
    "Lower CI 99.8 limit,Upper CI 99.8 limit,Count,Denominator,Value note,Recent Trend,"
    "Compared to England value or percentiles,Column not used,Time period Sortable,New data,"
    "Compared to goal,Time period range"
)
ROW = (
    "99999,Invented,E92000001,England,E06990001,Invented,UA,Persons,All ages,,,2020,10,9,11,,,10,"
    "100,,,,,20200000,,,1y"
)
VIEWIT = "ReportingPeriod,Area,sex,age_group,drug_group,intreatment_allintx\n"
FACTORS = (
    "time_period,geographic_level,new_la_code,category,Episodes_with_assessment_factor,"
    "Drug_Misuse_parent\n"
)


@dataclass(frozen=True)
class Malformed:
    """A file with what is wrong with it."""

    name: str
    content: bytes


def export(*rows: str) -> bytes:
    return "\n".join([HEADER, *(rows or (ROW,)), ""]).encode()


def workbook(sheet: bytes, *, more: dict[str, bytes] | None = None) -> bytes:
    """A smallest Excel workbook around one sheet's XML."""
    space = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    links = b'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    package = b'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    parts = {
        "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        b'content-types"/>',
        "_rels/.rels": b"<Relationships "
        + package
        + b'><Relationship Id="a" Type="'
        + kind
        + b'officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": b"<workbook "
        + space
        + b" "
        + links
        + b'><sheets><sheet name="One" sheetId="1" r:id="b"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": b"<Relationships "
        + package
        + b'><Relationship Id="b" Type="'
        + kind
        + b'worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": b"<worksheet "
        + space
        + b"><sheetData>"
        + sheet
        + b"</sheetData></worksheet>",
    } | (more or {})
    return zipped(parts)


def open_document(table: bytes) -> bytes:
    spaces = (
        b'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        b'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        b'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    )
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": b"<office:document-content "
            + spaces
            + b'><office:body><office:spreadsheet><table:table table:name="One">'
            + table
            + b"</table:table></office:spreadsheet></office:body></office:document-content>",
        }
    )


def zipped(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def lying(content: bytes) -> bytes:
    """An archive whose directory says that every part is one byte long."""
    changed = bytearray(content)
    at = changed.find(b"PK\x01\x02")
    while at >= 0:
        changed[at + 24 : at + 28] = struct.pack("<I", 1)
        at = changed.find(b"PK\x01\x02", at + 4)
    return bytes(changed)


def nasty() -> Iterator[Malformed]:
    """A hundred files made by hand."""
    yield from _archives()
    yield from _texts()
    yield from _wrong_tables()
    yield from _single_cells()


def _archives() -> Iterator[Malformed]:
    cell = b'<row r="1"><c r="A1"><v>1</v></c></row>'
    whole = workbook(cell)
    zeros = bytes(200_000_000)
    filled = b'<table:table-cell office:value-type="float" office:value="1"'
    yield Malformed("bomb in a part.xlsx", workbook(cell, more={"xl/media/a.bin": zeros}))
    yield Malformed("bomb in the sheet.xlsx", workbook(b" " * 130_000_000))
    yield Malformed(
        "far corner.xlsx", workbook(cell + b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    )
    yield Malformed(
        "wide.xlsx", workbook(b'<row r="1"><c r="A1"><v>1</v></c><c r="OTW1"><v>1</v></c></row>')
    )
    yield Malformed(
        "tall.xlsx",
        workbook(
            b'<row r="9"><c r="A9"><v>1</v></c></row><row r="1048000">'
            b'<c r="ZZ1048000"><v>1</v></c></row>'
        ),
    )
    yield Malformed(
        "entities.xlsx",
        workbook(cell, more={"xl/sharedStrings.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><sst/>'}),
    )
    yield Malformed("lies about its size.xlsx", lying(workbook(b" " * 3_000_000)))
    yield Malformed(
        "repeated columns.ods",
        open_document(
            b"<table:table-row>"
            + filled
            + b' table:number-columns-repeated="900000000"/></table:table-row>'
        ),
    )
    yield Malformed(
        "repeated rows.ods",
        open_document(
            b'<table:table-row table:number-rows-repeated="1048576">'
            + filled
            + b' table:number-columns-repeated="900"/></table:table-row>'
        ),
    )
    yield Malformed(
        "document.odt",
        zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"}),
    )
    yield Malformed("other archive.zip", zipped({"readme.txt": b"hello"}))
    yield Malformed("many parts.xlsx", zipped({f"part {number}": b"" for number in range(2_100)}))
    yield Malformed("binary workbook.xlsb", zipped({"xl/workbook.bin": b"1"}))
    yield Malformed("no sheets.xlsx", zipped({"xl/workbook.xml": b"<workbook/>"}))
    yield Malformed("broken XML.xlsx", workbook(b"<row><c r="))
    yield Malformed("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5_000))
    for share in (0.2, 0.5, 0.8, 0.95):
        yield Malformed(f"cut at {share}.xlsx", whole[: int(len(whole) * share)])
    for at in range(0, 12):
        flipped = bytearray(whole)
        place = 40 + at * (len(whole) // 13)
        flipped[place] ^= 0xFF
        yield Malformed(f"flipped {at}.xlsx", bytes(flipped))


def _texts() -> Iterator[Malformed]:
    yield Malformed("empty.csv", b"")
    yield Malformed("one byte.csv", b"a")
    yield Malformed("blank lines.csv", b"\n" * 10_000)
    yield Malformed("only a mark.csv", b"\xef\xbb\xbf")
    yield Malformed("binary.csv", bytes(range(256)) * 200)
    yield Malformed("picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(500))
    yield Malformed("pdf.csv", b"%PDF-1.7\n" + bytes(300))
    yield Malformed("web page.csv", b"<!DOCTYPE html><html><body>Sorry</body></html>")
    yield Malformed("xml.csv", b"<?xml version='1.0'?><a/>")
    yield Malformed("json.csv", b'{"a": [1, 2, 3]}')
    yield Malformed("NUL.csv", export().replace(b"Invented", b"Inv\x00ted"))
    yield Malformed("late NUL.csv", export(*[ROW] * 3_000) + b"\x00\x00")
    yield Malformed("unclosed quote.csv", export(ROW.replace("Invented", '"Invented', 1)))
    yield Malformed(
        "unclosed quote far above.csv",
        export(ROW.replace("Invented", '"Invented', 1), *[ROW] * 20_000),
    )
    yield Malformed(
        "mixed encodings.csv", export() + "Ynys Môn;€".encode("cp1252") + "Ynys Môn\x81".encode()
    )
    yield Malformed("undefined bytes.csv", export() + b"\x81\x8d\x8f\x90\x9d")
    yield Malformed("half UTF-16.csv", b"\xff\xfe" + "a,b\n".encode("utf-16-le") + b"\x00")
    yield Malformed("UTF-16 without a mark.csv", export().decode().encode("utf-16-le"))
    yield Malformed("UTF-32.csv", export().decode().encode("utf-32"))
    yield Malformed(
        "10,000 columns.csv", (",".join(f"c{n}" for n in range(10_000)) + "\n").encode() * 3
    )
    yield Malformed("gigantic cell.csv", export(ROW.replace("Invented", "x" * 5_000_000, 1)))
    yield Malformed("gigantic header.csv", b"y" * 3_000_000 + b"\n1\n")
    yield Malformed(
        "gigantic quoted cell.csv", export(ROW.replace("Invented", '"' + "x\n" * 900_000 + '"', 1))
    )
    yield Malformed("one line.csv", b"1," * 900_000)
    yield Malformed("only quotes.csv", b'"' * 100_001)
    yield Malformed("carriage returns.csv", b"a,b\r1,2\r")
    yield Malformed("semicolons of nothing.csv", b";" * 5_000 + b"\n;;\n")


def _wrong_tables() -> Iterator[Malformed]:
    for name in ("Indicator ID", "Area Code", "Time period", "Value"):
        yield Malformed(f"without {name}.csv", export().replace(name.encode(), b"Something", 1))
    yield Malformed("header twice.csv", (f"{HEADER},Indicator ID\n{ROW},1\n").encode())
    yield Malformed("header alone.csv", f"{HEADER}\n".encode())
    yield Malformed("rows alone.csv", f"{ROW}\n{ROW}\n".encode())
    yield Malformed("half width.csv", export(*[",".join(ROW.split(",")[:9])] * 3_000))
    yield Malformed("double width.csv", export(*[f"{ROW},{ROW}"] * 3_000))
    yield Malformed("ViewIt without rows.csv", VIEWIT.encode())
    yield Malformed("ViewIt of nowhere.csv", f"{VIEWIT}2020/21,Atlantis,M,Total,Total,5\n".encode())
    yield Malformed("factors without rows.csv", FACTORS.encode())
    yield Malformed("factors of nowhere.csv", f"{FACTORS}2020,Regional,E99,x,1,1\n".encode())
    yield Malformed("a list.csv", b"name\nAnna\nBert\n")
    yield Malformed(
        "crime without a title.csv",
        b"Police force area code,Local authority code,Drug offences\nE23000036,E06990001,5\n",
    )


def _single_cells() -> Iterator[Malformed]:
    cells = (
        "=1+1",
        "=cmd|' /C calc'!A0",
        "@SUM(1)",
        "abc",
        "1e999",
        "-5",
        "12,5",
        "NaN",
        "١٢",
        "--",
    )
    for cell in cells:
        if cell != "-5":  # a value may lie below 0, a count may not
            row = ROW.split(",")
            row[12] = f'"{cell}"'
            yield Malformed(f"value {cell[:3]}.csv", export(",".join(row)))
        row = ROW.split(",")
        row[17] = f'"{cell}"'
        yield Malformed(f"count {cell[:3]}.csv", export(",".join(row)))
        yield Malformed(
            f"ViewIt {cell[:3]}.csv", f'{VIEWIT}2020/21,England,M,Total,Total,"{cell}"\n'.encode()
        )


def generated(chance: random.Random) -> Malformed:
    """One file, made from a good one by breaking it somewhere."""
    rows = [ROW] * chance.randrange(1, 40)
    good = chance.choice(
        [
            export(*rows),
            f"{VIEWIT}2020/21,England,M,Total,Total,5\n".encode() * 1,
            f"{FACTORS}2020,National,E92000001,Factors,10,5\n".encode(),
            workbook(b'<row r="1"><c r="A1"><v>1</v></c></row>'),
            open_document(b"<table:table-row><table:table-cell/></table:table-row>"),
        ]
    )
    breakers: list[Callable[[bytearray, random.Random], None]] = [
        _cut,
        _flip,
        _insert_noise,
        _repeat_part,
        _swap,
        _quote,
        _nul,
        _drop_commas,
    ]
    content = bytearray(good)
    for _ in range(chance.randrange(1, 5)):
        chance.choice(breakers)(content, chance)
    return Malformed(f"{chance.randrange(10**9)}.csv", bytes(content))


def _cut(content: bytearray, chance: random.Random) -> None:
    del content[chance.randrange(len(content) + 1) :]


def _flip(content: bytearray, chance: random.Random) -> None:
    for _ in range(min(len(content), chance.randrange(1, 30))):
        content[chance.randrange(len(content))] = chance.randrange(256)


def _insert_noise(content: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(content) + 1)
    content[at:at] = chance.randbytes(chance.randrange(1, 500))


def _repeat_part(content: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(content) + 1)
    content[at:at] = content[at : at + 200] * chance.randrange(1, 200)


def _swap(content: bytearray, chance: random.Random) -> None:
    replaced = chance.choice([(b",", b";"), (b"\n", b"\r"), (b"2020", b"never"), (b"E0", b"X0")])
    content[:] = content.replace(*replaced)


def _quote(content: bytearray, chance: random.Random) -> None:
    content.insert(chance.randrange(len(content) + 1), ord('"'))


def _nul(content: bytearray, chance: random.Random) -> None:
    content.insert(chance.randrange(len(content) + 1), 0)


def _drop_commas(content: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randrange(1, 20)):
        at = content.find(b",", chance.randrange(len(content) + 1))
        if at >= 0:
            del content[at]

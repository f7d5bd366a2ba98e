"""Broken and hostile project files, made on the spot: what an attacker, a bad disk or a careless program hands over.

`HOSTILE` are refused with a sentence; `SLOPPY` are read, and what is wrong with them is told. `HEAVY` of them cost so
much that they are tried in a process with limits.
"""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Callable

from tests.doors.exchange.corpus_parts import (
    LAUGHS,
    MB,
    attributes,
    body,
    claims,
    damaged_checksum,
    flat,
    many_members,
    nested,
    one,
    overlapping,
    renamed_pair,
    root,
    same_name,
    with_member,
    with_zero_name,
    zip64_that_lies,
)
from tests.doors.exchange.refi.made import (
    HEAD,
    NAMESPACE,
    codebook,
    coding,
    guid,
    one_text,
    project_xml,
    qdpx,
    selection,
    text_source,
)

Make = Callable[[], bytes]


HOSTILE: dict[str, Make] = {
    # ---- the container
    "empty": lambda: b"",
    "not a zip": lambda: b"%PDF-1.7 not a zip at all",
    "a lone zip end": lambda: b"PK\x05\x06" + bytes(18),
    "truncated": lambda: one_text(b"isi" * 1000)[:400],
    "directory cut": lambda: one_text(b"isi" * 1000)[:-30],
    "damaged header": lambda: one_text(b"isi" * 1000).replace(b"PK\x03\x04", b"PK\x03\x05", 1),
    "damaged checksum": damaged_checksum,
    "no project": lambda: qdpx("x", name="readme.txt"),
    "project in a folder": lambda: qdpx(project_xml(""), name="deep/project.qde"),
    "two projects": lambda: with_member("other.qde"),
    "encrypted member": lambda: with_member("sources/b.txt", flags=1),
    "unknown packing": lambda: with_member("sources/b.txt", method=zipfile.ZIP_LZMA),
    "duplicate member": same_name,
    "duplicate by case": lambda: renamed_pair(b"sources/b.txt", b"sources/A.TXT"),
    "overlapping members": overlapping,
    "traversal": lambda: with_member("../outside.txt"),
    "traversal inside": lambda: with_member("sources/../../outside.txt"),
    "absolute": lambda: with_member("/etc/outside.txt"),
    "windows path": lambda: with_member("sources\\..\\outside.txt"),
    "drive letter": lambda: with_member("C:/outside.txt"),
    "symlink": lambda: with_member("sources/link.txt", mode=stat.S_IFLNK | 0o777, data=b"/etc/passwd"),
    "zip bomb": lambda: with_member("sources/b.txt", data=bytes(8 * MB)),
    "two gigabytes claimed": lambda: claims(2**31 - 1),
    "four gigabytes claimed": lambda: claims(2**32 - 2, 2**32 - 2),
    "zip64 that lies": zip64_that_lies,
    "six thousand members": many_members,
    "project part too long": lambda: qdpx(project_xml("") + " " * (65 * MB)),
    # ---- the document
    "not xml": lambda: qdpx("not xml"),
    "empty project part": lambda: qdpx(""),
    "xml cut short": lambda: qdpx(project_xml(codebook(1))[:-20]),
    "unknown encoding": lambda: qdpx('<?xml version="1.0" encoding="klingon"?><Project/>'),
    "says utf-16, is utf-8": lambda: qdpx(project_xml("").replace("utf-8", "utf-16")),
    "says utf-8, is latin": lambda: qdpx(project_xml(codebook(1)).replace("kode", "kodé").encode("latin-1")),
    "wrong namespace": lambda: qdpx(project_xml("", namespace="urn:QDA-XML:project:9.9")),
    "no namespace": lambda: qdpx('<Project name="x"/>'),
    "a codebook": lambda: qdpx('<CodeBook xmlns="urn:QDA-XML:codebook:1.0"/>'),
    "doctype": lambda: qdpx(root("", "<!DOCTYPE p>")),
    "billion laughs": lambda: qdpx(root("&j;", LAUGHS)),
    "quadratic entity": lambda: qdpx(root("&a;" * 5000, f'<!DOCTYPE p [<!ENTITY a "{"a" * 50_000}">]>')),
    "external entity": lambda: qdpx(root("&x;", '<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]>')),
    "parameter entity": lambda: qdpx(root("", '<!DOCTYPE p [<!ENTITY % x SYSTEM "http://127.0.0.1/x"> %x;]>')),
    "external dtd": lambda: qdpx(root("", '<!DOCTYPE p SYSTEM "http://127.0.0.1/x.dtd">')),
    "undefined entity": lambda: qdpx(root("&nbsp;")),
    "nested deep": lambda: qdpx(project_xml("<Sources>" * 50_000 + "</Sources>" * 50_000)),
    "codes nested a hundred thousand deep": lambda: qdpx(project_xml(nested(100_000))),
    "codes without end": lambda: qdpx(project_xml(flat(100_000))),
    "a million attributes": lambda: qdpx(attributes(1_000_000)),
    "an attribute twice": lambda: qdpx(f'{HEAD}<Project xmlns="{NAMESPACE}" name="a" name="b"/>'),
    "a million elements": lambda: qdpx(project_xml("<x/>" * 1_000_001)),
    "zero bytes": lambda: qdpx(project_xml(codebook(1)).replace("kode 1", "kode\0")),
    "characters that are none": lambda: qdpx(project_xml(codebook(1)).replace("kode 1", "kode\x08")),
    "numbered character that is none": lambda: qdpx(project_xml(codebook(1)).replace("kode 1", "&#0;")),
    "surrogate": lambda: qdpx(project_xml(codebook(1)).replace("kode 1", "&#xD800;")),
    "two roots": lambda: qdpx(project_xml("") + f'<Project xmlns="{NAMESPACE}"/>'),
    "undeclared prefix": lambda: qdpx(root("<q:Users/>")),
    # ---- what it says
    "path climbs out": lambda: one_text(b"isi", path="internal://../../etc/passwd"),
    "bare path climbs out": lambda: one_text(b"isi", path="..\\..\\secret.txt"),
}


# What is read: the kinds of loss that are told (a subset), and how many codings and sources can be worked with.
SLOPPY: dict[str, tuple[Make, set[str], int, int]] = {
    "missing source file": (lambda: one(selection(20, 0, 4, coding(30, 1)), path="b.txt"), {"sources"}, 0, 0),
    "outside the file": (lambda: one(selection(20, 0, 4, coding(30, 1)), path="absolute:///a.txt"), {"sources"}, 0, 0),
    "text not utf-8": (lambda: one("", b"caf\xe9"), {"sources"}, 0, 0),
    "text in utf-16": (
        lambda: one(selection(20, 0, 4, coding(30, 1)), "satu dua".encode("utf-16")),
        set(),
        1,
        1,
    ),
    "project in utf-16": (
        lambda: qdpx(
            project_xml(codebook(1) + f"<Sources>{text_source(10, 'a.txt')}</Sources>")
            .replace("utf-8", "utf-16")
            .encode("utf-16"),
            {"sources/a.txt": b"isi"},
        ),
        set(),
        0,
        1,
    ),
    "zero bytes in the text": (lambda: one(selection(20, 0, 4, coding(30, 1)), b"satu\0dua"), set(), 1, 1),
    "duplicate guids": (
        lambda: one(selection(20, 0, 4, coding(30, 1)) + selection(20, 5, 8, coding(30, 2))),
        {"guids"},
        2,
        1,
    ),
    "guids in braces": (
        lambda: one(selection(20, 0, 4, coding(30, 1).replace(guid(1), f"{{{guid(1).lower()}}}"))),
        set(),
        1,
        1,
    ),
    "names for guids": (lambda: body("<Sources/>", codes=codebook(1).replace(guid(1), "kode")), {"guids"}, 0, 0),
    "empty parents": (lambda: body("<Users/><Sources/><Notes/><Sets/><Links/><Graphs/><Cases/>"), set(), 0, 0),
    "an empty codebook": (lambda: body("", codes="<CodeBook><Codes/></CodeBook>"), set(), 0, 0),
    "past the end": (lambda: one(selection(20, 5, 999, coding(30, 1))), {"selections", "codings"}, 0, 1),
    "reversed": (lambda: one(selection(20, 8, 5, coding(30, 1))), {"selections", "codings"}, 0, 1),
    "negative": (lambda: one(selection(20, -5, 4, coding(30, 1))), {"selections", "codings"}, 0, 1),
    "not a number": (lambda: one(selection(20, "lima", 4, coding(30, 1))), {"selections", "codings"}, 0, 1),
    "a number without end": (lambda: one(selection(20, "9" * 5000, 4, coding(30, 1))), {"selections"}, 0, 1),
    "a number with a fraction": (lambda: one(selection(20, "0.5", 4, coding(30, 1))), {"selections"}, 0, 1),
    "zero length": (lambda: one(selection(20, 5, 5, coding(30, 1))), {"selections", "codings"}, 0, 1),
    "wrong case of the folder": (
        lambda: body(
            f"<Sources>{text_source(10, 'internal://A.txt', selection(20, 0, 4, coding(30, 1)))}</Sources>",
            {"SOURCES/a.TXT": b"satu dua"},
        ),
        set(),
        1,
        1,
    ),
    "a bare name": (lambda: one(selection(20, 0, 4, coding(30, 1)), path="a.txt"), set(), 1, 1),
    "code that is not there": (lambda: one(selection(20, 0, 4, coding(30, 9))), {"codings"}, 0, 1),
    "coding without a code": (
        lambda: one(selection(20, 0, 4, f'<Coding guid="{guid(30)}"/>')),
        {"codings"},
        0,
        1,
    ),
    "cycle in the code tree": (
        lambda: body(
            "",
            codes=f'<CodeBook><Codes><Code guid="{guid(1)}" name="a" isCodable="true"><Code guid="{guid(2)}" name="b" '
            f'isCodable="true"><Code guid="{guid(1)}" name="a" isCodable="true"/></Code></Code></Codes></CodeBook>',
        ),
        {"guids"},
        0,
        0,
    ),
    "link to itself": (
        lambda: body(f'<Links><Link guid="{guid(5)}" originGUID="{guid(5)}" targetGUID="{guid(5)}"/></Links>'),
        {"links"},
        0,
        0,
    ),
    "set of itself": (
        lambda: body(f'<Sets><Set guid="{guid(5)}" name="s"><MemberCode targetGUID="{guid(5)}"/></Set></Sets>'),
        {"sets"},
        0,
        0,
    ),
    "note about itself": (
        lambda: body(
            f'<Notes><Note guid="{guid(5)}" name="n"><PlainTextContent>isi</PlainTextContent>'
            f'<NoteRef targetGUID="{guid(5)}"/></Note></Notes>'
        ),
        set(),
        0,
        0,
    ),
    "one passage coded twice alike": (
        lambda: one(selection(20, 0, 4, coding(30, 1) + coding(31, 1))),
        {"codings"},
        1,
        1,
    ),
    "a huge attribute": (
        lambda: one(selection(20, 0, 4, coding(30, 1), name=" ".join(map(str, range(500_000))))),
        set(),
        1,
        1,
    ),
    "foreign elements": (lambda: body('<x:y xmlns:x="urn:x"><x:z/></x:y>'), set(), 0, 0),
    "unknown children": (lambda: one("<Sentiment/>" + selection(20, 0, 4, coding(30, 1))), set(), 1, 1),
    "zero in a name": (with_zero_name, set(), 0, 0),
    "nothing at all": (lambda: qdpx(project_xml("")), set(), 0, 0),
}
HEAVY = (
    "project part too long",
    "codes nested a hundred thousand deep",
    "codes without end",
    "a million attributes",
    "a million elements",
    "quadratic entity",
    "six thousand members",
)

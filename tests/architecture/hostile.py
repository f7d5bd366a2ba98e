"""What people and programs send that no page asked for, and what a page asks for."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile

NOBODY = "00000000-0000-0000-0000-000000000007"
DAYS = ("0001-01-01", "9999-12-31", "31/12/9999", "2026-02-30", "2062-01-01", "1900-01-01")
MOMENTS = ("9999-12-31T23:59", "0001-01-01T00:00", "2062-01-01T09:00")
HOURS = ("24:00", "00:00", "23.59")
NUMBERS = (
    "0",
    "-1",
    "32768",
    "2147483648",
    "9" * 30,
    "9" * 5_000,
    "1e999",
    "NaN",
    "Infinity",
    "0.001",
    "1,5",
    "99999999999",
    "²",
    "٣",
)
OF_KIND = {"date": DAYS, "datetime-local": MOMENTS, "time": HOURS, "number": NUMBERS}
VALUES = (
    *("", " ", "x", "x" * 5_000, "\x00", "a\u2028b\u0085c", "\u202eابج\u200b\u200d", "<script>alert(1)</script>"),
    *("{{ 7 }}", "{n}", "%s %(n)s", "=1+1", "../../etc/passwd", "//else.example/", NOBODY, "None", "[]", "t:x:note"),
    *DAYS,
    *MOMENTS,
    *HOURS,
    *NUMBERS,
)
BODIES = (
    *(b"", b"{", b"null", b"[]", b"7", b'"x"', b"\xff\xfe", b"[" * 50_000, b'{"a":' * 5_000, b"9" * 5_000),
    b'{"after": 1e999, "taps": []}',
    b'{"after": -1, "taps": [null, [], {}, {"id": 7}]}',
    b'{"after": 99999999999999999999999999, "taps": {}}',
    json.dumps({"after": 0, "taps": [{"id": NOBODY, "key": "note", "value": "\ud800", "at": -1e30}]}).encode(),
    json.dumps({"after": 0, "taps": [{"id": NOBODY, "key": "incident.abcdef01", "value": {"kind": [1]}}]}).encode(),
    json.dumps({"start": -1, "end": 1e999, "code": NOBODY, "polarity": [], "quote": "\ud800"}).encode(),
)
FILES = (
    ("a.csv", b"a,b\n1,2\n"),
    ("a.csv", ("n" * 20 + "," * 100_000 + "\n").encode()),
    ("a.csv", b'"' + b"x" * 200_000),
    ("a.csv", b"a" + b"9" * 5_000 + b",S1\n1,1e999\n"),
    ("a.csv", "\ufeffsep=;\nS1;S2\n1;2\n".encode()),
    ("a.csv", "S1,S2\n1,2\n".encode("utf-16")),
    ("a.csv", "row,coder1,coder2\u2028x\n1,1,0\n".encode()),
    ("../\r\nSet-Cookie: a=b.docx", b"PK\x03\x04"),
    ("\u202etxt.exe", b"MZ"),
    ("a.qdpx", b"PK\x05\x06" + b"\0" * 18),
)


@dataclass
class Asked:
    """One form of a page: where it goes, and the values each of its fields offers."""

    action: str
    method: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)


class Forms(HTMLParser):
    """The forms of a page, and the queries its links lead to."""

    def __init__(self, text: str, address: str) -> None:
        super().__init__()
        self.address, self.forms, self.queries = address, list[Asked](), dict[str, set[str]]()
        self._select = ""
        self._text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Asked(has.get("action") or self.address, has.get("method", "get").lower()))
        elif tag == "a":
            for name, value in parse_qsl(urlsplit(has.get("href", "")).query):
                self.queries.setdefault(name, set()).add(value)
        elif tag == "option" and self._select and self.forms:
            self.forms[-1].fields[self._select].append(has.get("value", ""))
        elif self.forms and has.get("name"):
            self._field(tag, has)

    def _field(self, tag: str, has: dict[str, str]) -> None:
        known, name = self.forms[-1].fields, has["name"]
        if has.get("type") == "file":
            self.forms[-1].files.append(name)
            return
        known.setdefault(name, [])
        self.forms[-1].kinds[name] = has.get("type", "")
        if tag == "select":
            self._select = name
        elif has.get("type") in ("radio", "checkbox", "hidden") or has.get("value"):
            known[name].append(has.get("value", "on"))
        else:
            usual = {"date": "2026-11-25", "time": "09:00", "number": "2", "datetime-local": "2026-11-25T09:00"}
            known[name].append(usual.get(has.get("type", ""), "Sebuah kalimat yang cukup panjang (contoh)"))

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""


def filled(form: Asked, chance: random.Random) -> Iterator[dict[str, object]]:
    """Yield what may be sent of a form: as it should be, each field wrong once, some missing, all wrong."""
    usual: dict[str, object] = {name: [v for v in values if v][-1:] or "" for name, values in form.fields.items()}
    sent: dict[str, object] = {**usual, **dict(zip(form.files, map(_file, chance.choices(FILES, k=9)), strict=False))}
    yield sent
    for name in form.fields:
        yield {**sent, name: chance.choice(OF_KIND.get(form.kinds[name], VALUES))}
    for name in form.files:
        yield {**sent, name: _file(chance.choice(FILES))}
    yield {name: value for name, value in sent.items() if chance.random() < 0.5}
    yield {name: chance.choice(VALUES) for name in form.fields}


def _file(one: tuple[str, bytes]) -> SimpleUploadedFile:
    return SimpleUploadedFile(*one)

"""A stolen data folder tells nothing: what people said and who they are is nowhere in it, on either engine."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from tests.places import Place, copied

STATEMENT = "Saya takut kalau malam, dan hanya Bu Ratri yang mau mendengarkan."
# The site of a study may be the name of the home, which stands readable elsewhere and says nothing about a person.
NO_SECRET = {"evidence.Study.site"}


def everything(place: Place) -> Iterator[tuple[str, bytes]]:
    """Yield (where, bytes) of every file of the folder and, on PostgreSQL, of every table as text."""
    for path in sorted(place.folder.rglob("*")):
        if path.is_file():
            yield str(path.relative_to(place.folder)), path.read_bytes()
    if not place.database_url:
        return
    with psycopg.connect(place.database_url) as server:
        names = server.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        for (name,) in names:
            with server.cursor().copy(sql.SQL("COPY {} TO STDOUT (FORMAT binary)").format(sql.Identifier(name))) as out:
                yield name, b"".join(bytes(block) for block in out)


def told(phrase: str, by: bytes) -> bool:
    """Tell whether the bytes hold the phrase, in any form a text is kept in."""
    escaped = json.dumps(phrase)[1:-1]
    forms = [phrase.encode(), phrase.encode("utf-16-le"), phrase.encode("utf-16-be"), escaped.encode()]
    return any(form in by for form in forms)


@pytest.mark.deadline(500)  # it may be the first to ask for the demo home, which is built once a run
def test_no_sealed_word_lies_readable_in_the_data_folder(tmp_path: Path) -> None:
    text = tmp_path / "wawancara.txt"
    text.write_text(f"P: Bagaimana malam di sini?\nI: {STATEMENT}\n", encoding="utf-8")
    with copied("demo") as place:
        study = ("--study", "Dukungan sosial (contoh)", "--kind", "interview")
        place.laras("import", "sources", text, *study)
        said = json.loads(place.run((sys.executable, "-m", "tests.base.crypto.whispers")))
        store = list(everything(place))
    filled = {label for label, phrases in said.items() if phrases}
    expected = {
        "people.Client.full_name",
        "people.Client.nik",
        "people.Family.name",
        "casework.Goal.title",
        "support.SupportAct.note",
        "evidence.Source.text",
        "coding.Coding.quote",
        "appraisal.Finding.text",
    }
    assert filled >= expected
    assert any(STATEMENT[12:30] in phrase for phrase in said["evidence.Source.text"])
    leaks = [
        (label, phrase, where)
        for label, phrases in said.items()
        if label not in NO_SECRET
        for phrase in dict.fromkeys([*phrases, STATEMENT])
        for where, content in store
        if told(phrase, content)
    ]
    assert leaks == [], leaks[:40]
    # The search itself sees: what is kept readable, such as the name of the home, is found.
    assert [where for where, content in store if told("UPT Bina Laras Contoh", content)]

"""Puts what is to be measured into a home; run as a program: `python -m tests.load.fill WHAT …`, prints JSON.

Rows that only have to be there are inserted in bulk; everything that is measured goes through the program itself.
"""

from __future__ import annotations

import datetime as dt
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "laras.config.settings")
django.setup()

from django.db import connection, transaction  # noqa: E402  models exist only now

from laras.base.access.actor import Actor  # noqa: E402
from laras.base.access.models import Facility, User  # noqa: E402
from laras.base.access.queries import actor_for  # noqa: E402
from laras.base.store import clock  # noqa: E402
from laras.domain.aspects import ASPECT_CODES, indicators_of  # noqa: E402
from laras.stages.coding import actions as coding  # noqa: E402
from laras.stages.coding.models import Code, Coding  # noqa: E402
from laras.stages.evidence import actions as evidence  # noqa: E402
from laras.stages.evidence.models import Informant, Source  # noqa: E402
from laras.stages.people.models import Access, Client, Worker  # noqa: E402
from laras.stages.support.models import SupportAct  # noqa: E402
from tests.load.figures import Figures, tell  # noqa: E402

LINES = (
    "T: Kalau soal obat, siapa yang biasanya menjelaskan kepada penerima manfaat?",
    "P1: Terus terang jarang dijelaskan, saya pegang tangannya saja supaya Bapak bisa tidur malam itu.",
    "P1: Keluarganya datang sebulan sekali, kadang membawa makanan, kadang hanya menelepon dari jauh sekali.",
    "P2: Di kelompok pagi mereka saling menyapa, itu yang paling saya rasakan perubahannya (contoh).",
)
SPAN, STEP = 40, 60
AT_ONCE = 500
YEARS = 3


def actor(login: str) -> Actor:
    """Return one of the cast as they act."""
    found = actor_for(User.objects.get(login=login))
    assert found is not None
    return found


def text(length: int, codings: int) -> Figures:
    """Make a study with a source of `length` code points and `codings` codings of the researcher."""
    by = actor("peneliti")
    study = evidence.create_study(name="Ukuran (contoh)", by=by)
    coding.open_codebook(study, by=by)
    words = "\n".join(LINES[number % len(LINES)] for number in range(length // 80 + 1))[:length]
    source = evidence.add_source(study, name="Panjang (contoh)", kind="interview", text=words, by=by)
    codes = list(Code.objects.filter(study=study, parent__isnull=False).order_by("position", "id"))
    rows = [
        coding.NewCoding(source, start=at, end=at + SPAN, code=codes[number % len(codes)])
        for number, at in enumerate(range(0, codings * STEP, STEP))
    ]
    for first in range(0, len(rows), AT_ONCE):
        coding.add_codings(study, codings=rows[first : first + AT_ONCE], by=by)
    return {"study": str(study.pk), "source": str(source.pk), "length": source.length, "code": codes[0].name}


def corpus(sources: int, length: int, codings: int) -> Figures:
    """Make a study of `sources` interviews of `length` code points, `codings` codings in all, every tenth with a note."""
    by = actor("peneliti")
    study = evidence.create_study(name="Korpus (contoh)", by=by)
    coding.open_codebook(study, by=by)
    lines = [f"{LINES[number % len(LINES)]} Baris ke-{number}." for number in range(length // 90 + 1)]
    made = []
    for number in range(sources):
        words = "\n".join(lines[number % 7 :] + lines[: number % 7])[:length]
        name = f"Wawancara {number} (contoh)"
        made.append(evidence.add_source(study, name=name, kind="interview", text=words, by=by))
    codes = list(Code.objects.filter(study=study, parent__isnull=False).order_by("position", "id"))
    now = clock.now()
    rows = []
    for number in range(codings):
        source = made[number % sources]
        start = number // sources * STEP % (length - SPAN)
        row = Coding(facility_id=study.facility_id, study=study, source=source, code=codes[number % len(codes)])
        row.start, row.end, row.quote = start, start + SPAN, source.text[start : start + SPAN]
        row.coder = row.recorded_by = by.login
        row.changed_at = row.recorded_at = now
        row.memo = "Catatan tentang kelompok pagi (contoh)" if number % 10 == 0 else ""
        rows.append(row)
    with transaction.atomic():
        Coding.objects.bulk_create(rows, batch_size=AT_ONCE)
    return {"study": str(study.pk), "characters": sum(one.length for one in made)}


def matrix(sources: int, codings: int) -> Figures:
    """Make such a study with an informant a source, passages that overlap, and every direction."""
    made = corpus(sources, codings // sources * STEP + 1_000, codings)
    rows = list(Source.objects.filter(study_id=made["study"]).order_by("position", "id"))
    for number, row in enumerate(rows, start=1):
        stamp = {"facility_id": row.facility_id, "study_id": row.study_id, "recorded_at": row.recorded_at}
        role = ("Pekerja sosial", "Perawat", "Pengasuh")[number % 3]
        informant = Informant.objects.create(code=f"P{number:03}", role=role, recorded_by="peneliti", **stamp)
        Source.objects.filter(pk=row.pk).update(informant=informant, happened_at=row.recorded_at)
    with connection.cursor() as cursor:
        own = [made["study"].replace("-", "")]
        # A passage reaches into the next one in one of three, so that codes stand together.
        cursor.execute('UPDATE coding_coding SET "end" = start + 70 WHERE study_id = %s AND start %% 180 = 0', own)
        cursor.execute("UPDATE coding_coding SET polarity = 'lacking' WHERE study_id = %s AND start %% 420 = 0", own)
    return made


def people(number: int) -> Figures:
    """Add `number` clients to the home; twenty of them are in the caseload of peksos, nobody's else."""
    home = Facility.objects.get(code="CTH")
    worker = Worker.objects.get(facility=home, user__login="peksos")
    now = clock.now()
    first = Client.objects.filter(facility=home).count() + 1
    rows = [
        Client(
            facility=home,
            number=f"UKUR/2026/{at:06d}",
            full_name=f"Orang Nomor {at} (contoh)",
            short_name=f"Bapak {at}",
            sex="male",
            birth_year=1950 + at % 50,
            recorded_at=now - dt.timedelta(days=400),
            recorded_by="ukur",
        )
        for at in range(first, first + number)
    ]
    with transaction.atomic():
        Client.objects.bulk_create(rows, batch_size=AT_ONCE)
        Access.objects.filter(worker=worker).delete()
        mine = [
            Access(facility=home, client=row, worker=worker, kind="caseload", valid_from=now, opened_by="ukur")
            for row in rows[:20]
        ]
        Access.objects.bulk_create(mine)
    return {"client": str(rows[0].pk)}


def acts(number: int, clients: int) -> Figures:
    """Spread `number` acts over `clients` clients and three years, inside the database."""
    made = people(clients)
    home = Facility.objects.get(code="CTH")
    codes = [(aspect, one.code) for aspect in ASPECT_CODES for one in indicators_of(aspect) if one.is_active]
    minutes = YEARS * 365 * 24 * 60
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")  # this home does not outlive the run
        cursor.execute("CREATE TEMP TABLE one_of (n INTEGER PRIMARY KEY, aspect TEXT, code TEXT)")
        cursor.executemany("INSERT INTO one_of VALUES (%s, %s, %s)", [(n, *pair) for n, pair in enumerate(codes)])
        cursor.execute("CREATE TEMP TABLE who (n INTEGER PRIMARY KEY, client TEXT)")
        ids = Client.objects.filter(recorded_by="ukur").order_by("number").values_list("pk", flat=True)
        cursor.executemany("INSERT INTO who VALUES (%s, %s)", [(n, pk.hex) for n, pk in enumerate(ids)])
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE tbl_name = 'support_supportact' AND type = 'index'")
        # An index made at the end takes a fraction of one that grows with every row.
        indexes = [(name, sql) for name, sql in cursor.fetchall() if sql]
        for name, _ in indexes:
            cursor.execute(f"DROP INDEX {name}")
        cursor.execute(
            "WITH RECURSIVE k(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM k WHERE n + 1 < %s) "
            "INSERT INTO support_supportact (id, facility_id, client_id, aspect, indicator, polarity, giver, "
            "happened_at, recorded_at, recorded_by, note, response) "
            "SELECT printf('%%032x', k.n), %s, client, aspect, code, "
            "CASE k.n / 300 %% 10 WHEN 0 THEN 'lacking' WHEN 1 THEN 'received' ELSE 'given' END, "
            "CASE k.n / 300 %% 7 WHEN 0 THEN 'peer' ELSE 'worker' END, "
            "datetime('now', '-' || ((%s - k.n) * %s / %s + 1) || ' minutes'), "
            "datetime('now'), 'ukur', x'', x'' "
            "FROM k JOIN who ON who.n = k.n * 7919 %% %s JOIN one_of ON one_of.n = (k.n / 3) %% %s",
            [number, home.pk.hex, number, minutes, number, clients, len(codes)],
        )
        for _, sql in indexes:
            cursor.execute(sql)
    return made


def notes(number: int) -> Figures:
    """Give the home `number` acts with a sealed note, of the first client of peksos."""
    made = people(20)
    home = Facility.objects.get(code="CTH")
    now = clock.now()
    rows = [
        SupportAct(
            facility=home,
            client_id=made["client"],
            aspect=ASPECT_CODES[0],
            indicator=indicators_of(ASPECT_CODES[0])[0].code,
            happened_at=now - dt.timedelta(minutes=at),
            note=f"{LINES[at % len(LINES)]} Nomor {at}.",
            recorded_at=now,
            recorded_by="ukur",
        )
        for at in range(number)
    ]
    with transaction.atomic():
        SupportAct.objects.bulk_create(rows, batch_size=AT_ONCE)
    return made


WHAT = {"text": text, "corpus": corpus, "matrix": matrix, "people": people, "acts": acts, "notes": notes}

if __name__ == "__main__":
    tell(WHAT[sys.argv[1]](*map(int, sys.argv[2:])))

"""The demo home is built once, by the deeds everybody uses, and its people are nowhere readable."""

import argparse
import datetime as dt
import itertools
import stat
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection

from laras.base.access.models import Facility, User
from laras.base.access.queries import actor_for
from laras.base.audit import chain
from laras.base.audit.models import Entry
from laras.base.gate.first_day import create_home
from laras.config.commands import demo as command
from laras.domain.errors import Conflict
from laras.doors.demo import build as door
from laras.doors.demo import words
from laras.doors.demo.diary import Scale
from laras.doors.demo.study import FOLDER, described
from laras.stages.casework.models import Episode, StageMove
from laras.stages.people.models import Client, Family
from laras.stages.support.models import SupportAct

PASSWORD = "kebun-contoh-teduh-sekali"
SMALL = Scale(clients=6, months=1)

_FINDINGS = described()["findings"]
# The gap is answered only where the year is long enough for a study, a proposal and a group after each other.
OF_A_WHOLE_YEAR = ("programmes", "groups", "members", "sessions", "attendances", "measurements")
FINDINGS = len(_FINDINGS)
LINKS = sum(len(finding["evidence"]) for finding in _FINDINGS)

pytestmark = pytest.mark.django_db


class Silent:
    """A console that keeps what it is told."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.given: list[dict[str, Any]] = []

    def progress(self, sentence: str) -> None:
        self.told.append(sentence)

    def result(self, value: dict[str, Any], sentence: str = "") -> None:
        self.given.append(value)


@pytest.fixture
def home() -> Facility:
    return create_home(code=door.CODE, name=door.NAME, number_prefix=door.PREFIX, is_demo=True)


@pytest.fixture
def counts(home: Facility) -> dict[str, int]:
    return door.build(home, password=PASSWORD, console=Silent(), scale=SMALL)


def test_a_small_demo_has_staff_wards_people_and_their_month(counts: dict[str, int]) -> None:
    fixed = {kind: counts[kind] for kind in ("wards", "workers", "clients", "consents", "episodes", "studies")}
    assert fixed == {"wards": 4, "workers": 10, "clients": 6, "consents": 6, "episodes": 6, "studies": 1}
    assert counts["informants"] == 5
    assert counts["sources"] == 21
    assert counts["codings"] == len((FOLDER / "codings.csv").read_text("utf-8").splitlines()) - 1
    assert counts["ratings"] == 8
    assert counts["findings"] == FINDINGS
    assert counts["finding_links"] == LINKS
    assert {kind for kind in door.KINDS if counts[kind] == 0} <= {"goal_ratings", *OF_A_WHOLE_YEAR}


def test_building_twice_changes_nothing(home: Facility, counts: dict[str, int]) -> None:
    assert door.build(home, password="another-long-password", console=Silent(), scale=SMALL) == counts


def test_every_row_came_by_a_deed_of_the_chain(home: Facility, counts: dict[str, int]) -> None:
    deeds = Entry.objects.filter(chain=str(home.pk), ledger="deed")
    verbs = {verb: deeds.filter(verb=verb).count() for verb in set(deeds.values_list("verb", flat=True))}
    assert verbs["people.create_client"] == counts["clients"]
    assert verbs["people.hire"] == counts["workers"]
    assert verbs["people.create_ward"] == counts["wards"]
    assert verbs["casework.open_episode"] == counts["episodes"]
    assert verbs["casework.record_adl"] == counts["adl_records"]
    assert verbs["casework.set_goal"] == counts["goals"]
    assert verbs["casework.add_task"] == counts["tasks"]
    assert verbs["evidence.add_source"] == counts["sources"]
    in_bulk = sum(deeds.filter(verb="support.record_supports").values_list("count", flat=True))
    assert in_bulk + verbs.get("support.record_support", 0) == counts["support_acts"]
    assert max(deeds.values_list("count", flat=True)) <= 500
    assert chain.verify().faults == ()


def test_acts_are_recorded_by_staff_and_never_in_the_future(counts: dict[str, int]) -> None:
    recorders = set(SupportAct.objects.values_list("recorded_by", flat=True))
    assert {"peksos", "perawat"} <= recorders <= {"peksos", "peksos2", "perawat", "psikolog", "pengasuh"}
    late = [act for act in SupportAct.objects.all() if act.happened_at > act.recorded_at]
    assert late == []


def test_the_stages_were_walked_one_by_one(counts: dict[str, int]) -> None:
    for episode in Episode.objects.all():
        walked = list(StageMove.objects.filter(episode=episode).order_by("happened_at"))
        assert walked[-1].to_stage == episode.stage
        assert all(one.to_stage == two.from_stage for one, two in itertools.pairwise(walked))


def test_everybody_logs_in_with_the_one_password_and_sees_their_own(home: Facility, counts: dict[str, int]) -> None:
    users = {user.login: user for user in User.objects.all()}
    assert set(users) == {login for login, *_ in words.STAFF}
    assert users["peksos"].check_password(PASSWORD)
    seen = {}
    for login in ("peksos", "peksos2", "perawat", "pengasuh"):
        actor = actor_for(users[login])
        assert actor is not None
        seen[login] = set(Client.objects.visible_to(actor).values_list("number", flat=True))
    assert seen["peksos"] | seen["peksos2"] == seen["perawat"]
    assert not seen["peksos"] & seen["peksos2"]
    assert 0 < len(seen["pengasuh"]) < len(seen["perawat"]) == 6


def test_no_name_is_readable_in_the_database(counts: dict[str, int]) -> None:
    text = ""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # names of the schema
            text += repr([[bytes(c) if isinstance(c, memoryview) else c for c in row] for row in cursor.fetchall()])
    assert door.NAME in text
    names = [client.full_name for client in Client.objects.all()] + [row.name for row in Family.objects.all()]
    assert len(names) == counts["clients"] + counts["family"]
    assert [name for name in names if name.removesuffix(" (contoh)") in text] == []


def test_people_are_plainly_synthetic(counts: dict[str, int]) -> None:
    for client in Client.objects.all():
        assert client.full_name.endswith("(contoh)")
        assert not client.nik or client.nik.startswith("99")


def test_the_command_leaves_a_password_only_its_owner_reads(
    settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.LARAS_DATA = tmp_path
    monkeypatch.delenv("LARAS_DEMO_PASSWORD", raising=False)
    monkeypatch.setattr(door.build, "__kwdefaults__", {"scale": SMALL})
    console = Silent()
    assert command.demo(argparse.Namespace(), console) == 0
    assert command.demo(argparse.Namespace(), console) == 0
    assert console.given[0] == console.given[1]
    note = tmp_path / "demo-password"
    assert stat.S_IMODE(note.stat().st_mode) == 0o600
    assert User.objects.get(login="kepala").check_password(note.read_text().strip())


def test_a_chosen_password_is_not_written_down(
    settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.LARAS_DATA = tmp_path
    monkeypatch.setenv("LARAS_DEMO_PASSWORD", PASSWORD)
    monkeypatch.setattr(door.build, "__kwdefaults__", {"scale": SMALL})
    command.build(Silent())
    assert not (tmp_path / "demo-password").exists()
    assert User.objects.get(login="auditor").check_password(PASSWORD)


def test_a_home_of_the_same_code_that_is_no_demo_is_left_alone() -> None:
    create_home(code=door.CODE, name="UPT lain (contoh)")
    with pytest.raises(Conflict):
        command.build(Silent())
    assert not Client.objects.exists()


def test_the_year_ends_now(counts: dict[str, int]) -> None:
    latest = SupportAct.objects.order_by("-happened_at").first()
    assert latest is not None
    assert dt.datetime.now(dt.UTC) - latest.happened_at < dt.timedelta(days=3)


def test_informational_support_is_the_thinnest_of_what_is_seen_in_passing(home: Facility) -> None:
    """Explanations told back are counted apart: what is left is thinner than any other aspect."""
    door.build(home, password=PASSWORD, console=Silent(), scale=Scale(clients=8, months=6))
    passing = SupportAct.objects.filter(teach_backs__isnull=True).exclude(indicator="INF-09")
    seen = Counter(passing.values_list("aspect", "polarity"))
    lacking = {aspect: seen[aspect, "lacking"] / total for aspect, total in _totals(seen).items()}
    assert min(_totals(seen), key=_totals(seen).__getitem__) == "informational"
    assert max(lacking, key=lacking.__getitem__) == "informational"


def _totals(seen: Counter[tuple[str, str]]) -> Counter[str]:
    totals: Counter[str] = Counter()
    for (aspect, _), number in seen.items():
        totals[aspect] += number
    return totals

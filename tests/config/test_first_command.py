"""Commands on a folder where nothing is yet, and in a house with two homes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from laras.base.access.queries import operator
from laras.config.acting import actor_of
from laras.config.cli import parser
from laras.stages.evidence.actions import create_study
from tests.cast import Cast
from tests.places import Place


def test_an_import_makes_database_home_and_study_where_there_are_none(tmp_path: Path) -> None:
    text = tmp_path / "catatan.txt"
    text.write_text("Bu Tini tersenyum.\n", encoding="utf-8")
    place = Place(tmp_path / "folder")
    place.folder.mkdir()
    words = ("--study", "Baru", "--kind", "observation", "--json")
    assert json.loads(place.laras("import", "sources", text, *words)) == {"sources": 1, "refused": []}
    # The second time nothing is made anew: the study is the same.
    more = text.with_name("lagi.txt")
    more.write_text("Pak Slamet menyanyi.\n", encoding="utf-8")
    assert json.loads(place.laras("import", "sources", more, *words)) == {"sources": 1, "refused": []}
    assert json.loads(place.laras("appraise", "--study", "Baru", "--json"))["weakest"] is None


@pytest.mark.django_db
def test_a_command_acts_in_the_home_of_the_study_it_names(cast: Cast) -> None:
    create_study(name="Di rumah lain", question="Apa?", by=operator(cast.other_home))
    create_study(name="Di sini", question="Apa?", by=operator(cast.home))
    homes = {}
    for study in ("Di rumah lain", "Di sini", "Belum ada"):
        homes[study] = actor_of(parser().parse_args(["appraise", "--study", study])).facility
    assert homes == {"Di rumah lain": cast.other_home, "Di sini": cast.home, "Belum ada": cast.home}
    told = parser().parse_args(["appraise", "--study", "Di sini", "--facility", "LAIN"])
    assert actor_of(told).facility == cast.other_home

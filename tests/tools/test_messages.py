"""What the check of the catalogues finds, on a small house of its own."""

from __future__ import annotations

import gettext
from collections.abc import Callable
from pathlib import Path

import pytest

from tools import messages

HEAD = 'msgid ""\nmsgstr ""\n"Language: id\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n'
HEAD += '"Content-Type: text/plain; charset=utf-8\\n"\n\n'
CODE = 'from x import N_, ngettext, pgettext\nA = N_("Write {n} words.")\nB = pgettext("petal", "full")\n'
CODE += 'C = ngettext("%(n)d day", "%(n)d days", 2)\n'
PAGE = '<div>\n   {% if a %}\n {% translate "Save it" %}{% endif %}\n'
PAGE += "{% blocktranslate with n=x %}Hello {{ n }}{% endblocktranslate %}</div>"
GOOD = """
msgid "Write {n} words."
msgstr "Tulis {n} kata."

msgctxt "petal"
msgid "full"
msgstr "penuh"

msgid "%(n)d day"
msgid_plural "%(n)d days"
msgstr[0] "%(n)d hari"

msgid "Save it"
msgstr "Simpan"

msgid "Hello %(n)s"
msgstr "Halo %(n)s"
"""

Write = Callable[..., None]


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A house with one stage that has sentences of every kind."""
    stage = tmp_path / "stages" / "people"
    (stage / "templates" / "people").mkdir(parents=True)
    for folder in ("base/ui", "domain", "config", "doors"):
        (tmp_path / folder).mkdir(parents=True)
    (stage / "__init__.py").touch()
    (stage / "rules.py").write_text(CODE)
    (stage / "templates" / "people" / "page.html").write_text(PAGE)
    write(tmp_path, GOOD)
    return tmp_path


def write(house: Path, text: str, room: str = "stages/people", head: str = HEAD) -> None:
    po = house / room / "locale" / "id" / "LC_MESSAGES" / "django.po"
    po.parent.mkdir(parents=True, exist_ok=True)
    po.write_text(head + text, encoding="utf-8")


def faults(house: Path) -> list[str]:
    return list(messages.faults(messages.rooms(house)))


def test_a_complete_catalogue_has_no_fault(house: Path) -> None:
    assert faults(house) == []


def test_sentences_of_code_and_templates_are_found(house: Path) -> None:
    room = messages.rooms(house)[1]
    assert set(messages.entries(messages.extracted(room))) == {
        (None, "Write {n} words."),
        ("petal", "full"),
        (None, "%(n)d day"),
        (None, "Save it"),
        (None, "Hello %(n)s"),
    }


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (("Simpan", ""), "people: untranslated “Save it”"),
        (("Simpan", "Simpan"), ""),
        (('msgid "Save it"\nmsgstr "Simpan"\n', ""), "people: missing “Save it”"),
        (('msgid "Save it"', '#, fuzzy\nmsgid "Save it"'), "people: fuzzy “Save it”"),
        (("Tulis {n}", "Tulis {m}"), "people: other placeholders in the translation of “Write {n} words.”"),
        (("Halo %(n)s", "Halo"), "people: other placeholders in the translation of “Hello %(n)s”"),
        (('msgid "Save it"', 'msgid "Gone"\nmsgstr "Hilang"\n\nmsgid "Save it"'), "people: obsolete “Gone”"),
    ],
)
def test_what_is_wrong_is_told(house: Path, change: tuple[str, str], found: str) -> None:
    assert change[0] in GOOD
    write(house, GOOD.replace(*change))
    told = faults(house)
    assert (len(told), found in " ".join(told)) == (1 if found else 0, True)


def test_two_translations_of_one_sentence_are_told(house: Path) -> None:
    stage = house / "stages" / "support"
    stage.mkdir()
    (stage / "__init__.py").touch()
    (stage / "views.py").write_text('T = _("Save it")')
    write(house, 'msgid "Save it"\nmsgstr "Catat"\n', "stages/support")
    assert faults(house) == ["stages/support: “Save it” is “Catat”, in stages/people it is “Simpan”"]


def test_a_common_word_serves_every_room(house: Path) -> None:
    write(house, GOOD.replace('msgid "Save it"\nmsgstr "Simpan"\n', ""))
    write(house, 'msgid "Save it"\nmsgstr "Simpan"\n', "base/ui")
    assert faults(house) == []
    messages.update(messages.rooms(house))
    assert faults(house) == []


def test_another_number_of_plurals_is_told(house: Path) -> None:
    write(house, GOOD, head=HEAD.replace("nplurals=1; plural=0;", "nplurals=2; plural=(n != 1);"))
    assert any("Indonesian has one form" in fault for fault in faults(house))


def test_update_adds_what_is_new_and_drops_what_is_gone(house: Path) -> None:
    write(house, 'msgid "Gone"\nmsgstr "Hilang"\n\nmsgid "Save it"\nmsgstr "Simpan"\n')
    messages.update(messages.rooms(house))
    told = faults(house)
    assert sorted(told) == sorted(f"stages/people: untranslated “{key}”" for key in NEW)
    text = messages.rooms(house)[1].po.read_text()
    messages.update(messages.rooms(house))
    assert messages.rooms(house)[1].po.read_text() == text
    assert "Gone" not in text
    assert 'msgid "Save it"\nmsgstr "Simpan"' in text


NEW = ("Write {n} words.", "full", "%(n)d day", "Hello %(n)s")


def test_compiled_catalogues_speak_indonesian(house: Path) -> None:
    messages.compile_all(messages.rooms(house))
    with messages.rooms(house)[1].po.with_suffix(".mo").open("rb") as file:
        spoken = gettext.GNUTranslations(file)
    assert spoken.gettext("Save it") == "Simpan"
    assert spoken.pgettext("petal", "full") == "penuh"
    assert spoken.ngettext("%(n)d day", "%(n)d days", 1) == "%(n)d hari"
    assert spoken.ngettext("%(n)d day", "%(n)d days", 5) == "%(n)d hari"


def test_the_catalogues_of_the_house_are_complete() -> None:
    assert list(messages.faults(messages.rooms())) == []


@pytest.mark.parametrize("words", [[], ["translate"], ["check", "people"]])
def test_another_word_is_a_usage_error(words: list[str]) -> None:
    assert messages.main(words) == 2

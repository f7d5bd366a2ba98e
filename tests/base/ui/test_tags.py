"""The components as templates use them, in both languages."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone
from django.utils.translation import override

MOMENT = dt.datetime(2026, 11, 24, 2, 42, tzinfo=dt.UTC)


def draw(source: str, language: str = "id", **context: object) -> str:
    with override(language):
        return Template("{% load laras %}" + source).render(Context(context)).strip()


@pytest.mark.parametrize(
    ("language", "zone", "expected"),
    [
        ("id", "Asia/Jakarta", "24 Nov 2026, 09.42 WIB"),
        ("id", "Asia/Makassar", "24 Nov 2026, 10.42 WITA"),
        ("id", "Asia/Jayapura", "24 Nov 2026, 11.42 WIT"),
        ("en", "Asia/Jakarta", "24 Nov 2026, 09:42 WIB"),
    ],
)
def test_a_moment_is_written_in_the_zone_of_the_home(language: str, zone: str, expected: str) -> None:
    with timezone.override(zone):
        drawn = draw("{% moment at %}", language, at=MOMENT)
    assert drawn == f'<time datetime="2026-11-24T02:42:00+00:00">{expected}</time>'


@pytest.mark.parametrize(
    ("value", "places", "indonesian", "english"),
    [
        (0.81, 2, "0,81", "0.81"),
        (2850000, 0, "2.850.000", "2,850,000"),
        (-2, 1, "−2,0", "−2.0"),
        (-0.001, 2, "0,00", "0.00"),
        (Decimal("12.5"), 1, "12,5", "12.5"),
        (None, 2, "–", "–"),
    ],
)
def test_numbers_follow_the_language(value: object, places: int, indonesian: str, english: str) -> None:
    source = "{% number value places %}"
    drawn = [draw(source, language, value=value, places=places) for language in ("id", "en")]
    assert drawn == [indonesian, english]


def test_a_day_is_written_short() -> None:
    day = dt.date(2026, 8, 17)
    drawn = [draw("{% day on %}", language, on=day) for language in ("id", "en")]
    assert drawn == ['<time datetime="2026-08-17">17 Agu 2026</time>', '<time datetime="2026-08-17">17 Aug 2026</time>']


def test_names_follow_the_language() -> None:
    source = '{% aspect_name "informational" %} · {% indicator_name "INF-02" %} · {% polarity_word "lacking" %}'
    assert [draw(source, language) for language in ("id", "en")] == [
        "Informatif · Menjelaskan obat · kurang",
        "Informational · Explaining medicine · lacking",
    ]


def test_a_letter_says_its_aspect_and_can_be_hollow() -> None:
    assert draw('{% letter "group" hollow=True size="l" %}') == (
        '<span class="let a-k l hollow" role="img" aria-label="Kelompok">K</span>'
    )


def test_an_icon_is_silent_beside_words_and_named_alone() -> None:
    assert 'aria-hidden="true"' in draw('{% icon "heart" %}')
    assert 'role="img" aria-label="Tutup &lt;b&gt;"' in draw('{% icon "x" "l" label %}', label="Tutup <b>")


@pytest.mark.parametrize(
    ("source", "indonesian", "english"),
    [
        ('{% polarity "refused" %}', "ditolak", "refused"),
        ('{% band "not_assessable" %}', "Belum dapat dinilai", "Not yet assessable"),
        ('{% status "partial" %}', 'aria-label="sebagian"', 'aria-label="partly met"'),
        ('{% status "unheard of" %}', 'aria-label="belum"', 'aria-label="not yet"'),
        ("{% mood_face 5 %}", 'aria-label="5: sangat enak"', 'aria-label="5: very pleasant"'),
        ('{% readiness "red" %}', 'aria-label="Kesiapan merah"', 'aria-label="Readiness red"'),
        (
            '{% evidence_bar "esteem" 21 5 44 %}',
            "5 menyatakan kurang, 21 menyatakan ada",
            "5 say lacking, 21 say there",
        ),
        ('{% coverage_cells "esteem" 5 9 %}', "5 dari 9 indikator", "5 of 9 indicators"),
        ('{% progress 7 12 "x" %}', "7 dari 12 bagian", "7 of 12 parts"),
    ],
)
def test_every_sign_has_its_word_in_both_languages(source: str, indonesian: str, english: str) -> None:
    assert indonesian in draw(source, "id")
    assert english in draw(source, "en")


class Report(forms.Form):
    when = forms.CharField(label="Kapan <diberikan>?")
    kind = forms.ChoiceField(choices=[("a", "Satu"), ("b", "Dua")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="Setuju")


def test_a_field_ties_hint_and_error_to_its_input_and_keeps_what_was_typed() -> None:
    form = Report({"when": "24/13/2026 <09.42>"})
    form.add_error("when", "Bulan 13 tidak ada. Tulis bulan 1 sampai 12.")
    drawn = draw('{% field form.when hint="Contoh: 24/11/2026" %}', form=form)
    for part in (
        '<label for="id_when">Kapan &lt;diberikan&gt;?</label>',
        '<p class="hint" id="id_when-hint">Contoh: 24/11/2026</p>',
        'aria-describedby="id_when-hint id_when-error"',
        'aria-invalid="true"',
        'value="24/13/2026 &lt;09.42&gt;"',
        'id="id_when-error"',
        "<span>Bulan 13 tidak ada. Tulis bulan 1 sampai 12.</span>",
    ):
        assert part in drawn


def test_a_box_stands_before_its_label_and_a_group_has_a_legend() -> None:
    form = Report()
    assert '<label for="id_agreed"><input type="checkbox" name="agreed"' in draw("{% field form.agreed %}", form=form)
    assert "<legend>Kind</legend>" in draw("{% field form.kind %}", form=form)


def test_a_segmented_choice_is_a_radio_group() -> None:
    drawn = draw("{% segmented form.kind %}", form=Report({"kind": "b"}))
    assert drawn.count('type="radio"') == 2
    assert drawn.count("checked") == 1
    assert "<span>Dua</span>" in drawn


def test_the_error_summary_links_to_each_wrong_field_and_is_absent_without_errors() -> None:
    assert 'href="#id_when"' in draw("{% error_summary form %}", form=Report({"kind": "a"}))
    assert draw("{% error_summary form %}", form=Report()) == ""


def test_the_empty_state_says_what_to_do() -> None:
    drawn = draw('{% empty_state "Belum ada" "Mulai dengan menyapa." "/catat/" "Catat" %}')
    assert '<a class="btn soft" href="/catat/">Catat</a>' in drawn
    assert drawn.count('class="sil"') == 5


def test_pages_keep_the_rest_of_the_query() -> None:
    request = RequestFactory().get("/orang/?wisma=melati&page=2")
    page = Paginator(range(30), 10).page(2)
    drawn = draw("{% pagination page %}", page=page, request=request)
    assert 'href="?wisma=melati&amp;page=1"' in drawn
    assert 'href="?wisma=melati&amp;page=3"' in drawn
    assert "Halaman 2 dari 3" in drawn


@pytest.mark.parametrize(("cookie", "expected"), [("dark", ' data-theme="dark"'), ('"><script>', ""), ("", "")])
def test_the_theme_is_one_of_two_or_left_to_the_device(cookie: str, expected: str) -> None:
    request = RequestFactory().get("/")
    request.COOKIES["theme"] = cookie
    with override("id"):
        assert Template("{% load laras %}{% theme %}").render(Context({"request": request})) == expected


def test_many_tabs_fold_under_the_open_one_and_few_stand_in_a_row() -> None:
    def drawn(number: int) -> str:
        tabs = [{"label": f"Bagian {n}", "url": f"/{n}/", "current": n == 2} for n in range(number)]
        return draw("{% tabs tabs %}", tabs=[SimpleNamespace(**tab) for tab in tabs])

    assert "<details>" not in drawn(3)
    assert '<summary><b class="grow">Bagian 2</b>' in drawn(4)
    assert drawn(4).count('aria-current="page"') == 1


def test_words_get_one_pair_of_marks() -> None:
    for words in ("Matur nuwun.", "“Matur nuwun.”", '"Matur nuwun."'):
        assert draw("{{ words|quoted }}", words=words) == "“Matur nuwun.”"

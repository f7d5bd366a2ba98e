"""Names give way to pseudonyms: key, texts, codings, and back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client as Browser
from django.urls import reverse

from laras.base.access.actor import Actor
from laras.base.audit.models import Entry
from laras.domain.errors import BadInput, Conflict, Incomplete, NotAllowed, NotFound
from laras.stages.coding import actions, queries
from laras.stages.coding.actions import Pick
from laras.stages.coding.models import Correction
from laras.stages.evidence import actions as evidence
from laras.stages.evidence.models import Pseudonym, Source, Study
from laras.stages.evidence.queries import names_left, proposals, speaker_at
from tests.cast import Cast
from tests.stages.coding.conftest import code
from tests.stages.coding.pages import words

pytestmark = pytest.mark.django_db

TEXT = (
    "T: Siapa namanya?\n"
    "P1: Pak Xanthos Wirya dari Semarang, nomornya 081234567890.\n"
    "P1: Xanthos itu baik. Hubungi Bu Kromo.\n"
)
Enter = Callable[[str], Browser]


@pytest.fixture
def named(study: Study, by: Actor) -> Source:
    made: Source = evidence.add_source(study, name="Bernama", kind="interview", text=TEXT, by=by)
    return made


def now(source: Source) -> Source:
    return Source.objects.get(pk=source.pk)


def key(study: Study) -> list[tuple[str, str, str, bool]]:
    return [
        (one.kind, one.real, one.stands, one.is_kept) for one in Pseudonym.objects.filter(study=study).order_by("id")
    ]


def test_proposals_give_one_person_one_pseudonym(named: Source) -> None:
    found = [(one.kind, one.real, one.count, one.stands) for one in proposals(named, "id")]
    assert found == [
        ("person", "Xanthos Wirya", 1, "Orang A"),
        ("place", "Semarang", 1, "[tempat 1]"),
        ("phone", "081234567890", 1, "[telepon]"),
        ("person", "Kromo", 1, "Orang B"),
    ]
    [first, *_] = proposals(named, "en")
    assert (first.stands, first.contexts) == (
        "Person A",
        (("P1: Pak ", "Xanthos Wirya", " dari Semarang, nomornya 081234567890."),),
    )


def test_clients_and_workers_of_the_home_are_known_and_parts_are_the_same_person(
    study: Study, by: Actor, cast: Cast
) -> None:
    cast.client.full_name = "Xanthos Wirya (contoh)"
    cast.client.save()
    source = evidence.add_source(study, name="A", kind="document", text=TEXT, by=by)
    assert [(one.real, one.stands) for one in proposals(source, "id") if one.kind == "person"] == [
        ("Xanthos Wirya", "Penerima manfaat A"),
        ("Xanthos", "Penerima manfaat A"),
        ("Kromo", "Orang A"),
    ]


PICKS = [
    Pick("person", "Xanthos Wirya", "Penerima manfaat A"),
    Pick("person", "Xanthos", "Penerima manfaat A"),
    Pick("place", "Semarang", "[tempat 1]"),
    Pick("phone", "081234567890", "[telepon]"),
    Pick("person", "Kromo", is_kept=True),
]
DONE = (
    "T: Siapa namanya?\n"
    "P1: Penerima manfaat A dari [tempat 1], nomornya [telepon].\n"
    "P1: Penerima manfaat A itu baik. Hubungi Bu Kromo.\n"
)


def test_names_are_replaced_and_codings_move_along_and_back(named: Source, by: Actor) -> None:
    start = TEXT.index("Xanthos itu")
    for begin, end in ((start, start + len("Xanthos itu baik")), (TEXT.index("Bu Kromo"), TEXT.index("Bu Kromo") + 8)):
        actions.add_coding(named, start=begin, end=end, code=code(named.study, "INF-01"), by=by)
    assert actions.apply_pseudonyms(named, picks=PICKS, by=by) == 4
    assert now(named).text == DONE
    assert [one.quote for one in queries.codings_of(named)] == ["Penerima manfaat A itu baik", "Bu Kromo"]
    assert [DONE[one.start : one.end] for one in queries.codings_of(named)] == [
        "Penerima manfaat A itu baik",
        "Bu Kromo",
    ]
    assert key(named.study) == [
        ("person", "Xanthos Wirya", "Penerima manfaat A", False),
        ("person", "Xanthos", "Penerima manfaat A", False),
        ("place", "Semarang", "[tempat 1]", False),
        ("phone", "081234567890", "[telepon]", False),
        ("person", "Kromo", "Kromo", True),
    ]
    assert proposals(now(named), "id") == []
    actions.undo_correction(Correction.objects.get(), by=by)
    assert now(named).text == TEXT
    assert [one.quote for one in queries.codings_of(named)] == ["Xanthos itu baik", "Bu Kromo"]


def test_whoever_speaks_under_a_name_speaks_under_the_pseudonym(study: Study, by: Actor) -> None:
    text = "Peneliti: Apa?\nXanthos: Baik.\n"
    source = evidence.add_source(study, name="A", kind="interview", text=text, by=by)
    evidence.add_informant(study, code="P9", role="Pekerja sosial", by=by)
    evidence.map_speakers(source, speakers={"Xanthos": "P9"}, by=by)
    actions.apply_pseudonyms(now(source), picks=[Pick("person", "Xanthos", "Orang A")], by=by)
    changed = now(source)
    assert changed.text == "Peneliti: Apa?\nOrang A: Baik.\n"
    assert speaker_at(changed, len(changed.text) - 2) == "P9"
    actions.undo_correction(Correction.objects.get(), by=by)
    assert speaker_at(now(source), len(text) - 2) == "P9"


def test_the_key_holds_in_every_text_of_the_study(named: Source, study: Study, by: Actor) -> None:
    actions.apply_pseudonyms(named, picks=PICKS[:3], by=by)
    other = evidence.add_source(study, name="Lain", kind="document", text="Bapak Xanthos datang.", by=by)
    clean = evidence.add_source(study, name="Bersih", kind="document", text="Tidak ada nama.", by=by)
    assert [(left.name, left.count) for left in names_left(study, [("Lain", other.text), ("Bersih", clean.text)])] == [
        ("Lain", 1)
    ]
    assert actions.apply_key(study, by=by) == [1]
    assert (now(other).text, now(clean).text) == ("Penerima manfaat A datang.", "Tidak ada nama.")


def test_one_pseudonym_is_taken_back_where_it_stands_for_one_name_only(named: Source, study: Study, by: Actor) -> None:
    actions.apply_pseudonyms(named, picks=PICKS, by=by)
    rows = {one.real: one for one in Pseudonym.objects.filter(study=study)}
    with pytest.raises(Conflict):
        actions.take_back_pseudonym(rows["Xanthos"], by=by)
    actions.take_back_pseudonym(rows["Semarang"], by=by)
    actions.take_back_pseudonym(rows["Kromo"], by=by)
    assert now(named).text == DONE.replace("[tempat 1]", "Semarang")
    assert [real for _, real, _, _ in key(study)] == ["Xanthos Wirya", "Xanthos", "081234567890"]


def test_the_key_refuses_what_would_undo_itself(study: Study, by: Actor, second: Actor, elsewhere: Actor) -> None:
    evidence.add_pseudonym(study, kind="person", real="Xanthos", stands="Orang A", by=by)
    for values, error in (
        ({"real": "xanthos", "stands": "Orang B"}, Conflict),
        ({"real": "Wirya", "stands": "Pak Wirya"}, BadInput),
        ({"real": "Wirya", "stands": "Xanthos"}, Conflict),
        ({"real": " ", "stands": "Orang B"}, Incomplete),
        ({"real": "Wirya", "stands": " "}, Incomplete),
    ):
        with pytest.raises(error):
            evidence.add_pseudonym(study, kind="person", **values, by=by)
    with pytest.raises(NotAllowed):
        evidence.add_pseudonym(study, kind="person", real="Wirya", stands="Orang B", by=second)
    with pytest.raises(NotFound):
        evidence.add_pseudonym(study, kind="person", real="Wirya", stands="Orang B", by=elsewhere)
    assert len(key(study)) == 1


def found_page(source: Source) -> str:
    return reverse("coding:found_names", args=[source.pk])


def test_names_are_found_decided_and_replaced_on_the_page(named: Source, signed_in: Enter) -> None:
    browser = signed_in("peneliti")
    page = browser.get(found_page(named))
    assert "Xanthos Wirya" in words(page)
    sent = {}
    for place, one in enumerate(proposals(named, "id")):
        done = "keep" if one.real == "Kromo" else "later" if one.real == "Semarang" else "replace"
        sent |= {f"do-{place}": done, f"stands-{place}": one.stands}
        sent |= {f"kind-{place}": one.kind, f"real-{place}": one.real}
    wrong = browser.post(found_page(named), {**sent, "stands-0": "Xanthos Wirya lagi"})
    assert (wrong.status_code, now(named).text) == (200, TEXT)
    assert "Xanthos Wirya lagi" in words(wrong)
    assert browser.post(found_page(named), sent).status_code == 302
    assert now(named).text.startswith("T: Siapa namanya?\nP1: Orang A dari Semarang, nomornya [telepon].")
    told = words(browser.get(reverse("evidence:reading", args=[named.pk])))
    assert reverse("coding:undo_correction", args=[Correction.objects.get().pk]) in told
    assert browser.get(found_page(named)).context["rows"][0][0].real == "Semarang"


def test_a_text_without_names_says_so(study: Study, by: Actor, signed_in: Enter) -> None:
    clean = evidence.add_source(study, name="Bersih", kind="document", text="tidak ada nama", by=by)
    page = signed_in("peneliti").get(found_page(clean))
    assert page.context["rows"] == []


def test_only_who_holds_the_key_sees_it_and_each_look_is_noted(named: Source, study: Study, signed_in: Enter) -> None:
    address = reverse("evidence:pseudonyms", args=[study.pk])
    for login, status in (("peneliti", 200), ("auditor", 403), ("peksos_lain", 404)):
        assert signed_in(login).get(address).status_code == status
        assert signed_in(login).get(found_page(named)).status_code == status
    assert Entry.objects.filter(ledger="look", verb="evidence:pseudonyms", object_id=str(study.pk)).count() == 1


def test_the_key_is_kept_on_its_page(named: Source, study: Study, signed_in: Enter) -> None:
    browser = signed_in("peneliti")
    address = reverse("evidence:pseudonyms", args=[study.pk])
    assert browser.get(address).context["rows"] == []
    wrong = browser.post(address, {"kind": "person", "real": "Wirya", "stands": "Wirya A"})
    assert (wrong.status_code, key(study)) == (200, [])
    browser.post(address, {"kind": "person", "real": "Xanthos Wirya", "stands": "Orang A"})
    assert key(study) == [("person", "Xanthos Wirya", "Orang A", False)]
    assert browser.post(reverse("coding:apply_key", args=[study.pk])).status_code == 302
    assert "P1: Orang A dari" in now(named).text
    back = reverse("coding:take_back_pseudonym", args=[Pseudonym.objects.get().pk])
    assert back in words(browser.get(address))
    assert browser.post(back).status_code == 302
    assert (key(study), "P1: Xanthos Wirya dari" in now(named).text) == ([], True)


def test_the_original_is_for_the_keeper_of_the_key_once_names_were_replaced(
    study: Study, by: Actor, signed_in: Enter, settings: object, tmp_path: object
) -> None:
    settings.LARAS_DATA = tmp_path  # type: ignore[attr-defined]  # of pytest-django
    source = evidence.add_source(
        study, name="A", kind="document", text="Pak Kromo", file_name="a.txt", file_bytes=b"Pak Kromo", by=by
    )
    address = reverse("evidence:original", args=[source.pk])
    assert signed_in("auditor").get(address).status_code == 200
    evidence.add_pseudonym(study, kind="person", real="Kromo", stands="Orang A", by=by)
    assert signed_in("auditor").get(address).status_code == 403
    assert signed_in("peneliti").get(address).status_code == 200


def test_the_reading_page_tells_what_still_names_somebody(
    named: Source, study: Study, by: Actor, signed_in: Enter
) -> None:
    reading = reverse("evidence:reading", args=[named.pk])
    assert signed_in("peneliti").get(reading).context["names_left"] == 4
    actions.apply_pseudonyms(named, picks=PICKS, by=by)
    assert signed_in("peneliti").get(reading).context["names_left"] == 0
    assert signed_in("auditor").get(reading).context["names_left"] == 0


def test_a_correction_is_looked_at_saved_and_undone_on_its_page(named: Source, by: Actor, signed_in: Enter) -> None:
    start = TEXT.index("Xanthos itu")
    actions.add_coding(named, start=start, end=start + 11, code=code(named.study, "INF-01"), by=by)
    browser = signed_in("peneliti")
    address = reverse("coding:correct", args=[named.pk])
    new = TEXT.replace("Xanthos itu", "Dia itu")
    seen = browser.post(address, {"text": new, "lihat": "1"})
    assert seen.context["preview"].changes[0].after == "Dia itu"
    assert now(named).text == TEXT
    assert browser.post(address, {"text": new, "reason": "Salah dengar."}).status_code == 302
    correction = Correction.objects.get()
    assert "Salah dengar." in words(browser.get(address))
    assert browser.get(reverse("coding:undo_correction", args=[correction.pk])).status_code == 405
    assert browser.post(reverse("coding:undo_correction", args=[correction.pk])).status_code == 302
    assert now(named).text == TEXT
    assert browser.post(reverse("coding:undo_correction", args=[correction.pk])).status_code == 400


def test_what_is_left_is_told_with_its_places_before_anything_leaves(
    named: Source, study: Study, by: Actor, signed_in: Enter
) -> None:
    browser = signed_in("peneliti")
    page = browser.get(reverse("evidence:names_left", args=[study.pk]))
    [left] = page.context["rows"]
    assert (left.name, [(line, found) for line, found, _ in left.places]) == ("Bernama", [(2, "081234567890")])
    assert browser.get(reverse("exchange:take_out", args=[study.pk])).context["names_left"] == 1
    actions.apply_pseudonyms(named, picks=PICKS, by=by)
    assert browser.get(reverse("evidence:names_left", args=[study.pk])).context["rows"] == []
    assert browser.get(reverse("exchange:take_out", args=[study.pk])).context["names_left"] == 0
    assert signed_in("auditor").get(reverse("evidence:names_left", args=[study.pk])).status_code == 403

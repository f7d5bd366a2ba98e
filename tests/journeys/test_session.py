"""Leader and co-leader run a session on two phones, a member answers with faces, the observer rates, one of them saves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.browser import Window
from tests.journeys.conftest import Open
from tests.journeys.session_home import Meeting, enter
from tests.places import Place, Served, copied


@pytest.fixture(scope="module")
def place() -> Iterator[Place]:
    """A copy of the cast's home: what happens in a session is told by the test, not by the demo."""
    with copied("cast") as place:
        yield place


def opened(window: Window, login: str, meeting: Meeting) -> Page:
    window.sign_in(login)
    assert window.open(meeting.path()) == 200
    return window.page


def row(page: Page, member: str, part: str = "arrive") -> Locator:
    """Return the row of a member, opened."""
    found = page.locator(f"#{part} [data-member='{member}']")
    if not found.locator("details").evaluate("details => details.open"):
        found.locator("summary").click()
    return found


def there(page: Page, members: list[str]) -> None:
    """Tap everybody as present, with a mood."""
    for member in members:
        one = row(page, member)
        one.locator("input[value=green]").check()
        one.locator("input[name$=':attendance'][value=full]").check()
        one.locator("input[name$=':mood_before'][value='3']").check()


def all_sent(page: Page) -> None:
    expect(page.locator("#sent")).to_have_text("Semua terkirim")


def onward(page: Page) -> None:
    page.click("#onward")


def test_two_phones_see_each_other_and_lose_nothing(window_of: Open, place: Place) -> None:
    meeting = enter(place, "Dua ponsel")
    leader, helper = window_of("phone"), window_of("phone")
    one, two = opened(leader, "peksos", meeting), opened(helper, "pengasuh", meeting)
    first, second, third = meeting.members
    row(one, first).locator("input[name$=':attendance'][value=full]").check()
    row(two, second).locator("input[name$=':attendance'][value=refused]").check()
    row(two, third).locator("input[value=red]").check()
    row(two, third).locator("input[name$='sign.fever']").check()
    for page in (one, two):
        expect(page.locator(f"#arrive [data-member='{first}'] [data-show=status]")).to_have_text("Hadir")
        expect(page.locator(f"#arrive [data-member='{second}'] [data-show=status]")).to_have_text("Menolak")
        expect(page.locator(f"#arrive [data-member='{third}'] [data-show=status]")).to_have_text("Dengan perawat")
        expect(page.locator("#n-red")).to_have_text("1")
        expect(page.locator("#n-there")).to_have_text("1 dari 3 hadir")
    assert row(one, third).locator("input[name$=':attendance'][value=full]").is_disabled()
    assert leader.faults() == []
    assert helper.faults() == []


def test_a_whole_session_is_tapped_answered_rated_and_saved(window_of: Open, place: Place) -> None:
    meeting = enter(place, "Satu pertemuan", 4, "planned")
    window = window_of("phone")
    page = opened(window, "peksos", meeting)
    assert window.faults() == []
    with page.expect_navigation():
        page.click("form[action$='/mulai/'] button")
    there(page, meeting.members)
    assert window.faults() == []
    onward(page)
    page.locator("[data-timer]").first.click()
    expect(page.locator("[data-clock]").first).to_contain_text("00.01")
    page.locator("input[name='t:room:step.0'][value=done]").check()
    page.click("#suggest")
    expect(page.locator(f"#partner-{meeting.members[0]}")).not_to_have_value("")
    assert window.faults() == []
    onward(page)
    page.locator("#information .ticks input").first.check()
    told = page.locator(f"#information [data-there='{meeting.members[0]}']")
    told.locator("summary").click()
    told.locator("input[value='2']").check()
    assert window.faults() == []
    onward(page)
    for _ in range(8):
        page.locator(".anchor").nth(3).click()
    expect(page.locator(".person").first).to_contain_text("8/8")
    page.locator(".count").first.click()
    expect(page.locator(".count b").first).to_have_text("1")
    page.locator("#watching .toggle.name").first.click()
    assert window.faults() == []
    onward(page)
    answer_with_faces(window, meeting.members[0])
    onward(page)
    page.fill("#worked", "Berpasangan berjalan baik.")
    page.locator("#incident-more summary").click()
    page.select_option("#id_kind", "fall")
    page.locator("[name=severity][value='1']").check()
    page.fill("#id_behaviour", "Terpeleset di teras.")
    assert window.faults() == []
    page.click("#incident-form button.primary")
    expect(page.locator("#incidents li")).to_contain_text("Terpeleset")
    with page.expect_navigation():
        onward(page)
    assert window.path == meeting.path("simpan/")
    assert window.faults() == []
    with page.expect_navigation():
        page.click("main form button.primary")
    assert window.path == meeting.path("hasil/")
    expect(page.locator("main")).to_contain_text("jawaban rendah pada kartu pertemuan")
    expect(page.locator("main")).to_contain_text("4 / 4")
    assert window.faults() == []


def answer_with_faces(window: Window, member: str) -> None:
    """The member holds the phone: mood, four faces of the card, the climate card; one is not answered."""
    page = window.page
    row(page, member, "leave").locator("[data-hand]").click()
    expect(page.locator("#ask")).to_be_visible()
    assert window.axe() == []
    page.click(".ask-inner .big")
    page.locator(".big-answer").nth(4).click()
    assert window.axe() == []
    page.locator(".big-answer").nth(0).click()
    page.click(".ask-inner .btn.wide")
    while page.locator(".big-answer").count():
        page.locator(".big-answer").nth(3).click()
    page.click(".ask-inner .big")
    expect(page.locator("#ask")).to_be_hidden()
    expect(page.locator(f"#leave [data-member='{member}'] [data-show=card]")).to_have_text("Tanya sebelum pulang")


def test_taps_outlive_a_short_loss_of_connection_and_are_not_left_readable(window_of: Open, place: Place) -> None:
    meeting = enter(place, "Sinyal putus")
    phone, other = window_of("phone"), window_of("phone")
    page, there_too = opened(phone, "peksos", meeting), opened(other, "pengasuh", meeting)
    one, two, _ = meeting.members
    row(page, one).locator("input[value=green]").check()
    all_sent(page)
    expect(there_too.locator("#n-green")).to_have_text("1")
    phone.context.set_offline(True)
    expect(page.locator("#sent")).to_have_text("Tidak ada sambungan")
    row(page, one).locator("input[name$=':attendance'][value=full]").check()
    row(page, one).locator("input[name$=':mood_before'][value='5']").check()
    row(page, two).locator("input[value=yellow]").check()
    expect(page.locator("#sent")).to_have_text("Belum terkirim 3")
    expect(page.locator("#sent-long")).to_be_visible()
    expect(page.locator(f"#arrive [data-member='{one}'] [data-show=status]")).to_have_text("Hadir")
    stored = page.evaluate("JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)])")
    assert not any(word in stored for word in (one, two, "attendance", "mood"))
    phone.context.set_offline(False)
    all_sent(page)
    expect(there_too.locator(f"#arrive [data-member='{one}'] [data-show=status]")).to_have_text("Hadir")
    expect(there_too.locator("#n-yellow")).to_have_text("1")
    page.reload()
    assert row(page, one).locator("input[name$=':mood_before'][value='5']").is_checked()
    phone.problems[:] = [problem for problem in phone.problems if "ERR_INTERNET_DISCONNECTED" not in problem]


def test_the_second_phone_is_told_that_the_first_has_saved(window_of: Open, place: Place) -> None:
    meeting = enter(place, "Sudah disimpan", 1)
    first, second = window_of("phone"), window_of("phone")
    one, two = opened(first, "peksos", meeting), opened(second, "pengasuh", meeting)
    there(one, meeting.members)
    all_sent(one)
    for window in (first, second):
        window.open(meeting.path("simpan/"))
    with one.expect_navigation():
        one.click("main form button.primary")
    with two.expect_navigation():
        two.click("main form button.primary")
    expect(two.locator("main [role=alert]")).to_contain_text("peksos sudah menyimpan pertemuan ini")


def test_everything_essential_works_without_a_script(house: Served, chromium_browser: Any, place: Place) -> None:
    meeting = enter(place, "Tanpa skrip", 1)
    window = Window.open_in(chromium_browser, house.address, "phone", script=False)
    page = opened(window, "peksos", meeting)
    (member,) = meeting.members
    page.locator("#arrive summary").first.click()
    page.locator(f"label:has([name='t:{member}:attendance'][value=full])").click()
    page.locator(f"label:has([name='t:{member}:mood_before'][value='2'])").click()
    with page.expect_navigation():
        page.click(".unscripted button")
    page.goto(meeting.path("simpan/"))
    with page.expect_navigation():
        page.click("main form button.primary")
    assert window.path == meeting.path("hasil/")
    expect(page.locator("main")).to_contain_text("1 / 1")
    assert window.problems == []
    window.close()


def test_the_room_is_readable_at_a_desk(desk: Window, place: Place) -> None:
    meeting = enter(place, "Di meja")
    page = opened(desk, "peksos", meeting)
    there(page, meeting.members)
    for part in ("#activities", "#information", "#watch", "#leave", "#notes"):
        page.click(f".session-steps a[href='{part}']")
        expect(page.locator(part)).to_be_visible()
        assert desk.faults() == []

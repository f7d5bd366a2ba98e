"""The loop: a gap is answered, a group begins and meets, what changed is read, and the reading feeds the next study."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.journeys import loop_steps as steps
from tests.journeys.browser import Window
from tests.journeys.conftest import Open

FINISHED = "Sahabat Dengar, angkatan 1 (contoh)"
TITLE = "Sahabat Dengar, musim hujan (contoh)"
NEXT = "Sahabat Dengar, angkatan 3 (contoh)"
LOCKED = re.compile(r"Dikunci \d+ \w+ \d{4}")


def entered(window: Window, login: str) -> Window:
    window.sign_in(login)
    return window


def test_a_gap_is_answered_and_a_group_meets_for_the_first_time(window_of: Open) -> None:
    supervisor, worker = entered(window_of("desk"), "penyelia"), entered(window_of("desk"), "peksos")
    steps.appraisal_of(supervisor)
    steps.well(supervisor)
    proposal = propose(worker)
    approve(proposal, worker, entered(window_of("desk"), "kepala"))
    worker.open(proposal)
    steps.main(worker, "Disetujui, mulai pekan ini (contoh).")
    group = steps.plan_group(worker, NEXT)
    members = [steps.enrol(worker, group, care="noise" if n == 1 else "") for n in range(5)]
    baseline(entered(window_of("phone"), "pengasuh"), entered(window_of("desk"), "psikolog"), members[0].client)
    start(worker, group)
    phone = entered(window_of("phone"), "peksos")
    hold(phone, group, len(members))
    stands_in_own_record(phone, group, members[0])


def propose(worker: Window) -> str:
    """Make the proposal, change a section and the budget, hand it in; nobody approves their own."""
    steps.appraisal_of(worker)
    proposal = steps.answer_gap(worker, TITLE)
    steps.edit_background(worker, steps.EDITED)
    steps.budget_adds_up(worker, 2_850_000, "dua juta delapan ratus lima puluh ribu")
    steps.raise_a_price(worker, 500)  # of ninety portions
    steps.budget_adds_up(worker, 2_895_000, "dua juta delapan ratus sembilan puluh lima ribu")
    worker.go(steps.button(worker, "Ajukan"))
    steps.main(worker, "tidak ada yang menyetujui usulannya sendiri")
    steps.well(worker)
    expect(steps.link(worker, "Putuskan")).to_have_count(0)
    assert worker.open(f"{proposal}putuskan/") == 403
    return proposal


def approve(proposal: str, worker: Window, head: Window) -> None:
    """The head gives it back with a note, the worker changes it and hands it in again, the head approves."""
    returned = "Sebutkan siapa yang menjaga asrama (contoh)."
    steps.decide(head, proposal, "return", returned)
    worker.open(proposal)
    steps.main(worker, returned)
    steps.well(worker)
    steps.edit_background(worker, f"{steps.EDITED} Pengasuh lain menjaga asrama.")
    worker.go(steps.button(worker, "Ajukan"))
    steps.decide(head, proposal, "approve", "Disetujui, mulai pekan ini (contoh).")


def baseline(phone: Window, observer: Window, client: str) -> None:
    """A member answers with faces and says once that they would rather not; the observer rates."""
    phone.open(f"/orang/{client}/alat-ukur/")
    steps.well(phone)
    steps.answer_items(phone, client, "MOOD-1", ["2", "6"])
    steps.answer_items(phone, client, "MHI-5", ["3", "4", "", "3", "4"])
    steps.rate_participation(observer, client)


def start(worker: Window, group: str) -> None:
    """Starting locks the measure plan, which the page shows."""
    worker.open(group)
    measures = worker.page.locator("section:has(#measures)")
    expect(measures).not_to_contain_text(LOCKED)
    worker.go(steps.button(worker, "Mulai kelompok"))
    expect(measures).to_contain_text(LOCKED)
    expect(measures).to_contain_text("MHI-5")
    steps.well(worker)


def hold(phone: Window, group: str, members: int) -> None:
    """Run the first session on the phone and save it."""
    phone.open(group)
    steps.well(phone)
    phone.go(steps.link(phone, "Ke pertemuan"))
    phone.go("form[action$='/mulai/'] button")
    steps.arrive(phone, members)
    steps.onward(phone)
    expect(phone.page.locator("#activities")).to_be_visible()
    steps.onward(phone)
    steps.explain(phone)
    for _ in range(3):
        steps.onward(phone)
    phone.page.fill("#note", "Semua menyebut nama temannya (contoh).")
    steps.well(phone)
    with phone.page.expect_navigation():
        steps.onward(phone)
    steps.well(phone)
    phone.go(steps.button(phone, "Simpan pertemuan"))
    steps.main(phone, f"{members - 1} / {members}")
    steps.well(phone)


def stands_in_own_record(phone: Window, group: str, member: steps.Member) -> None:
    """What the session made stands in the record of the member: the acts, what was told back, the answers."""
    client, today = member.client, steps.today_in_words()
    phone.open(group)
    phone.go(steps.link(phone, member.name).first)
    steps.well(phone)
    phone.go(".eyebrow a[href^='/orang/']")
    steps.main(phone, NEXT)
    assert phone.path == f"/orang/{client}/kelompok/"
    steps.well(phone)
    phone.open(f"/orang/{client}/dukungan/")
    acts = re.split(r"\d+ \w{3} \d{4}", phone.page.inner_text("main").split("Hari ini")[1])[0]
    assert [words for words in ("Meminta menjelaskan kembali", f"{NEXT}, 1.") if words not in acts] == []
    steps.well(phone)
    phone.open(f"/orang/{client}/informasi/")
    told = phone.page.locator("main li.told-row").first
    expect(told).to_contain_text("benar dan mencontohkan")
    expect(told).to_contain_text(today)
    steps.well(phone)
    phone.open(f"/orang/{client}/alat-ukur/")
    mood = phone.page.locator("main li", has_text="Suasana hati").first
    expect(mood).to_contain_text("3 / 5")
    expect(mood).to_contain_text(today)
    steps.well(phone)


def test_the_head_reads_what_changed_and_nobody_s_name(window_of: Open) -> None:
    head, worker = entered(window_of("desk"), "kepala"), entered(window_of("desk"), "peksos")
    worker.open("/hasil/")
    worker.go(steps.link(worker, FINISHED).first)
    names = worker.page.locator(".out-cards .b").all_inner_texts()
    assert len(names) == 8
    steps.well(worker)
    head.open("/hasil/")
    steps.well(head)
    head.go(steps.link(head, FINISHED).first)
    html = head.page.content()
    assert [name for name in names if name in html] == []
    assert re.search(r"^Dari 8 anggota dengan dua pengukuran, \d berubah", head.page.inner_text(".out-lead h2"))
    steps.main(head, "bukan apa yang menyebabkannya")
    assert head.page.locator(".out-cards .b").all_inner_texts() == [f"Anggota {n}" for n in range(1, 9)]
    verdicts = head.page.locator(".out-targets .pill").all_inner_texts()
    assert {"tercapai", "belum tercapai"} <= set(verdicts)
    steps.well(head)


def test_a_worker_reads_one_member_s_change_with_its_error_of_measurement(window: Window) -> None:
    entered(window, "peksos").open("/hasil/")
    steps.well(window)
    window.go(steps.link(window, FINISHED).first)
    steps.well(window)
    window.go(".out-cards a")
    for words in (r"indikatif: SB [\d,]+, reliabilitas 0,\d\d", r"\(NAP [\d,]+;", r"Tau-U −?[\d,]+ = \("):
        steps.main(window, re.compile(words))
    steps.main(window, "bukan apa yang menyebabkannya")
    steps.well(window)
    tab = window.page.locator("main a[href^='/orang/'][href$='/perubahan/']")
    if not tab.first.is_visible():  # on a phone the tabs fold under the open one
        window.press("nav.tabs details > summary")
    window.go(tab)
    assert window.path.endswith("/perubahan/")
    steps.main(window, FINISHED)
    steps.well(window)


def test_the_evaluation_becomes_a_source_of_the_study_and_closes_the_loop(desk: Window) -> None:
    entered(desk, "peneliti").open("/hasil/")
    way = desk.page.locator(".out-ways li", has_text="Informatif")
    expect(way).to_contain_text("kesenjangan")
    expect(way).to_contain_text("Sahabat Dengar")
    expect(way).to_contain_text(re.compile(r"\d dari \d target tercapai"))
    steps.well(desk)
    desk.go(steps.link(desk, FINISHED).first)
    desk.go(steps.link(desk, "Jadikan sumber studi"))
    choice = desk.page.locator("[name=study] option", has_text=steps.STUDY)
    desk.page.select_option("[name=study]", choice.get_attribute("value"))
    steps.well(desk)
    desk.go(steps.button(desk, "Masukkan ke studi"))
    steps.main(desk, "bukan apa yang menyebabkannya")
    steps.well(desk)
    steps.appraisal_of(desk)
    desk.go(steps.link(desk, "Bahan").first)
    steps.main(desk, f"Evaluasi: {FINISHED}")
    steps.well(desk)

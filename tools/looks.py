"""`make looks`: a picture of every page, as a phone and as a desk show it, in var/looks.

Runs the real program with the synthetic home in a folder of its own, opens every registered page as somebody who may,
and keeps the whole page as PNG. What cannot be opened is told with its reason. `python -m tools.looks en` does the same
in English (var/looks/en), and words after it keep only the pages whose names hold one of them.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from laras.base.gate.registry import Page as Entry

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "var" / "looks"
# In the order they are tried: the first who may open a page is pictured there.
LOGINS = ("peksos", "penyelia", "peneliti", "kepala", "perawat", "admin", "auditor", "pengasuh")
WIDTHS = {360: 740, 1280: 800}


def addresses(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield (log-in, address) where the page can be opened with what is in the database; nothing when nowhere."""
    from django.urls import NoReverseMatch, reverse

    from laras.base.access.models import User
    from laras.base.access.queries import actor_for
    from laras.base.gate.registry import PUBLIC, SIGNED_IN

    values = {name: example(name, entry.route) for name in re.findall(r"<(?:\w+:)?(\w+)>", entry.route) if name != "id"}
    if entry.permission == PUBLIC:
        if not values:
            yield "", reverse(entry.name)
        return
    for login in LOGINS:
        user = User.objects.filter(login=login).first()
        actor = actor_for(user) if user else None
        if actor is None or (entry.permission != SIGNED_IN and not actor.may(entry.permission)):
            continue
        if entry.subject is not None:
            manager: Any = entry.subject._default_manager
            record = manager.visible_to(actor).order_by("id").first()
            if record is None:
                continue
            values["id"] = record.pk
        try:
            yield login, reverse(entry.name, kwargs=values)
        except NoReverseMatch:
            return


def example(name: str, route: str) -> str:
    """Return a value for a part of a route that is no record; a `code` is an activity's or else a measure's."""
    from laras.domain.aspects import ASPECT_CODES
    from laras.domain.information import TOPICS

    code = "name_circle" if "kegiatan" in route else "MOOD-1"
    return {"aspect": ASPECT_CODES[3], "topic": next(iter(TOPICS)), "code": code}.get(name, "1")


def picture_all(browser: Browser, address: str, password: str, language: str, wanted: Sequence[str]) -> list[str]:
    """Keep a picture of every wanted page in every width; return a sentence for each that could not be had."""
    from laras.base.gate.registry import PAGES

    failed = []
    for width, height in WIDTHS.items():
        sessions: dict[str, Page] = {}
        for entry in sorted(PAGES.values(), key=lambda page: page.name):
            if wanted and not any(word in entry.name for word in wanted):
                continue
            login, path = next(addresses(entry), ("", ""))
            if not path:
                failed.append(f"{entry.name}: nobody of the synthetic home can open it, or there is no such record")
                continue
            if login not in sessions:
                sessions[login] = sign_in(browser, address, login, password, (width, height), language)
            status = status_of(sessions[login], address + path)
            if status != 200:
                failed.append(f"{entry.name}: {path} answers {status} to {login or 'everybody'}")
                continue
            target = folder_of(language) / str(width) / f"{entry.name.replace(':', '-')}.png"
            sessions[login].screenshot(path=target, full_page=True)
        for page in sessions.values():
            page.context.close()
    return list(dict.fromkeys(failed))


def status_of(page: Page, address: str) -> int:
    """Open an address and return the status; a refusal without a page (a deed opened by GET) counts as 405."""
    from playwright.sync_api import Error

    try:
        answer = page.goto(address)
    except Error as error:
        if "ERR_HTTP_RESPONSE_CODE_FAILURE" in str(error):
            return 405
        raise
    return answer.status if answer else 0


def folder_of(language: str) -> Path:
    """Return where the pictures of a language stand."""
    return PICTURES if language == "id" else PICTURES / language


def sign_in(
    browser: Browser, address: str, login: str, password: str, size: tuple[int, int], language: str = "id"
) -> Page:
    """Return a page of somebody who is logged in ('' for nobody) and reads `language`."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        locale="en-GB" if language == "en" else "id-ID",
        timezone_id="Asia/Jakarta",
        device_scale_factor=1,
    )
    page = context.new_page()
    if login:
        page.goto(f"{address}/masuk/")
        page.fill("[name=login]", login)
        page.fill("[name=password]", password)
        with page.expect_navigation():
            page.press("[name=password]", "Enter")
        speak(page, address, language)
    return page


def speak(page: Page, address: str, language: str) -> None:
    """Choose the language as a person does, once logged in."""
    token = next(one["value"] for one in page.context.cookies() if "csrf" in one["name"])
    form: dict[str, str | float | bool] = {"language": language, "csrfmiddlewaretoken": token}
    page.request.post(f"{address}/bahasa/", form=form, headers={"referer": f"{address}/"})


@contextmanager
def scratch() -> Iterator[Path]:
    """Point this process to an empty data folder of its own."""
    folder = Path(tempfile.mkdtemp(prefix="laras-looks-"))
    for name in [name for name in os.environ if re.match("LARAS_(?!CHROMIUM)|DATABASE_URL$", name)]:
        del os.environ[name]
    os.environ["DJANGO_SETTINGS_MODULE"] = "laras.config.settings"
    os.environ["LARAS_DATA"], os.environ["LARAS_KEY_FILE"] = str(folder / "data"), str(folder / "master.key")
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main(arguments: Sequence[str] = ()) -> int:
    """Make all pictures, or those asked for; exit code 1 when a page broke."""
    language = "en" if "en" in arguments else "id"
    wanted = [word for word in arguments if word not in {"en", "id"}]
    from playwright.sync_api import sync_playwright

    from tools import chromium

    with scratch() as folder:
        import django

        django.setup()
        from django.urls import get_resolver

        from tests.cast import PASSWORD
        from tests.places import Place, served

        get_resolver().url_patterns  # noqa: B018  reading the routes registers the pages
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's loop runs beside our few plain queries
        for width in WIDTHS:
            if not wanted:
                shutil.rmtree(folder_of(language) / str(width), ignore_errors=True)
            (folder_of(language) / str(width)).mkdir(parents=True, exist_ok=True)
        with served(Place(folder)) as house, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium.ensure(), args=list(chromium.ARGUMENTS))
            failed = picture_all(browser, house.address, PASSWORD, language, wanted)
            browser.close()
    print(
        "\n".join(
            [*failed, f"{len(list(folder_of(language).rglob('*.png')))} pictures in {PICTURES.relative_to(ROOT)}"]
        )
    )
    return 1 if any(re.search(r"answers (5\d\d|0)", sentence) for sentence in failed) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""A window of a real browser that notices what a person would not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Locator, Page, Response

from tests.cast import PASSWORD

SIZES = {"phone": (360, 740), "desk": (1280, 800)}
AXE_SCRIPT = (files("axe_core_python") / "axe.min.js").read_text(encoding="utf-8")
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Only what is wrong is described; describing all that is well takes as long as the look itself.
RUN_AXE = """([tags, without]) => axe.run(document, {
  runOnly: {type: "tag", values: tags}, rules: Object.fromEntries(without.map((rule) => [rule, {enabled: false}])),
  resultTypes: ["violations"], selectors: false, preload: false})"""
FAULTS_SCRIPT = (Path(__file__).parent / "faults.js").read_text(encoding="utf-8")
# A violation of the content security policy, also of a kind that Chromium would only report.
REPORT_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`CSP: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`));
"""


@dataclass
class Window:
    """One person's browser: `page` is Playwright's, `problems` what went wrong behind the page."""

    address: str
    context: BrowserContext
    page: Page = field(init=False)
    problems: list[str] = field(default_factory=list)
    has_touch: bool = False
    is_page: bool = True  # not a file or plain data

    @classmethod
    def open_in(cls, browser: Browser, address: str, size: str, *, script: bool = True) -> Window:
        """Open a window of one of the SIZES; a phone has touch. Without `script` the browser runs none."""
        width, height = SIZES[size]
        context = browser.new_context(
            base_url=address,
            viewport={"width": width, "height": height},
            locale="id-ID",
            timezone_id="Asia/Jakarta",
            has_touch=size == "phone",
            is_mobile=size == "phone",
            reduced_motion="reduce",
            java_script_enabled=script,
        )
        context.set_default_timeout(15_000)
        context.add_init_script(REPORT_VIOLATIONS)
        window = cls(address, context, has_touch=size == "phone")
        window.page = window.new_page()
        return window

    def new_page(self) -> Page:
        """Return a page beside the one now open, watched in the same way."""
        page = self.context.new_page()
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.problems.append(f"script: {error}"))
        page.on("response", self._on_response)
        return page

    def _on_console(self, message: ConsoleMessage) -> None:
        # Chromium also tells every refused page here; what was refused is judged in _on_response.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.problems.append(f"console: {message.text}")

    def _on_response(self, response: Response) -> None:
        is_page = response.request.resource_type == "document"
        if response.status >= 500 or (response.status >= 400 and not is_page):
            self.problems.append(f"{response.status} {response.url}")

    def open(self, path: str) -> int:
        """Go to a page and return its status; an answer without any body is not shown by Chromium, and 405 here."""
        self.is_page = False
        try:
            answer = self.page.goto(path)
        except Error as error:
            if "Download is starting" in error.message:
                return 200
            if "ERR_HTTP_RESPONSE_CODE_FAILURE" not in error.message:
                raise
            self.page.close()  # it is still on its way to the browser's own page of errors
            self.page = self.new_page()
            return 405
        assert answer is not None
        self.is_page = "html" in answer.headers.get("content-type", "")
        return answer.status

    @property
    def path(self) -> str:
        """The address of the page now open, without the server."""
        return urlsplit(self.page.url).path

    def press(self, target: Locator | str) -> None:
        """Press what is there, with the finger on a phone; nothing need follow."""
        found = self.page.locator(target) if isinstance(target, str) else target
        if self.has_touch:
            found.first.tap()
        else:
            found.first.click()

    def go(self, target: Locator | str) -> None:
        """Press what leads to another page, and wait for that page."""
        with self.page.expect_navigation():
            self.press(target)

    def sign_in(self, login: str, password: str = PASSWORD) -> None:
        """Log in through the page."""
        self.open("/masuk/")
        self.page.fill("[name=login]", login)
        self.page.fill("[name=password]", password)
        with self.page.expect_navigation():
            self.page.press("[name=password]", "Enter")

    def count_taps(self) -> None:
        """Count from now on what a finger or a mouse does, on this page and those that follow."""
        counter = """addEventListener("click", (event) => {
          if (event.isTrusted) sessionStorage.taps = 1 + Number(sessionStorage.taps ?? 0); }, true)"""
        self.page.evaluate(f"delete sessionStorage.taps; {counter}")
        self.context.add_init_script(counter)

    def taps(self) -> int:
        return int(self.page.evaluate("Number(sessionStorage.taps ?? 0)"))

    def speak(self, language: str) -> None:
        """Change the language by its button, in the menu of the person or on the page of the log-in."""
        menu = self.page.locator("details.menu > summary >> visible=true")
        if menu.count():
            menu.first.click()
        button = self.page.locator(f"form[action='/bahasa/'] button[value={language}] >> visible=true")
        with self.page.expect_navigation():
            button.first.click()
        assert self.page.get_attribute("html", "lang") == language

    def axe(self, without: Sequence[str] = ()) -> list[str]:
        """Return what axe finds wrong with the page now open, one line a fault; `without` names rules left out."""
        self.page.evaluate(AXE_SCRIPT)
        found: dict[str, Any] = self.page.evaluate(RUN_AXE, [AXE_TAGS, list(without)])
        return [f"{v['id']}: {node['html'][:160]}" for v in found["violations"] for node in v["nodes"]]

    def too_wide(self) -> list[str]:
        """Return the elements that make the page wider than the window."""
        found: list[str] = self.page.evaluate(
            """() => {
              const width = document.documentElement.clientWidth;
              if (document.documentElement.scrollWidth <= width) return [];
              return [...document.querySelectorAll("body *")]
                .filter((element) => element.getBoundingClientRect().right > width + 1)
                .map((element) => element.outerHTML.slice(0, 120));
            }"""
        )
        return found

    def untidy(self, language: str = "id") -> list[str]:
        """Return text under 14 px, on a phone targets under 44 px, words of another language, unfilled placeholders."""
        told = {"touch": self.has_touch, "language": language}
        found: list[str] = self.page.evaluate(f"told => ({FAULTS_SCRIPT})(told)", told)
        return found

    def faults(self, language: str = "id", without: Sequence[str] = ()) -> list[str]:
        """Return everything that is wrong with the page now open; [] when it is well."""
        wide = [f"too wide: {element}" for element in self.too_wide()]
        return [*self.axe(without), *wide, *self.untidy(language), *self.problems]

    def forgive(self, words: str) -> None:
        """Forget problems that name `words`: they were wanted, such as requests while the connection was cut."""
        self.problems[:] = [problem for problem in self.problems if words not in problem]

    def close(self) -> None:
        self.context.close()

"""A window of a real browser that notices what a person would not."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response

from tests.cast import PASSWORD

SIZES = {"phone": (360, 740), "desk": (1280, 800)}
AXE_SCRIPT = (files("axe_core_python") / "axe.min.js").read_text(encoding="utf-8")
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
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
    page: Page
    problems: list[str] = field(default_factory=list)

    @classmethod
    def open_in(cls, browser: Browser, address: str, size: str) -> Window:
        """Open a window of one of the SIZES; a phone has touch."""
        width, height = SIZES[size]
        context = browser.new_context(
            base_url=address,
            viewport={"width": width, "height": height},
            locale="id-ID",
            timezone_id="Asia/Jakarta",
            has_touch=size == "phone",
            is_mobile=size == "phone",
            reduced_motion="reduce",
        )
        context.set_default_timeout(15_000)
        context.add_init_script(REPORT_VIOLATIONS)
        window = cls(address, context, context.new_page())
        window.page.on("console", window._on_console)
        window.page.on("pageerror", lambda error: window.problems.append(f"script: {error}"))
        window.page.on("response", window._on_response)
        return window

    def _on_console(self, message: ConsoleMessage) -> None:
        # Chromium also tells every refused page here; what was refused is judged in _on_response.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.problems.append(f"console: {message.text}")

    def _on_response(self, response: Response) -> None:
        is_page = response.request.resource_type == "document"
        if response.status >= 500 or (response.status >= 400 and not is_page):
            self.problems.append(f"{response.status} {response.url}")

    def open(self, path: str) -> int:
        """Go to a page and return its status."""
        answer = self.page.goto(path)
        assert answer is not None
        return answer.status

    @property
    def path(self) -> str:
        """The address of the page now open, without the server."""
        return urlsplit(self.page.url).path

    def sign_in(self, login: str, password: str = PASSWORD) -> None:
        """Log in through the page."""
        self.open("/masuk/")
        self.page.fill("[name=login]", login)
        self.page.fill("[name=password]", password)
        with self.page.expect_navigation():
            self.page.press("[name=password]", "Enter")

    def axe(self) -> list[str]:
        """Return what axe finds wrong with the page now open, one line a fault."""
        self.page.evaluate(AXE_SCRIPT)
        run = "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})"
        found: dict[str, Any] = self.page.evaluate(run, AXE_TAGS)
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

    def faults(self) -> list[str]:
        """Return everything that is wrong with the page now open; [] when it is well."""
        return [*self.axe(), *(f"too wide: {element}" for element in self.too_wide()), *self.problems]

    def close(self) -> None:
        self.context.close()

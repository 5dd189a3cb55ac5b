"""The pages as a finger knows them: places to touch, found by what they are and not by what they say."""

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page

WIDTH, HEIGHT = 1366, 768
# Pixels in a millimetre on a 15.6 inch panel of that many pixels (SCREENS 1).
PER_MILLIMETRE = 3.95

# A fresh page takes no touch for 0.4 s (SCREENS T7). The finger of a test comes after that without waiting: to the
# page it was opened half a second earlier. Where time itself is tried, the clock in our hands stands over this.
LATE_FINGER = """
const sinceOpened = performance.now.bind(performance);
performance.now = () => sinceOpened() - 500;
"""

CARD = "a.card:not(.card-ask):not(.is-cancelled):not(:has(.full))"
COME = "a[href$='/people'].big"
CONTINUE = "a[href$='/who'].big"
WITHOUT_NAME = "form[action$='/who'] button"
WITH_NAME = "a[href$='/name']"
ONWARD = "button.key-go[name=go]"
YES = "form[data-once] button.big-yes"
FINISH = "a[href$='/finish']"
DONE = "a[href$='/finish'].big"


@dataclass
class Screen:
    """A page in Chromium, the kiosk it looks at, and how often it was touched."""

    page: Page
    origin: str
    has_script: bool = True
    taps: int = 0
    has_stopped_clock: bool = False
    base: str = field(default="", init=False)

    def open(self) -> None:
        self.page.goto(f"{self.origin}/")

    def start(self, language: str, *, is_large: bool = False) -> None:
        """Begin a visit without walking there."""
        self.page.goto(f"{self.origin}/{language}/start{'?size=plus' if is_large else ''}")
        self.remember_visit()

    def remember_visit(self) -> None:
        self.base = "/".join(self.page.url.split("/")[:5])

    def go(self, path: str) -> None:
        self.page.goto(f"{self.base}/{path}")

    def settle(self) -> None:
        """Wait until a fresh page takes touches (SCREENS T7)."""
        if self.has_stopped_clock:
            self.pass_time(0.5)
        elif self.has_script:
            self.page.wait_for_load_state()

    def stop_clock(self) -> None:
        """Take the browser's clock in our hands; from now on only `pass_time` moves it."""
        self.page.clock.install(time=0)
        self.page.clock.pause_at(1000)
        self.has_stopped_clock = True

    def pass_time(self, seconds: float) -> None:
        self.page.clock.run_for(round(seconds * 1000))

    def touch(self, selector: str) -> None:
        """Touch something that leads to another page."""
        self.settle()
        with self.page.expect_navigation():
            self.page.locator(selector).first.tap()
        self.taps += 1

    def press(self, selector: str, times: int = 1) -> None:
        """Touch something that stays on its page when there is script, such as a key."""
        if not self.has_script:
            for _each in range(times):
                self.touch(selector)
            return
        self.settle()
        for _each in range(times):
            self.page.locator(selector).first.tap()
            self.taps += 1

    def letter(self, letter: str) -> str:
        return f'.keys button[name=letter][value="{letter}"]'

    def write(self, letters: str) -> None:
        for letter in letters:
            self.press(self.letter(letter))

    def choose_language(self, code: str) -> None:
        self.touch(f"a.language[lang={code}]")
        self.remember_visit()

    @property
    def typed(self) -> str:
        return self.page.locator("input.field").input_value()

    def post(self, path: str, **form: str) -> str:
        """Send a form as the page would, and return the address it leads to."""
        answer = self.page.request.post(f"{self.base}/{path}", form=form)
        return answer.url

    def key_of(self, date: str) -> str:
        """Return the one-time key that the check page of a date holds."""
        self.go(f"places/{date}/check")
        return self.page.locator("input[name=key]").get_attribute("value") or ""

    def register(self, date: str) -> str:
        """Register for a date; returns the address of what was registered, within the visit."""
        key = self.key_of(date)
        wait = {"wait": "1"} if self.page.locator("input[name=wait]").count() else {}
        return self.post(f"places/{date}", key=key, **wait).removeprefix(f"{self.base}/")

    def measure(self, script: str, *given: Any) -> Any:
        return self.page.evaluate(f"(given) => ({script})(...given)", list(given))

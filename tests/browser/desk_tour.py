"""Every page of the desk that somebody can open, found as she would: by its door, or by a link on another page."""

from collections import deque
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from playwright.sync_api import Error, Response
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule

from tests.browser.screens import Screen

if TYPE_CHECKING:
    from tests.browser.colleagues import Desk

# Nobody is led here by a link: these come after something was done, and are looked at where it is done.
AFTER_A_DEED = {
    "accounts_desk.about": "somebody new has a name and a tile",
    "accounts_desk.badge": "a badge was made",
    "accounts_desk.leave": "it leads to her pictures first",
    "accounts_desk.pictures": "pictures were drawn",
    "attendance_desk.part": "a family came",
    "backup_desk.done": "a copy was made",
    "backup_desk.stick": "no page: a script asks whether a stick is in",
    "cards_desk.card": "a card was made",
    "childcare_desk.confirm": "a child was brought",
    "childcare_desk.detail": "a child was brought",
    "childcare_desk.index": "a date takes care of children",
    "childcare_desk.token": "a child was brought",
    "courier_desk.done": "a stick was written or read",
    "courier_desk.index": "the kiosk has a courier",
    "courier_desk.stick": "no page: a script asks whether a stick is in",
    "enrolment_desk.ask": "the kiosk may be connected",
    "enrolment_desk.index": "the kiosk may be connected",
    "machine_desk.off": "the machine lets itself be switched off",
    "merges_desk.check": "two households were found alike",
    "merges_desk.index": "two households were made one",
    "neighbours_desk.may_call": "a number was written",
    "neighbours_desk.phone": "she allowed to be called",
    "paper_desk.detail": "a sheet was made",
    "planning_desk.go_on": "no page: it leads on to what is asked next",
    "publishing_desk.check": "all that must be said of an activity was said",
    "returned_desk.detail": "a sheet was made and came back",
    "returned_desk.name": "a sheet was made and came back",
    "returned_desk.people": "a sheet was made and came back",
    "returned_desk.roster": "a sheet was made and came back",
    "returned_desk.week": "a sheet was made and came back",
    "transfer_desk.preview": "a file was brought",
    "transfer_desk.stick": "no page: a script asks whether a stick is in",
    "wording_desk.detail": "a text was chosen to be written in another language",
    "wording_desk.write": "a text was chosen to be written in another language",
}
LINKS = "links => links.map(link => link.href)"
PERFECT = 200


class Addresses:
    """The addresses of all pages of the desk, as the kiosk told them: an address belongs to an endpoint."""

    def __init__(self, rules: dict[str, str]) -> None:
        # Addresses that take nothing are pages by themselves.
        self.doors = [rule for rule in rules.values() if "<" not in rule]
        self.bound = Map([Rule(f"/{rule}", endpoint=name) for name, rule in rules.items()]).bind("kiosk")

    def page(self, address: str) -> str:
        """Return what page an address within the visit is; its further sheets are one page more, "" is none of ours."""
        split = urlsplit(address)
        try:
            endpoint, _given = self.bound.match(f"/{split.path}")
        except HTTPException:
            return ""
        return f"{endpoint} further" if "page=" in split.query else str(endpoint)


def sit_down(screen: Screen, desk: "Desk", name: str, language: str, *, is_large: bool) -> None:
    """Sign in without touching each picture, and read the desk in a language that need not be hers."""
    screen.page.goto(f"{screen.origin}/{language}/staff{'?size=plus' if is_large else ''}")
    screen.remember_visit()
    colleague = desk.people[name]
    came_in = screen.post(f"staff/{colleague['id']}/pictures", pictures=" ".join(colleague["pictures"]))
    # Who comes in has a visit of her own, in her own language.
    screen.base = "/".join([screen.origin, language, came_in.split("/")[4]])


def desk_tour(screen: Screen, desk: "Desk", name: str, language: str, *, is_large: bool) -> Iterator[str]:
    """Yield each page of the desk that is hers to look at, once, as the screen stands on it.

    A key mother looks at what the coach cannot open; all else is the same for both, or less.
    """
    sit_down(screen, desk, name, language, is_large=is_large)
    addresses = Addresses(desk.pages[name])
    waiting = deque(addresses.doors)
    asked, seen = {addresses.page(door) for door in waiting}, {""}
    while waiting:
        answer = open_page(screen, waiting.popleft())
        page = addresses.page(within(screen, screen.page.url))
        if answer is None or answer.status != PERFECT or page in seen or not is_page(screen):
            continue
        seen.add(page)
        for link in screen.page.locator("a[href]").evaluate_all(LINKS):
            there = addresses.page(within(screen, link))
            if there and there not in asked:
                asked.add(there)
                waiting.append(within(screen, link))
        yield page


def within(screen: Screen, address: str) -> str:
    """Return an address as it is within the visit."""
    inside = address.startswith(f"{screen.base}/")
    return address.removeprefix(f"{screen.base}/") if inside else ""


def is_page(screen: Screen) -> bool:
    """Say whether something stands there to be read; a script that only asks whether a stick is in gets less."""
    return screen.page.locator(".cloth").count() > 0


def open_page(screen: Screen, path: str) -> Response | None:
    """Go there; None when it is a file to be kept and no page."""
    try:
        return screen.page.goto(f"{screen.base}/{path}")
    except Error as error:
        if "Download is starting" not in error.message:
            raise
        return None

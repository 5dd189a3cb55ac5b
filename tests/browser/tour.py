"""Every page a visitor can see, one after the other, in each state it can be in."""

from collections.abc import Callable, Iterator

from tests.browser.screens import Screen

PEOPLE = 9
LONG_NAME = "Wilhelmina-Theodora van den Heuvel-Papadimitriou de Oliveira"
UNKNOWN = "019fffff-ffff-7fff-bfff-ffffffffffff"


def tour(screen: Screen, language: str, dates: dict[str, str], *, is_large: bool = False) -> Iterator[str]:
    """Yield the name of each page as the screen stands on it."""
    screen.page.goto(f"{screen.origin}/{'?size=plus' if is_large else ''}")
    yield "W0"
    screen.start(language, is_large=is_large)
    yield from around(screen)
    yield from choosing(screen, dates)
    yield from naming(screen, dates)
    yield from registering(screen, dates)
    yield from holding(screen, dates)
    yield from mishaps(screen, language, dates)


def rare_states(
    screen: Screen,
    language: str,
    dates: dict[str, str],
    *,
    is_large: bool,
    doubt_the_clock: Callable[[], object],
) -> Iterator[str]:
    """Yield the pages of a kiosk where nothing is left, and then of one that does not know what day it is."""
    screen.start(language, is_large=is_large)
    yield "all full"
    screen.go("activities/?function=information")
    yield "nothing planned"
    doubt_the_clock()
    screen.go("activities/")
    yield "all full, clock unsure"
    screen.go("activities/?function=information")
    yield "nothing planned, clock unsure"
    screen.go(f"activities/{dates['full']}")
    yield "W2, clock unsure"
    screen.go(screen.register(dates["full"]))
    yield "W7, clock unsure"


def around(screen: Screen) -> Iterator[str]:
    for path in ("languages", "help", "still", "questions/new", "questions/heard"):
        screen.go(f"{path}?place=activities/")
        yield path
    screen.go("activities/")
    screen.page.locator("#still").evaluate("sheet => { sheet.hidden = false }")
    yield "asked if still here"


def choosing(screen: Screen, dates: dict[str, str]) -> Iterator[str]:
    screen.go("activities/")
    count = int(screen.page.locator(".pager h1 bdi").inner_text().split("/")[1])
    for number in range(1, count + 1):
        screen.go(f"activities/?page={number}")
        yield f"W1 {number}/{count}"
    for function in ("information", "schooling", "support"):
        screen.go(f"activities/?function={function}")
        yield f"W1 {function}"
    for name in ("roomy", "full", "called_off", "over", "away", "whole", "lesson"):
        screen.go(f"activities/{dates[name]}")
        yield f"W2 {name}"
    for name in ("roomy", "called_off", "whole", "lesson"):
        screen.go(f"activities/{dates[name]}/more")
        yield f"W2 {name} more"
    for number in (1, 2, 6):
        screen.go(f"trainings/{dates['training']}?module={number}&date={dates['lesson']}")
        yield f"training {number}"


def naming(screen: Screen, dates: dict[str, str]) -> Iterator[str]:
    here = f"places/{dates['roomy']}"
    screen.go(f"{here}/people")
    yield "W3"
    screen.post(f"{here}/people", children="2")
    screen.post(f"{here}/people", band="2-3")
    screen.go(f"{here}/people")
    yield "W3 with children"
    screen.go(f"{here}/check")
    yield "W6 with ticket"
    screen.go(f"{here}/who")
    yield "W4"
    screen.go(f"{here}/name")
    yield "W5"
    screen.go(f"{here}/name?fault=missing")
    yield "W5 without letters"
    board = screen.page.locator("button[name=board]").get_attribute("value") or ""
    screen.post(f"{here}/name", name=LONG_NAME, board=board)
    screen.go(f"{here}/name?fault=long")
    yield "W5 too long, other board"
    for number in ("5", str(PEOPLE)):
        screen.post(f"{here}/people", adults=number)
        screen.post(f"{here}/people", children=number)
    for band in ("2-3", "7-12", "7-12", "7-12", "13+", "13+"):
        screen.post(f"{here}/people", band=band)
    screen.go(f"{here}/people")
    yield "W3 with eighteen"
    screen.post(f"{here}/name", name=LONG_NAME, go="1")


def registering(screen: Screen, dates: dict[str, str]) -> Iterator[str]:
    for name in ("roomy", "whole", "away"):
        screen.go(f"places/{dates[name]}/check")
        yield f"W6 {name}"
    screen.go(f"places/{dates['full']}/check?filled=1")
    yield "W6 just filled"
    for name in ("roomy", "full", "whole"):
        screen.go(screen.register(dates[name]))
        yield f"W7 {name}"
    screen.go(f"places/{dates['full']}/who")
    yield "W6 second time"


def holding(screen: Screen, dates: dict[str, str]) -> Iterator[str]:
    screen.go("ticket/")
    yield "ticket/"
    for name, touched in (("dye", "weld"), ("animal", "butterfly"), ("digit", "8")):
        screen.page.goto(screen.post("ticket/", **{name: touched}))
        yield f"ticket after its {name}"
    screen.post("ticket/", digit="")
    screen.go("ticket/number?wrong=1")
    yield "ticket not kept"
    dye, animal, number = dates["called_off_ticket"].split()
    screen.page.goto(screen.post("ticket/", dye=dye, animal=animal, number=number))
    yield "ticket of a date called off"
    for name in ("roomy", "full"):
        done = screen.post(f"places/{dates[name]}/people").removeprefix(f"{screen.base}/")
        kept = done.replace("places/done", "ticket/kept")
        screen.go(kept)
        yield f"ticket kept {name}"
        screen.page.goto(screen.post(f"{kept}/delete"))
        yield f"ticket given up {name}"
        screen.go(done)
        yield f"W7 given up {name}"


def mishaps(screen: Screen, language: str, dates: dict[str, str]) -> Iterator[str]:
    screen.go(f"activities/{UNKNOWN}")
    yield "not here"
    screen.page.goto(f"{screen.origin}/{language}/over/activities/")
    yield "visit over"
    screen.page.goto(f"{screen.base}/places/{dates['roomy']}")
    yield "nothing to read"

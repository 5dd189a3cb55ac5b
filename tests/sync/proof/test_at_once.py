"""Two programs of one kiosk may exchange at once, its worker and one at the terminal, whatever there is to do (G5).

Found so: one told again what the other had told and read anew already, and all stood without numbers; one took away
what it did not find among what was gathered, as the other had just laid it in.
"""

from pathlib import Path

import pytest

from kiosk.core.settings import Settings
from sync.agent.courier import Courier
from sync.agent.receiving import FORGED
from tests.sync.proof import cards
from tests.sync.proof.deeds import Deeds
from tests.sync.proof.kiosks import Kiosk
from tests.sync.proof.scene import Scene, Story
from tests.sync.proof.town import Town
from tests.sync.proof.whereabouts import lasting, standing

# After so many statements the other program comes in; a night tries the places between them.
PLACES = range(0, 1_200, 12)


def begin(town: Town, deeds: Deeds) -> None:
    hall, kitchen = town.kiosks[:2]
    for kind in ("registration", "household", "topic"):
        deeds.write(hall, kind, 1, None, None)
    deeds.write(kitchen, "activity", 1, None, None)
    for kiosk in (hall, kitchen, hall):
        kiosk.exchange()


def go_on(town: Town, deeds: Deeds) -> None:
    """Change and erase something at both, and tell central."""
    for kiosk, value in ((town.kiosks[0], 5), (town.kiosks[1], 6)):
        deeds.change(kiosk, 0, value, None, which=0)
        deeds.change(kiosk, 1, value, None, which=value)
        deeds.write(kiosk, "need", value, None, None)
        kiosk.exchange()
    deeds.erase(town.kiosks[0], 3, None)
    town.kiosks[0].exchange()


def central_is_put_back(town: Town, deeds: Deeds) -> None:
    begin(town, deeds)
    copy = town.folder / "copy of central"
    town.central.copy_to(copy)
    go_on(town, deeds)
    town.central.put_back(copy, whole=False)
    deeds.book.keep_known(lasting(town, deeds.book.gone()))
    deeds.book.standing = standing(town, deeds.book.owners)
    deeds.change(town.kiosks[0], 0, 3, None, which=0)


def card_is_put_back(town: Town, deeds: Deeds, *, whole: bool = False) -> None:
    begin(town, deeds)
    cards.copy(town, deeds.book, town.kiosks[0])
    go_on(town, deeds)
    cards.put_back(town, deeds.book, town.kiosks[0], whole=whole)
    deeds.change(town.kiosks[0], 0, 3, None, which=0)


def answer_is_on_stick(town: Town, deeds: Deeds) -> None:
    """Bring an answer on a stick from before the card was put back."""
    begin(town, deeds)
    cards.copy(town, deeds.book, town.kiosks[0])
    go_on(town, deeds)
    town.stick.put_on(town.kiosks[0], None)
    town.stick.bring_to(town.central, None)
    cards.put_back(town, deeds.book, town.kiosks[0], whole=False)
    deeds.change(town.kiosks[0], 0, 3, None, which=0)


def card_is_put_back_unseen(town: Town, deeds: Deeds) -> None:
    """Its witness is put back with it: only central knows that the numbers were given before."""
    card_is_put_back(town, deeds, whole=True)


@pytest.mark.parametrize("story", [central_is_put_back, card_is_put_back])
def test_two_programs_of_one_kiosk_exchange_at_once(tmp_path: Path, story: Story) -> None:
    scene = Scene(Settings(data=tmp_path), tmp_path / "town", story)
    met = 0
    for after in PLACES:
        town = scene.begin()
        has_met = town.kiosks[0].at_once(town.kiosks[0].exchange, after)
        scene.end(town)
        if not has_met:
            break
        met += 1

    assert 10 < met < len(PLACES)


@pytest.mark.parametrize("story", [card_is_put_back, card_is_put_back_unseen])
def test_one_epoch_begins_though_two_programs_see_why(tmp_path: Path, story: Story) -> None:
    scene = Scene(Settings(data=tmp_path), tmp_path / "town", story)
    begun = set()
    for after in range(0, 160, 8):
        town = scene.begin()
        hall = town.kiosks[0]
        before = hall.state("epochs") or 0
        has_met = hall.at_once(hall.exchange, after)
        begun.add(hall.state("epochs") - before)
        scene.end(town)
        if not has_met:
            break

    assert begun == {1}


def take_in_at_once(kiosk: Kiosk, stick: Path, after: int) -> tuple[bool, str]:
    """Take in what is on a stick; return whether the worker came in meanwhile, and the word that is shown."""
    shown = []
    has_met = kiosk.at_once(lambda: kiosk.do(lambda: shown.append(Courier().take_in(stick).word)), after)
    return has_met, shown[0]


def test_stick_is_taken_in_while_the_worker_exchanges(tmp_path: Path) -> None:
    scene = Scene(Settings(data=tmp_path), tmp_path / "town", answer_is_on_stick)
    shown = set()
    for after in range(40):
        town = scene.begin()
        has_met, word = take_in_at_once(town.kiosks[0], town.stick.folder, after)
        scene.end(town)
        if not has_met:
            break
        shown.add(word)

    # What opens the answer went with what the card had held; a word without a sentence of its own is none to show.
    assert shown == {FORGED}

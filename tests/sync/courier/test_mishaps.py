"""Whatever becomes of a bundle on its way, both sides stay right: lost, doubled, cut, damaged, foreign, old."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from peewee import fn

from kiosk.core import outbox, state
from kiosk.core.settings import Settings
from kiosk.registration.models import Registration
from sync.bundle import BundleError, CutBundleError, ForgedBundleError
from sync.central import replicas
from sync.central.errors import RevokedError, UnknownTokenError
from sync.central.tables import Record, Replica
from tests.sync.courier import pocket as pockets
from tests.sync.courier.pocket import Pocket
from tests.sync.machines import refetched, register


@pytest.fixture
def pocket(settings: Settings, tmp_path: Path) -> Iterator[Pocket]:
    with pockets.pocketed(settings, tmp_path) as opened:
        with opened.town.hall.at():
            register()
        opened.export(opened.town.hall)
        yield opened


def held() -> int:
    """Return how many registrations central holds, and how much was ever said in any feed."""
    return int(Record.select(fn.COUNT(Record.id)).where(Record.kind == "registration").scalar())


def cut(content: bytes) -> bytes:
    return content[:-20]


def damage(content: bytes) -> bytes:
    return content[:-9] + bytes([content[-9] ^ 1]) + content[-8:]


SPOILS = [(cut, CutBundleError, "cut_bundle"), (damage, ForgedBundleError, "forged_bundle")]


@pytest.mark.parametrize(("spoil", "error", "word"), SPOILS)
def test_a_bundle_that_is_not_whole_is_not_taken(
    spoil: Callable[[bytes], bytes], error: type[BundleError], word: str, pocket: Pocket
) -> None:
    del word
    (path,) = pocket.files(".up")
    whole = path.read_bytes()
    path.write_bytes(spoil(whole))

    with pytest.raises(error):
        pocket.answer(path)

    assert held() == 0
    path.write_bytes(whole)
    assert pocket.answer(path).changes == 1
    assert pocket.take_in(pocket.town.hall).changes == 1


@pytest.mark.parametrize(("spoil", "error", "word"), SPOILS)
def test_an_answer_that_is_not_whole_changes_nothing(
    spoil: Callable[[bytes], bytes], error: type[BundleError], word: str, pocket: Pocket
) -> None:
    del error
    pocket.answer_all()
    (path,) = pocket.files(".down")
    whole = path.read_bytes()
    path.write_bytes(spoil(whole))

    assert pocket.take_in(pocket.town.hall).word == word
    assert pocket.waiting(pocket.town.hall) == 1
    path.write_bytes(whole)
    assert pocket.take_in(pocket.town.hall).word == ""
    assert pocket.waiting(pocket.town.hall) == 0


def test_twice_and_twice_again(pocket: Pocket) -> None:
    (path,) = pocket.files(".up")
    assert [pocket.answer(path).changes for _time in range(3)] == [1, 1, 1]
    answer = path.with_suffix(".down").read_bytes()
    pocket.take_in(pocket.town.hall)
    pocket.folder.joinpath("copy (1).down").write_bytes(answer)

    assert pocket.take_in(pocket.town.hall).word == "old_bundle"
    assert held() == 1
    assert pocket.waiting(pocket.town.hall) == 0


def test_an_old_answer_does_not_bring_back_what_changed_since(pocket: Pocket) -> None:
    town = pocket.town
    (path,) = pocket.files(".up")
    pocket.answer(path)
    old = path.with_suffix(".down").read_bytes()
    pocket.take_in(town.hall)
    with town.hall.at():
        row = Registration.get()
        Registration.update(people=4).execute()
    pocket.carry(town.hall)
    pocket.folder.joinpath("old.down").write_bytes(old)

    assert pocket.take_in(town.hall).word == "old_bundle"

    with town.hall.at():
        assert refetched(row).people == 4


def test_the_bundle_of_another_epoch_is_heard_by_central_and_set_aside_by_the_kiosk(pocket: Pocket) -> None:
    """A card that was restored has lost what lies on the stick: central still learns it."""
    town = pocket.town
    with town.hall.at():
        state.put(epoch="9" * 32)
    pocket.answer_all()

    assert pocket.take_in(town.hall).word == "old_bundle"

    assert held() == 1
    assert pocket.waiting(town.hall) == 1
    assert pocket.carry(town.hall).changes == 1
    assert held() == 1


def test_a_number_that_was_given_anew_is_not_taken_for_heard(pocket: Pocket) -> None:
    """The card was restored to before the export, and wrote something else under the same number."""
    town = pocket.town
    pocket.answer_all()
    with town.hall.at():
        outbox.Outbox.update(fields='{"people": 9}').execute()

    assert pocket.take_in(town.hall).changes == 0
    assert pocket.waiting(town.hall) == 1


def test_who_was_taken_out_or_is_not_known_is_not_served(pocket: Pocket) -> None:
    (path,) = pocket.files(".up")
    replica = pocket.town.network.replica(pocket.town.hall)
    replicas.revoke(replica)
    with pytest.raises(RevokedError):
        pocket.answer(path)

    Replica.delete().where(Replica.id == replica.id).execute()
    with pytest.raises(UnknownTokenError):
        pocket.answer(path)

    assert held() == 0


def test_nobody_speaks_in_the_name_of_another_kiosk(pocket: Pocket) -> None:
    town = pocket.town
    with town.zuidwijk.at():
        stolen = state.get("replica")
    with town.hall.at():
        state.put(replica=stolen)
    pocket.export(town.hall)
    (path,) = (path for path in pocket.files(".up") if path.name.startswith(stolen[-8:]))

    with pytest.raises(ForgedBundleError):
        pocket.answer(path)


def test_another_central_is_not_believed(pocket: Pocket, tmp_path: Path) -> None:
    """Whoever has the kiosk's bundle cannot read it, and cannot answer it."""
    pocket.answer_all()
    pocket.data = tmp_path / "other"
    (path,) = pocket.files(".up")
    with pytest.raises(ForgedBundleError):
        pocket.answer(path)

    with pocket.town.hall.at():
        state.put(central_signing_key=state.get("central_sealing_key"))
    assert pocket.take_in(pocket.town.hall).word == "forged_bundle"

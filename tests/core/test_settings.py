"""What a caretaker turns: given beats environment beats default, and a mistake is named."""

from pathlib import Path

import pytest

from kiosk.core.settings import Settings


def test_defaults_stand_where_nothing_is_said() -> None:
    settings = Settings.from_environment({})

    assert settings == Settings()
    assert (settings.host, settings.port, settings.idle_seconds) == ("127.0.0.1", 8080, 60)


def test_the_environment_is_read() -> None:
    settings = Settings.from_environment(
        {
            "PARENTS_POINT_DATA": "/var/lib/kiosk",
            "PARENTS_POINT_PORT": "9000",
            "PARENTS_POINT_MILLIMETRE": "5.88",
            "PARENTS_POINT_BEHIND_PROXY": "yes",
            "PORT": "1",
        }
    )

    assert settings.kiosk_database == Path("/var/lib/kiosk/kiosk.sqlite")
    assert (settings.port, settings.millimetre, settings.behind_proxy) == (9000, 5.88, True)


def test_what_is_given_wins_and_none_gives_nothing() -> None:
    settings = Settings.from_environment({"PARENTS_POINT_PORT": "9000"}, port=9001, host=None)

    assert (settings.port, settings.host) == (9001, "127.0.0.1")


@pytest.mark.parametrize(
    ("name", "text"),
    [("PORT", "eighty"), ("MILLIMETRE", "wide"), ("BEHIND_PROXY", "maybe"), ("IDLE_SECONDS", "")],
)
def test_a_mistake_is_named(name: str, text: str) -> None:
    with pytest.raises(ValueError, match=f"PARENTS_POINT_{name} must be"):
        Settings.from_environment({f"PARENTS_POINT_{name}": text})


@pytest.mark.parametrize(("text", "is_on"), [("1", True), ("True", True), ("no", False), ("0", False)])
def test_yes_and_no_are_written_in_several_ways(text: str, is_on: bool) -> None:
    assert Settings.from_environment({"PARENTS_POINT_CALENDAR_WRAPPER": text}).calendar_wrapper is is_on

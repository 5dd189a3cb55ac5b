"""What a caretaker may turn: each setting has a name in the environment, a default and one line of meaning."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Self

PREFIX = "PARENTS_POINT_"


def setting(default: Any, meaning: str) -> Any:
    """Declare one setting; `meaning` is the line that docs/SETTINGS.md repeats and a test compares."""
    return field(default=default, metadata={"meaning": meaning})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The kiosk's settings; every one can also be given as an environment variable `PARENTS_POINT_<NAME>`."""

    data: Path = setting(  # noqa: RUF009  a path cannot be changed
        Path("data"), "folder that holds the database, the logs and the recovery sheet until it is taken out"
    )
    host: str = setting("127.0.0.1", "address to listen on; the kiosk's own browser needs loopback only")
    port: int = setting(8080, "port to listen on (central: 8090)")
    database: str = setting("", "central only: postgresql://… in place of the embedded SQLite file")
    languages: str = setting("nl,en,ar,tr,ro,hu,es,pt", "languages on the picker, in this order")
    zone: str = setting("Europe/Amsterdam", "time zone in which the activities of the centre are meant")
    centre: str = setting("Parents' Point", "name of the centre, used once at first set-up")
    area: str = setting("NL-RTM", "code of the city or region, used once at first set-up")
    millimetre: float = setting(
        3.95, "CSS pixels in one millimetre of the panel: 3.95 for 15.6 inch at 1366x768"
    )
    idle_seconds: int = setting(
        60, "seconds without a touch before the kiosk asks whether somebody is still there"
    )
    warning_seconds: int = setting(
        30, "seconds that this question stays before everything of the visit is forgotten"
    )
    desk_idle_seconds: int = setting(
        90,
        "seconds without a touch before the kiosk asks likewise where somebody who works here is signed in",
    )
    fresh_hours: int = setting(
        24, "hours without contact after which places of other centres show as probable, without a number"
    )
    coach_unseen_days: int = setting(
        14, "days without the coach signing in after which her deputy finds a task about it"
    )
    people_in_ten_minutes: int = setting(
        60, "people who may get places at one machine within ten minutes; beyond them a key mother helps"
    )
    unconfirmed_days: int = setting(
        14, "days after which a neighbour who has not said yes herself is forgotten"
    )
    weeks_name: int = setting(52, "weeks that a name is kept after the last activity of the household")
    weeks_phone: int = setting(26, "weeks that a phone number is kept likewise")
    weeks_note: int = setting(8, "weeks that a note, as why somebody comes, is kept likewise")
    weeks_household: int = setting(104, "weeks after which a whole household is forgotten, its places too")
    weeks_need: int = setting(104, "weeks that a question without a name is kept")
    sync_seconds: int = setting(60, "seconds between two exchanges when nothing happens")
    rotate_days: int = setting(
        30, "days after which the kiosk takes a new token and a new key of its own; 0 for never"
    )
    courier_folder: str = setting(
        "", "folder that stands for the USB stick; without one the sticks that are mounted are offered"
    )
    backup_folder: str = setting(
        "",
        "folder on another disk for a copy each night; without one, sticks on which a copy was made before",
    )
    power_off_command: str = setting(
        "", "command that switches the machine off, for a button of the caretaker; without one there is none"
    )
    large_text: bool = setting(False, "begin with large letters; one touch of A+ makes them smaller")
    calendar_wrapper: bool = setting(
        False, "wrap the event of the QR code in VCALENDAR, for phones that insist on it"
    )
    behind_proxy: bool = setting(
        False, "central only: a proxy on this machine ends TLS and sets X-Forwarded-Proto"
    )
    certificate: str = setting(
        "", "central only: file with its certificate and the chain (PEM), to end TLS itself"
    )
    key: str = setting(
        "", "central only: file with the private key of the certificate, where it stands apart (PEM)"
    )
    metrics_token: str = setting(
        "", "central only: secret with which another machine may read /metrics; without one none may"
    )
    exchanges_per_minute: int = setting(
        120, "central only: exchanges a minute that one kiosk may keep up; 0 for no limit"
    )
    free_megabytes: int = setting(
        200, "kiosk only: megabytes to keep free on the disk; with less it reads nothing more from central"
    )
    ca_file: str = setting(
        "", "kiosk only: file with the private authority that signed central's certificate (PEM)"
    )
    log_level: str = setting("warning", "how much is written to standard error: debug, info, warning, error")
    log_format: str = setting(
        "plain", "central only: plain, or json for a line of JSON about each thing and each call of a kiosk"
    )

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None, **given: Any) -> Self:
        """Read the environment; what is `given` (and not None) wins. Raises ValueError naming the bad setting."""
        environment = os.environ if environment is None else environment
        values: dict[str, Any] = {}
        for declared in fields(cls):
            text = environment.get(PREFIX + declared.name.upper())
            if text is not None:
                values[declared.name] = parse(declared.name, text, type(declared.default))
        values.update({name: value for name, value in given.items() if value is not None})
        return cls(**values)

    @property
    def kiosk_database(self) -> Path:
        return self.data / "kiosk.sqlite"


def parse(name: str, text: str, kind: type) -> Any:
    """Turn the text of one environment variable into its setting's type."""
    if kind is bool:
        if text.lower() not in {"0", "1", "true", "false", "yes", "no"}:
            raise ValueError(f"{PREFIX}{name.upper()} must be yes or no, not {text!r}")
        return text.lower() in {"1", "true", "yes"}
    try:
        return kind(text)
    except ValueError as error:
        raise ValueError(f"{PREFIX}{name.upper()} must be a {kind.__name__}, not {text!r}") from error

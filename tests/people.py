"""Amal: key mother · Hana: came once · Lena: works here · Omar: volunteers and reads to children."""

from dataclasses import dataclass, field

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from kiosk.registration.services import Family

AMAL = Family(language="ar", adults=1, children=2, bands={"2-3": 1, "4-6": 1}, name="أمل")
HANA = Family(language="nl", adults=1, children=0)
LENA = Family(language="ro", adults=2, children=1, bands={"0-1": 1}, name="Lena")
OMAR = Family(language="tr", adults=1, children=3, name="Ömer")


@dataclass
class Guest:
    """Somebody in front of the screen: she touched a language, and every address is one of her visit."""

    client: FlaskClient
    language: str = "nl"
    token: str = field(init=False)

    def __post_init__(self) -> None:
        started = self.client.get(f"/{self.language}/start")
        self.token = started.location.split("/")[2]

    def address(self, path: str = "") -> str:
        return f"/{self.language}/{self.token}/{path}"

    def get(self, path: str = "") -> TestResponse:
        return self.client.get(self.address(path))

    def post(self, path: str, data: dict[str, str] | None = None) -> TestResponse:
        return self.client.post(self.address(path), data=data or {})

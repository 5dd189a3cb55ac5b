"""Two kiosks of one centre, another centre of its area, one elsewhere, and the office: all at the real central."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kiosk.activities.models import Activity
from kiosk.core import database
from kiosk.core.settings import Settings
from tests.sync.machines import Machine
from tests.sync.network import Network


@dataclass
class Neighbourhood:
    network: Network
    hall: Machine  # Pendrecht, beside the door
    kitchen: Machine  # Pendrecht too
    zuidwijk: Machine  # another centre of the same area
    utrecht: Machine  # a centre of another area
    office: Machine

    def exchange(self, *machines: Machine) -> None:
        """Let each exchange once, in this order; everything must be acknowledged."""
        for report in self.network.exchange(*machines):
            assert report.is_synced, report.text()


@contextmanager
def opened(settings: Settings, folder: Path) -> Iterator[Neighbourhood]:
    network = Network(settings, folder)
    pendrecht = network.found("Pendrecht")
    town = Neighbourhood(
        network,
        network.join(pendrecht, "hall"),
        network.join(pendrecht, "kitchen"),
        network.join(network.found("Zuidwijk"), "zuidwijk"),
        network.join(network.found("Overvecht", "NL-UTC"), "utrecht"),
        network.join(network.found("Office", "NL", is_office=True), "office"),
    )
    # Once somebody was answered central lives a life of its own: a copy made from now on knows of it.
    town.exchange(town.utrecht)
    yield town
    database.disconnect()
    network.close()


def titles(machine: Machine) -> list[str]:
    """Return the titles of all activities that the kiosk shows."""
    with machine.at():
        return sorted(row.title.shown_in("nl").text for row in Activity.select())

"""The cards that open the pages of this room are those of the room of cards."""

from tests.cards.conftest import hana, household, issued, place, register, visit

__all__ = ["hana", "household", "issued", "place", "register", "visit"]

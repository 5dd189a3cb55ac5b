"""People of the sample work at its centre; nobody is anybody, and each secret of theirs is told to who tries it."""

from typing import Any

import msgspec

from kiosk.accounts import services as accounts
from kiosk.accounts.models import Staff
from kiosk.cards import services as cards
from kiosk.centres import services as centres
from kiosk.core import outbox, state
from kiosk.core.database import database
from kiosk.registration.models import Household
from kiosk.rota import queries as hours
from kiosk.rota import services as rota
from kiosk.sample.people import register_neighbours
from kiosk.security import secrets
from kiosk.security.keyring import OpenCard, SignedIn
from kiosk.security.permissions import Role
from kiosk.trust import services as trust

# The least a secret is stretched (64 MiB, one pass): a sample has nothing to lose, and is laid out while one waits.
FEWEST_ITERATIONS = 1
MOTHER = "Hana"


class Person(msgspec.Struct, frozen=True):
    """Somebody of the sample: an invented first name, what she is, her tile, and what she speaks (hers first)."""

    name: str
    role: Role
    tile: str
    languages: tuple[str, ...]


PEOPLE = (
    Person("Noor", Role.COACH, "kite", ("nl", "ar", "en")),
    Person("Ilse", Role.DEPUTY, "umbrella", ("nl", "en")),
    Person("Sanne", Role.KEY_MOTHER, "flower", ("nl", "en")),
    Person("Amal", Role.KEY_MOTHER, "butterfly", ("ar", "en")),
    Person("Elif", Role.KEY_MOTHER, "sun", ("tr", "nl")),
    Person("Bram", Role.CARETAKER, "house", ("nl",)),
)


def found(name: str, area: str, *, zone: str) -> SignedIn:
    """Found a centre of the sample and return its recovery sheet, which is told to nobody, with its keys open."""
    state.put(stretch_iterations=FEWEST_ITERATIONS)
    key, sheet = centres.new_keys()
    return centres.found_with(key, sheet, name=name, area=area, zone=zone)


def begin(sheet: SignedIn) -> None:
    """Let the people of the sample work here; what opens their doors is kept in the state, as `sample`.

    One transaction: a hundred small ones would wait for the disk longer than for all else.
    """
    with database.atomic():
        state.put(sample=hire_all(sheet))


def hire_all(sheet: SignedIn) -> dict[str, Any]:
    """Return what opens their doors: `people` with role, tile and pictures, a mother's `card`, the coach's `badge`."""
    leader, *others = PEOPLE
    coach, pictures = hire(leader, by=sheet)
    accounts.activate(coach, sheet)
    signed_in = accounts.sign_in_with_pictures(coach.id, pictures)
    told = [tell(leader, pictures)]
    card = cards.issue(Household.select().order_by(Household.id).get().id, name=MOTHER)
    mothers = []
    for person in others:
        staff, pictures = hire(person, by=signed_in)
        told.append(tell(person, pictures))
        start(staff, card.opened, by=signed_in)
        mothers += [staff.id] if person.role == Role.KEY_MOTHER else []
    register_neighbours(mothers)
    return {
        "people": told,
        "card": {"pictures": list(card.secret.pictures), "digits": card.secret.digits},
        "badge": accounts.give_badge(coach, signed_in),
    }


def hire(person: Person, *, by: SignedIn) -> tuple[Staff, tuple[str, ...]]:
    is_shown = person.role == Role.KEY_MOTHER
    staff = accounts.hire(
        person.name,
        role=person.role,
        tile=person.tile,
        language=person.languages[0],
        languages=list(person.languages),
        shown_name=person.name if is_shown else None,
        by=by,
    )
    pictures = secrets.new_pictures()
    accounts.give_pictures(staff, pictures, by)
    return staff, pictures


def start(staff: Staff, card: OpenCard, *, by: SignedIn) -> None:
    """Let her start; a key mother is trusted by the mother of the card first, and is here every day."""
    if staff.role != Role.KEY_MOTHER:
        accounts.activate(staff, by)
        return
    trust.confirm(staff, card)
    trust.approve(staff, by)
    with outbox.authored(by.staff.hex):
        for weekday in hours.DAYS:
            rota.write_day(staff.id, weekday, set(rota.stretches(set(hours.HOURS))))


def tell(person: Person, pictures: tuple[str, ...]) -> dict[str, Any]:
    return {"role": str(person.role), "tile": person.tile, "pictures": list(pictures)}

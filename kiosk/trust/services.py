"""The coach nominates, another mother trusts; only then somebody is a key mother, and either may take it back."""

from uuid import UUID

from kiosk.accounts.models import Staff
from kiosk.accounts.queries import everybody
from kiosk.accounts.services import activate
from kiosk.core import outbox, today
from kiosk.core.database import database
from kiosk.core.errors import ConflictError
from kiosk.core.ids import new_id
from kiosk.security import audit, signatures, vault
from kiosk.security.keyring import OpenCard, SignedIn
from kiosk.trust import queries
from kiosk.trust.models import Nomination, TrustLink
from kiosk.trust.queries import OpenLink, Point


def write_note(staff: Staff, point: Point, text: str, by: SignedIn) -> None:
    """Keep one of three notes for coach, deputies and the sheet alone; an empty text takes it out (SPEC A1)."""
    with outbox.authored(by.staff.hex):
        nomination = nomination_for(staff)
        sealed = None
        if text:
            readers = queries.readers_of_notes()
            sealed = vault.seal(text, recipients=readers, record=nomination.id, field=point.column)
        Nomination.update({point.column: sealed}).where(Nomination.id == nomination.id).execute()
        audit.note("wrote_note", staff=by.staff, kind="staff", subject=staff.id.hex)


def nomination_for(staff: Staff) -> Nomination:
    found = queries.nomination_of(staff.id)
    return found or Nomination.create(id=new_id(), staff=staff.id)


def approve(staff: Staff, by: SignedIn) -> None:
    """Let somebody start. Raises accounts.services.NotYetError while no other mother trusts her (SPEC A2)."""
    with outbox.authored(by.staff.hex):
        nomination = nomination_for(staff)
        Nomination.update(approved_at=today.present()).where(Nomination.id == nomination.id).execute()
        activate(staff, by)


def confirm(staff: Staff, card: OpenCard) -> TrustLink:
    """Let the mother whose card lies open say that she trusts somebody; said twice it is still one link.

    Who she is lies in an envelope for the two of them, the coach and the deputies. Raises ConflictError for somebody
    who works here no more.
    """
    if staff.status == "left":
        raise ConflictError
    with database.atomic("IMMEDIATE"):
        for one in queries.open_links(card.key, staff_id=staff.id):
            return one.link
        link = TrustLink(id=new_id(), staff=staff.id)
        link.mother_sealed = seal_link(link, staff, card.household, [signatures.public_of(card.key)])
        link.save(force_insert=True)
        return link


def seal_link(link: TrustLink, staff: Staff, household: UUID, cards: list[str]) -> str:
    readers = queries.readers_of_link(staff, cards)
    return vault.seal(household.hex, recipients=readers, record=link.id, field="mother_sealed")


def take_back(one: OpenLink) -> None:
    """Let the mother dissolve her link: nobody is told, and the row is gone at every kiosk after an exchange."""
    with database.atomic("IMMEDIATE"):
        one.link.delete_instance()


def let_go(one: OpenLink, by: SignedIn) -> None:
    """Let the key mother dissolve a link from her side; the mother is not told."""
    with outbox.authored(by.staff.hex):
        one.link.delete_instance()
        audit.note("dissolved_trust", staff=by.staff, kind="trust_link", subject=one.link.id.hex)


def keep_readable(by: SignedIn) -> None:
    """Seal anew what `by` can open and its readers cannot, or can no more: keys and cards change, and people go."""
    with outbox.authored(by.staff.hex):
        people = {one.id: one for one in everybody()}
        for one in queries.open_links(by.own):
            if one.link.staff in people:
                keep_link_readable(one, people[one.link.staff], by)
        for nomination in Nomination.select():
            for point in Point:
                keep_note_readable(nomination, point, by)


def keep_link_readable(one: OpenLink, staff: Staff, by: SignedIn) -> None:
    cards = queries.cards_of(one.household)
    readers = queries.readers_of_link(staff, cards)
    if is_sealed_to(one.link.mother_sealed, readers, or_more=not cards):
        return
    if cards:
        sealed = seal_link(one.link, staff, one.household, cards)
    else:
        # Her card may still be on its way here: what it opens it goes on opening.
        sealed = vault.reseal(
            one.link.mother_sealed, by.own, record=one.link.id, field="mother_sealed", recipients=readers
        )
    TrustLink.update(mother_sealed=sealed).where(TrustLink.id == one.link.id).execute()


def keep_note_readable(nomination: Nomination, point: Point, by: SignedIn) -> None:
    readers = queries.readers_of_notes()
    note = queries.note(nomination, point, by.own)
    if note.text and not is_sealed_to(getattr(nomination, point.column), readers):
        sealed = vault.seal(note.text, recipients=readers, record=nomination.id, field=point.column)
        Nomination.update({point.column: sealed}).where(Nomination.id == nomination.id).execute()


def is_sealed_to(envelope: str, readers: list[str], *, or_more: bool = False) -> bool:
    """Say whether an envelope is for exactly these public keys, or for these and others."""
    wanted = {vault.key_id(vault.decode(public)).hex() for public in readers}
    found = set(vault.recipients_of(envelope))
    return wanted <= found if or_more else wanted == found

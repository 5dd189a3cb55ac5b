"""What she touches, scans and types leads her in, and from page to page."""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from uuid import UUID

from flask import g, redirect, url_for
from werkzeug.wrappers import Response

from kiosk.accounts import queries, services
from kiosk.accounts.models import Staff
from kiosk.core.errors import InvalidInputError, NotAllowedError, StalePageError
from kiosk.core.languages import BY_CODE
from kiosk.screen.frame import address_of, current_visit, offered_languages
from kiosk.screen.pictures import Practice
from kiosk.screen.visits import Visit, current_visits
from kiosk.security import secrets
from kiosk.security.keyring import SignedIn
from kiosk.security.permissions import Permission, Role, may

# For so long it counts that she touched her pictures again: less than a screen stays open that nobody touches.
PROOF_SECONDS = 100.0
# What somebody may be made here; the recovery sheet is nobody.
ROLES = tuple(role for role in Role if role != Role.SHEET)


def come_in(signed_in: SignedIn) -> Response:
    """Lead her to her desk in her language; who was asked again in her own visit comes back to her page."""
    visit = current_visit()
    before = visit.signed_in
    if before is None or before.staff != signed_in.staff:
        begin_anew(signed_in)
        person = queries.staff(signed_in.staff)
        return redirect(url_for("desk.index", lang=language_of(person)), 303)
    visit.signed_in, visit.draft["proved_at"] = signed_in, time.monotonic()
    before.forget()
    where = visit.draft.pop("back_to", "")
    return redirect(address_of(where) if where else url_for("desk.index"), 303)


def begin_anew(signed_in: SignedIn) -> None:
    """Go on in a visit whose address nobody knew before she was let in; the one before is forgotten."""
    visits, before = current_visits(), current_visit()
    g.visit = visits.begin(is_large=before.is_large)
    g.visit.signed_in = signed_in
    visits.end(before.token)


def language_of(person: Staff) -> str:
    """Return her language where this kiosk offers it, else the one of the page."""
    codes = [language.code for language in offered_languages()]
    return str(person.language if person.language in codes else g.language.code)


def begin_practice(staff: Staff) -> Response:
    """Draw new pictures for somebody, and let her learn them in her language before they are kept."""
    current_visit().draft["practice"] = Practice(staff.id, secrets.new_pictures())
    return redirect(url_for("accounts.learn", lang=language_of(staff)), 303)


def giver(visit: Visit, staff_id: UUID) -> SignedIn:
    """Return who gives pictures, if she may when they are kept: to herself, to her staff, the sheet to who leads."""
    by = visit.signed_in
    role = queries.role_of(by.staff) if by else None
    if by is None or role is None:
        raise NotAllowedError
    is_lead = queries.staff(staff_id).role in queries.LEADING
    if by.staff == staff_id or may(role, Permission.KEEP_STAFF) or (role == Role.SHEET and is_lead):
        return by
    raise NotAllowedError


def after_practice(visit: Visit, staff: Staff) -> Response:
    """Lead back to whoever gave the pictures; the recovery sheet has nothing else to do here."""
    by = visit.signed_in
    if by is None or by.role == Role.SHEET:
        current_visits().end(visit.token)
        g.visit = current_visits().begin(is_large=visit.is_large)
        return redirect(url_for("accounts.index", kept=1), 303)
    if by.staff == staff.id:
        return redirect(url_for("accounts_desk.pictures", kept=1), 303)
    back = language_of(queries.staff(by.staff))
    return redirect(url_for("accounts_desk.detail", staff_id=staff.id, lang=back, kept=1), 303)


def require_sheet(visit: Visit) -> None:
    """Raise NotAllowedError unless the recovery sheet was opened in this visit."""
    by = visit.signed_in
    if by is None or by.is_forgotten or by.role != Role.SHEET:
        raise NotAllowedError


@dataclass(slots=True)
class Newcomer:
    """What was said so far of somebody who will work here."""

    name: str = field(default="", repr=False)
    tile: str = ""
    role: str = Role.KEY_MOTHER
    language: str = ""
    languages: list[str] = field(default_factory=list)
    is_shown: bool = False

    @property
    def is_whole(self) -> bool:
        return bool(self.name and self.tile and self.language)

    def tell(self, form: Mapping[str, str]) -> None:
        """Take one touch. Raises InvalidInputError for what stands on no page."""
        if "picture" in form:
            self.tile = one_of(form["picture"], queries.free_tiles())
        if "role" in form:
            self.role = one_of(form["role"], ROLES)
        if "language" in form:
            self.language = one_of(form["language"], [each.code for each in offered_languages()])
            self.languages = list(dict.fromkeys([*self.languages, self.language]))
        if "spoken" in form:
            code = one_of(form["spoken"], BY_CODE)
            others = [each for each in self.languages if each != code]
            self.languages = others if len(others) < len(self.languages) else [*others, code]
        if "shown" in form:
            self.is_shown = form["shown"] == "1"


def hire(said: Newcomer, by: SignedIn) -> Staff:
    """Hire her. A key mother waits until another mother trusts her; everybody else starts at once."""
    if not said.is_whole:
        raise InvalidInputError
    languages, shown = said.languages, said.name if said.is_shown else None
    hire = partial(services.hire, said.name, role=Role(said.role), tile=said.tile, shown_name=shown, by=by)
    person = hire(language=said.language, languages=languages)
    if person.role != Role.KEY_MOTHER:
        services.activate(person, by)
    return person


def one_of(touched: str, offered: Iterable[str]) -> str:
    """Return what was touched. Raises InvalidInputError when it was not offered."""
    if touched not in offered:
        raise InvalidInputError
    return touched


def done(staff_id: UUID, deed: str, *given: Any) -> Response:
    """Do something about somebody and lead back to her page, where what could not be done is told."""
    person, refused = queries.staff(staff_id), None
    try:
        getattr(services, deed)(person, *given)
    except services.NotYetError:
        refused = "untrusted"
    except queries.LastCoachError:
        refused = "last"
    return redirect(url_for("accounts_desk.detail", staff_id=staff_id, refused=refused), 303)


def is_proved(visit: Visit) -> bool:
    """Say whether she showed just now, in this visit, that it is still she."""
    proved_at: float = visit.draft.get("proved_at", -PROOF_SECONDS)
    return time.monotonic() - proved_at < PROOF_SECONDS


def require_proof(visit: Visit) -> None:
    """Raise NotAllowedError unless she showed that it is still she; it holds for once."""
    if not is_proved(visit):
        raise NotAllowedError
    del visit.draft["proved_at"]


def make_badge(staff: Staff, by: SignedIn) -> Response:
    current_visit().draft["badge"] = (staff.id, services.give_badge(staff, by))
    return redirect(url_for("accounts_desk.badge"), 303)


def found_badge(visit: Visit) -> tuple[UUID, str]:
    """Return whose badge was just made, and its text. Raises StalePageError once it was left."""
    found: tuple[UUID, str] | None = visit.draft.get("badge")
    if found is None:
        raise StalePageError
    return found

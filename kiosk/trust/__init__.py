"""Nominations, and who trusts whom."""

from flask import Flask

from kiosk.accounts import services as accounts
from kiosk.accounts.models import Staff
from kiosk.security import keyring
from kiosk.security.keyring import SignedIn
from kiosk.trust import desk, models, queries, services, views


def init_app(app: Flask) -> None:
    app.register_blueprint(views.bp)
    app.register_blueprint(desk.bp)
    watch()


def watch() -> None:
    """Ask for a trust link before somebody starts, and keep links readable while keys change; once a process."""
    if queries.is_trusted not in accounts.may_activate:
        accounts.may_activate.append(queries.is_trusted)
        accounts.after_new_key.append(give_new_key)
        keyring.after_sign_in.append(services.keep_readable)


def give_new_key(_staff: Staff, by: SignedIn) -> None:
    services.keep_readable(by)


__all__ = ["init_app", "models"]

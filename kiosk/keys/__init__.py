"""The centre's key: given on when it changes, and everything sealed anew."""

from flask import Flask

from kiosk.accounts import services as accounts
from kiosk.core.record import after_pull
from kiosk.keys import models, services
from kiosk.security import audit, keyring
from kiosk.security.keyring import SignedIn


def init_app(_app: Flask) -> None:
    """Change the key when somebody is taken out, adopt a newer one that came, and go on sealing; once a process."""
    if services.adopt_after_pull not in after_pull:
        after_pull.append(services.adopt_after_pull)
        after_pull.append(audit.remember_heads)
        accounts.after_removal.append(services.rotate)
        keyring.after_sign_in.append(begin_sealing)


def begin_sealing(keys: SignedIn) -> None:
    services.begin_sealing(keys)


__all__ = ["init_app", "models"]

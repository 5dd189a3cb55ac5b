"""The centres of the network, and the one this kiosk stands in."""

from flask import Flask

from kiosk.centres import models


def init_app(_app: Flask) -> None:
    """Nothing to show yet: a centre is founded by command, and its name stands on other pages."""


__all__ = ["init_app", "models"]

"""What is kept, for how long, and how it is forgotten."""

from flask import Flask

from kiosk.core import erasure, nightly
from kiosk.retention.services import forget_what_hung_on, keep_lives


def init_app(_app: Flask) -> None:
    if keep_lives not in nightly.tasks:
        nightly.tasks.append(keep_lives)
    if forget_what_hung_on not in erasure.after_erasure:
        erasure.after_erasure.append(forget_what_hung_on)

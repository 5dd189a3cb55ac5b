"""Whom the kiosk believes to be central: whoever the public authorities vouch for, or one private authority instead."""

from dataclasses import dataclass


@dataclass
class Trust:
    """`ca_file` is the path of a private authority's certificate (PEM); '' for the public ones of the machine."""

    ca_file: str = ""


# One for the process: the worker, the commands and the first day at the screen speak with the same central.
trust = Trust()

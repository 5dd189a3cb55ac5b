"""The central server: where the centres of the network meet, and where nobody can read what is sealed."""

from sync.central.application import create_app, prepare
from sync.central.server import create_server

__all__ = ["create_app", "create_server", "prepare"]

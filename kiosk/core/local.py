"""What a machine keeps for itself: rows that are never captured and never travel."""

from peewee import Model

from kiosk.core.database import database


class LocalModel(Model):
    """Base of every table of this machine alone."""

    class Meta:
        database = database
        legacy_table_names = False


def local_models() -> list[type[LocalModel]]:
    """Return every such model of the parts that are loaded, by name."""
    return sorted(LocalModel.__subclasses__(), key=lambda model: model.__name__)

"""What all tables of central have in common."""

from peewee import Model

from sync.central.database import database


class Table(Model):
    class Meta:
        database = database
        legacy_table_names = False

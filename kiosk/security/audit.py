"""Who did what, when, on which machine, without a word of content: lines that only ever follow one another."""

from peewee import BigIntegerField, IntegerField, TextField

from kiosk.core.record import Record


class AuditLine(Record):
    """One deed. `digest` is SHA-256 over the line and the `previous` digest of its machine: a missing line shows.

    `number` counts up per machine; `staff` is an opaque id, "" for the machine itself; `subject` names the record.
    """

    machine = TextField()
    number = IntegerField()
    wrote_at = BigIntegerField()
    staff = TextField(default="")
    action = TextField()
    kind_of_subject = TextField(default="")
    subject = TextField(default="")
    previous = TextField()
    digest = TextField()

    class Meta:
        indexes = ((("machine", "number"), False),)

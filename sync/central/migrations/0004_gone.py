"""Of records only those that went are looked for by when they did. This step has run: it is never changed again."""

from typing import Any


def up(_migrator: Any, db: Any) -> None:
    db.execute_sql("DROP INDEX record_feed_gone_at")
    db.execute_sql("CREATE INDEX record_feed_gone_at ON record (feed, gone_at) WHERE gone_at > 0")

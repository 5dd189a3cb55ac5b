"""A page of activities in forty lines of Flask, peewee and waitress, with one kept connection per thread."""

import logging
import sys
from typing import Any

# peewee loads the driver of central's database wherever it is installed; on a kiosk it is not, so it is not counted.
not_to_be_had: Any = None
sys.modules["psycopg"] = not_to_be_had

import waitress  # noqa: E402
from flask import Flask, render_template_string  # noqa: E402
from peewee import IntegerField, Model, SqliteDatabase, TextField  # noqa: E402

PRAGMAS = {"journal_mode": "wal", "synchronous": "full"}
CARD = """<h2><a href="/{{ one.id }}">{{ one.title }}</a></h2><p>{{ one.day }} {{ one.hours }}</p>
<p>{{ one.places }} places, {{ one.price }} euro</p>"""
LIST = f"<!doctype html><title>Activities</title>{{% for one in activities %}}{CARD}{{% endfor %}}"
DETAIL = f"<!doctype html><title>Activity</title>{CARD}<p>{{{{ one.about }}}}</p>"
app, database = Flask(__name__), SqliteDatabase(None, autoconnect=False)


class Activity(Model):
    title, day, hours, about = TextField(), TextField(index=True), TextField(), TextField()
    places, price = IntegerField(), IntegerField()

    class Meta:
        database = database


@app.before_request
def connect() -> None:
    database.connect(reuse_if_open=True)


@app.get("/")
def index() -> str:
    return render_template_string(LIST, activities=Activity.select().order_by(Activity.day))


@app.get("/<int:number>")
def detail(number: int) -> str:
    return render_template_string(DETAIL, one=Activity.get_by_id(number))


if __name__ == "__main__":
    database.init(sys.argv[1], pragmas=PRAGMAS)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    waitress.serve(app, host="127.0.0.1", port=int(sys.argv[2]), threads=4, ident=None, _quiet=True)

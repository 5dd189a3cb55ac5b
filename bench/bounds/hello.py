"""The least a page can be: a word from Flask on waitress, set up as central is."""

import logging
import sys

import waitress
from flask import Flask

app = Flask(__name__)


@app.route("/", methods=["GET", "POST"])
def index() -> str:
    return "hello"


if __name__ == "__main__":
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    waitress.serve(
        app,
        host="127.0.0.1",
        port=int(sys.argv[1]),
        threads=4,
        ident=None,
        asyncore_use_poll=True,
        connection_limit=1_000,
        _quiet=True,
    )

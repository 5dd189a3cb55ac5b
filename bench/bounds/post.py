"""The plain server: what is posted is written in one transaction, what is new since is sent back, in forty lines."""

import logging
import sys
from typing import Any

import waitress
from flask import Flask, Response, request

from bench.bounds import rows

app = Flask(__name__)
store = rows.open_store(sys.argv[1])


@app.post("/")
def exchange() -> Response:
    posted: dict[str, Any] = rows.unpack(request.get_data())
    if posted["rows"]:
        rows.write(store, posted["rows"])
    answer = {"rows": rows.read(store, since=posted["since"])} if posted["since"] is not None else {}
    return Response(rows.pack(answer), mimetype="application/json", headers={"Content-Encoding": "gzip"})


if __name__ == "__main__":
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    waitress.serve(app, host="127.0.0.1", port=int(sys.argv[2]), threads=1, ident=None, _quiet=True)

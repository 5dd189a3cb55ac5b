"""An operator's browser: it fills in the console's forms and sends their token along."""

import re

from flask.testing import FlaskClient
from werkzeug.test import TestResponse


def token(response: TestResponse) -> str:
    """Return the token of the page's form."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', response.text)
    assert found
    return found[1]


def sign_in(client: FlaskClient, password: str, name: str = "amal") -> TestResponse:
    form = {"name": name, "password": password, "csrf_token": token(client.get("/sign-in"))}
    return client.post("/sign-in", data=form)

"""At the console an operator hands in what a courier brought, and gets the answer to take back."""

from tempfile import TemporaryFile
from typing import Any

from flask import Blueprint, current_app, render_template, request, send_file, session
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from sync.bundle import BundleError, CutBundleError, NotABundleError
from sync.central import courier
from sync.central.courier import Carried
from sync.central.errors import RevokedError, UnknownTokenError, UnservedError

bp = Blueprint("central_courier", __name__, url_prefix="/courier")


@bp.get("/")
def index() -> ResponseReturnValue:
    """Ask for a bundle; tell of the one that was answered last."""
    return render_template("central_courier/index.html", last=session.get("carried"))


@bp.post("/")
def answer() -> ResponseReturnValue:
    """Answer a bundle with a file: whose it was and what was in it is told on the page when it is opened again."""
    upload = request.files.get("bundle")
    if upload is None or not upload.filename:
        return refused(_("Choose the file that the kiosk has put on the stick. Its name ends in .up."))
    # On the disk, where it outgrows memory; all of it is sealed.
    reading: Any = upload.stream
    writing: Any = TemporaryFile()  # noqa: SIM115  closed with the response
    try:
        carried = courier.answer(reading, writing, current_app.config["SETTINGS"].data)
    except (BundleError, UnservedError) as error:
        writing.close()
        return refused(reason(error))
    session["carried"] = figures(carried)
    writing.seek(0)
    response = send_file(
        writing,
        mimetype="application/octet-stream",
        as_attachment=True,
        download_name=carried.file_name,
        max_age=None,
    )
    response.call_on_close(writing.close)
    return response


def figures(carried: Carried) -> dict[str, object]:
    return {
        "name": carried.name,
        "changes": carried.changes,
        "refused": carried.refused,
        "records": carried.records,
        "has_more": carried.has_more,
        "problem": carried.problem,
    }


def refused(message: str) -> ResponseReturnValue:
    return render_template("central_courier/index.html", message=message), 400


def reason(error: Exception) -> str:
    """Say why a bundle was not taken, and what to do."""
    words: dict[type[Exception], str] = {
        NotABundleError: _(
            "This file is no bundle of a kiosk, or one of a newer version. Nothing was taken."
        ),
        CutBundleError: _("This file is not whole. Copy it from the stick once more. Nothing was taken."),
        RevokedError: _("This kiosk was taken out of the network. Nothing was taken."),
        UnknownTokenError: _("No kiosk of this network has made this file. Nothing was taken."),
    }
    damaged = _("This file is damaged, or was made by somebody else than its kiosk. Nothing was taken.")
    return words.get(type(error), str(damaged))

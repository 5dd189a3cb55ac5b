"""What one learns in a training: six modules on one page, one module on the next."""

from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from kiosk.core.errors import InvalidInputError, NotFoundError
from kiosk.core.text import Text
from kiosk.screen.frame import current_visit, page_number, visitor_pages
from kiosk.trainings import queries
from kiosk.trainings.models import Motive

bp = visitor_pages("trainings", __name__, "/trainings")


@bp.get("/<uuid:training_id>")
def detail(training_id: UUID) -> str:
    """Show one module at a time, with what one can do afterwards; arrows lead to the next."""
    training = queries.training(training_id)
    modules = queries.modules_of(training_id)
    if training is None or not modules:
        raise NotFoundError
    number = page_number(request.args.get("module", ""), len(modules))
    module = modules[number - 1]
    competences = [Text.load(text) for text in module.competences]
    return render_template(
        "trainings/detail.html",
        training=training,
        module=module,
        competences=competences,
        number=number,
        count=len(modules),
        date=request.args.get("date", type=UUID),
    )


@bp.get("/for/<uuid:occurrence_id>/motive")
def motive(occurrence_id: UUID) -> str:
    """Ask in pictures why she comes; the third and last step of applying for a training (SPEC C1)."""
    return render_template(
        "trainings/motive.html", occurrence_id=occurrence_id, motives=list(Motive)[:-1], untold=Motive.UNTOLD
    )


@bp.post("/for/<uuid:occurrence_id>/motive")
def tell(occurrence_id: UUID) -> Response:
    """Take the touched picture, or that she would rather not say. Raises InvalidInputError for anything else."""
    told = request.form.get("motive", "")
    if told not in set(Motive):
        raise InvalidInputError
    current_visit().motive = told
    return redirect(url_for("registration.check", occurrence_id=occurrence_id), 303)

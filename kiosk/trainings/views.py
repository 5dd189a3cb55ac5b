"""What one learns in a training: six modules on one page, one module on the next."""

from uuid import UUID

from flask import render_template, request

from kiosk.core.errors import NotFoundError
from kiosk.core.text import Text
from kiosk.screen.frame import page_number, visitor_pages
from kiosk.trainings import queries

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

"""The modules of a training, in order."""

from uuid import UUID

from kiosk.trainings.models import Module, Training


def training(training_id: UUID) -> Training | None:
    found: Training | None = Training.get_or_none(Training.id == training_id)
    return found


def modules_of(training_id: UUID) -> list[Module]:
    modules = Module.select().order_by(Module.position)
    return [module for module in modules if training_id.hex in module.trainings]

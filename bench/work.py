"""What is done in a centre in a day (NUMBERS.md): families register, places are seen to, activities are planned."""

from bench import stock
from kiosk.activities.models import Occurrence, Series
from kiosk.centres.models import Centre
from kiosk.core.ids import new_id
from kiosk.registration.models import Household, Registration, RegistrationStatus
from kiosk.sample import loader

FAMILIES, SEEN_TO, PLANNED = 50, 30, 5


def work_a_day() -> None:
    """Do it at the attached kiosk, each deed written by itself as at the screen."""
    series = Series.select().order_by(Series.id).get()
    date = Occurrence.get(Occurrence.series == series.id)
    public = Centre.get().public_key
    for name in [new_id() for _family in range(FAMILIES)]:
        Household.create(**stock.household(name, public))
        Registration.create(**stock.registration(name, series, date))
    for one in Registration.select().limit(SEEN_TO):
        one.status = RegistrationStatus.CANCELLED
        one.save(only=[Registration.status])
    for number, words in enumerate(loader.read("activities/pendrecht")[:PLANNED]):
        stock.publish(words, 40 + number)

"""A draft can be published once everything is said, its first date is to come, and every point is ticked."""

from kiosk.activities.models import Activity, Series
from kiosk.core.today import now_here
from kiosk.planning.models import Plan
from kiosk.planning.queries import unsaid

# The points that somebody ticks before she publishes, and why a flagged word may stand (SPEC E10).
POINTS = ("not_judging", "strengths", "familiar", "plain")
REASONS = ("quoted", "name", "meant_well")


def unready(activity: Activity, series: Series) -> str:
    """Return the first question whose answer keeps it from being published, "" when nothing does."""
    if left := unsaid(activity, series):
        return left[0]
    dates = Plan.load(series.rule).dates()
    if not dates:
        return "dates"
    if dates[0][0] <= now_here():
        return "day"
    return "" if set(POINTS) <= set(activity.checked or []) else "check"

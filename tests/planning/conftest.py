"""Amal plans, and what she planned is here to be looked at."""

from tests.planners import begin, planned, published

__all__ = ["begin", "planned", "published"]

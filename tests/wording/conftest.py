"""Colleagues at the desk, as for the neighbours."""

from tests.vouching.conftest import Hired, amal, centre_key, hire, leyla

__all__ = ["Hired", "amal", "centre_key", "hire", "leyla"]

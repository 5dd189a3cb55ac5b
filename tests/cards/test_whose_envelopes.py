"""A card opens what was sealed for it, in its own place, and nothing else that lies in the database."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from kiosk.cards.services import SEALED
from kiosk.core.ids import new_id
from kiosk.security import vault
from kiosk.security.keyring import OpenCard

fields = some.sampled_from(SEALED)


@settings(max_examples=60, deadline=None)
@given(
    content=some.text(max_size=200),
    field=fields,
    elsewhere=fields,
    is_hers=some.booleans(),
    is_moved=some.booleans(),
)
def test_it_opens_her_own_fields_where_they_belong(
    content: str, field: str, elsewhere: str, *, is_hers: bool, is_moved: bool
) -> None:
    private, public = vault.new_key()
    _centre, centre = vault.new_key()
    _other, other = vault.new_key()
    hers, another = new_id(), new_id()
    opened = OpenCard(new_id(), hers, private)
    envelope = vault.seal(
        content, recipients=[centre, public if is_hers else other], record=hers, field=field
    )
    record = another if is_moved else hers

    if is_hers and not is_moved and field == elsewhere:
        assert opened.open(envelope, record=record, field=elsewhere) == content
    else:
        with pytest.raises(vault.CannotOpenError):
            opened.open(envelope, record=record, field=elsewhere)

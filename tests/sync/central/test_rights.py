"""A kiosk writes only what its centre owns, or answers what was sent to it: every kind against every wrong writer."""

import pytest

import kiosk.app  # noqa: F401  loads every feature, and with it every kind that travels
from kiosk.core.ids import new_id
from kiosk.core.record import Record as Model
from kiosk.core.record import SharedRecord, kinds
from sync.central import rights
from sync.central.tables import Record
from sync.merge import RETOLD_AT
from sync.protocol import Verdict
from tests.sync.town import Kiosk, Town

A_RECORD = "0" * 31 + "a"
# As a kiosk tells a record whole that central has lost.
RETOLD = {"base": 9, "stood": 9, "at": RETOLD_AT}
# Kinds of the tests themselves are declared beside the features.
KINDS = {kind: model for kind, model in kinds().items() if model.__module__.startswith("kiosk.")}


def names(model: type[Model]) -> set[str]:
    return {field.name for field in model.replicated_fields()}


def identity(kind: str, kiosk: Kiosk) -> str:
    """Return the id of a record of this kind: a centre's own record has that of the centre."""
    return kiosk.centre if kind == "centre" else A_RECORD


def put(kiosk: Kiosk, kind: str, *, audience: str = "centre", to: str = "") -> str:
    """Let a record of this kind stand that the kiosk's centre made; a conflict is brought back. Return its id."""
    name = identity(kind, kiosk)
    whole = {"about": new_id().hex, "about_kind": "need", "field": "topic", "value": 1}
    fields = whole if kind == "conflict" else {"status": "new"}
    again = RETOLD if kind == "conflict" else {}
    verdict = kiosk.write(name, kind=kind, audience=audience, to=to, fields=fields, **again)
    assert (verdict.verdict, verdict.reason) == (Verdict.ACCEPTED, "")
    return name


def stored() -> list[tuple[object, ...]]:
    return sorted(Record.select(Record.feed, Record.id, Record.fields, Record.is_erased).tuples())


def test_the_table_names_every_kind_that_travels_and_no_other() -> None:
    assert rights.RIGHTS.keys() == KINDS.keys()


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_table_says_what_the_model_says(kind: str) -> None:
    right, fields = rights.RIGHTS[kind], names(KINDS[kind])

    assert right.audiences == (rights.OPEN if issubclass(KINDS[kind], SharedRecord) else rights.PRIVATE)
    assert right.is_addressed == ("recipient" in fields)
    assert bool(right.answers) == right.is_addressed
    assert right.answers | set(right.belongs_to) | (right.settled_by or set()) | right.whole <= fields
    assert right.centre in fields | {"", rights.ITSELF}


@pytest.mark.parametrize("kind", sorted(rights.RIGHTS))
@pytest.mark.parametrize("audience", ["centre", "area"])
def test_nobody_writes_what_another_centre_owns(town: Town, kind: str, audience: str) -> None:
    if audience not in rights.RIGHTS[kind].audiences:
        assert town.home.write(identity(kind, town.home), kind=kind, audience=audience).reason == "not_shared"
        return
    name = put(town.home, kind, audience=audience)
    before = stored()

    for writer in (town.neighbour, town.stranger, town.office):
        for given in ({"fields": {"status": "theirs"}}, {"fields": {}, "erased": True}):
            verdict = writer.write(name, kind=kind, audience=audience, base=99, **given)
            # Where nothing of ours is read, a name of ours is only a name.
            reads_it = audience == "area" and writer is town.neighbour
            assert not reads_it or verdict.reason == "not_owner"

    mine = {town.home.caller.own_feed, "area:NL-RTM"} if audience == "area" else {town.home.caller.own_feed}
    assert [row for row in stored() if row[0] in mine] == [row for row in before if row[0] in mine]


@pytest.mark.parametrize("kind", sorted(rights.RIGHTS))
def test_only_some_kinds_are_sent_and_the_other_centre_changes_its_answers_only(
    town: Town, kind: str
) -> None:
    right, name = rights.RIGHTS[kind], identity(kind, town.home)
    if not right.is_addressed:
        verdict = town.home.write(name, kind=kind, base=9, to=town.stranger.centre)
        assert (verdict.verdict, verdict.reason) == (Verdict.REFUSED, "not_addressed")
        assert town.stranger.read() == {}
        return
    put(town.home, kind, to=town.stranger.centre)

    for field in names(KINDS[kind]) - right.answers:
        verdict = town.stranger.write(name, kind=kind, base=1, to=town.stranger.centre, fields={field: "x"})
        assert (verdict.verdict, verdict.reason) == (Verdict.REFUSED, "not_owner")
    for field in sorted(right.answers):
        verdict = town.stranger.write(name, kind=kind, base=99, to=town.stranger.centre, fields={field: "x"})
        assert verdict.verdict is Verdict.ACCEPTED
    assert town.stranger.write(name, kind=kind, erased=True, fields={}).reason == "not_owner"


@pytest.mark.parametrize("kind", sorted(kind for kind, right in rights.RIGHTS.items() if right.centre))
@pytest.mark.parametrize("is_new", [True, False])
def test_nobody_speaks_in_the_name_of_another_centre(town: Town, kind: str, is_new: bool) -> None:
    field = rights.RIGHTS[kind].centre
    if field == rights.ITSELF:
        verdict = town.home.write(town.neighbour.centre, kind=kind)
    else:
        if not is_new:
            put(town.home, kind)
        assert town.home.write(A_RECORD, kind=kind, fields={field: town.home.centre}).reason == ""
        verdict = town.home.write(A_RECORD, kind=kind, fields={field: town.neighbour.centre})

    assert (verdict.verdict, verdict.reason) == (Verdict.REFUSED, "other_centre")


@pytest.mark.parametrize("kind", sorted(kind for kind, right in rights.RIGHTS.items() if right.belongs_to))
def test_nobody_hangs_a_record_under_one_of_another_centre(town: Town, kind: str) -> None:
    (field,) = rights.RIGHTS[kind].belongs_to
    whole = {"about_kind": "need", "field": "topic", "value": 1}
    ours = put(town.home, "activity", audience="area")

    refused = town.neighbour.write(kind=kind, fields=whole | {field: ours}, **RETOLD)
    taken = town.home.write(kind=kind, fields=whole | {field: ours}, **RETOLD)
    early = town.home.write(kind=kind, fields=whole | {field: new_id().hex}, **RETOLD)

    assert (refused.verdict, refused.reason) == (Verdict.REFUSED, "not_owner")
    assert (taken.verdict, early.verdict) == (Verdict.ACCEPTED, Verdict.ACCEPTED)


def test_nobody_moves_a_record_under_one_of_another_centre_later(town: Town) -> None:
    theirs = town.neighbour.change(kind="activity", audience="area")
    town.neighbour.send(theirs)
    series = town.home.change(kind="series", audience="area", fields={"activity": new_id().hex})
    town.home.send(series)

    verdict = town.home.write(series.id, kind="series", audience="area", fields={"activity": theirs.id})

    assert verdict.reason == "not_owner"


def test_a_record_tells_the_place_where_it_stands(town: Town) -> None:
    """A kiosk takes a record out of its tables by the audience that the record tells."""
    other = town.stranger.centre
    for wrong in (
        {"kind": "activity", "audience": "area", "fields": {"audience": "network"}},
        {"kind": "registration", "fields": {"recipient": other}},
        {"kind": "registration", "to": other, "fields": {"recipient": town.neighbour.centre}},
    ):
        assert town.home.write(**wrong).reason == "bad_place"  # type: ignore[arg-type]


def test_a_kind_of_a_newer_kiosk_stands_where_its_writers_records_stand(town: Town) -> None:
    town.home.write(A_RECORD, kind="lease", audience="area", fields={"seats": 3})

    assert town.neighbour.read() == {A_RECORD: {"seats": 3}}
    assert town.neighbour.write(A_RECORD, kind="lease", audience="area").reason == "not_owner"
    assert town.home.write(kind="lease", to=town.stranger.centre).verdict is Verdict.HELD
    assert town.stranger.read() == {}

"""A record that nobody has heard of goes a short way, on which nothing else is decided than on the long one."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync.central import rights
from sync.central.audience import Caller, centre_feed
from sync.central.draft import Draft, Found
from sync.central.forgotten import Forgotten
from sync.central.judging import Judge
from sync.central.prints import fingerprint
from sync.central.sent import sealed
from sync.central.ways import Way, Ways
from sync.protocol import Change, Judgement
from tests.sync.town import Town

CENTRES = HERE, THERE = "1" * 32, "2" * 32
NEW, OTHER, FORGOTTEN = "a" * 32, "b" * 32, "c" * 32
NOW = 1_800_000_000_000
office_or_not = st.booleans().map(
    lambda is_office: Caller("f" * 32, HERE, "NL-RTM", is_office, epoch="e" * 32)
)
fields = st.fixed_dictionaries(
    {},
    optional={
        "title": st.sampled_from(["Sewing", "Singing"]),
        "status": st.just("new"),
        "centre": st.sampled_from([*CENTRES, "", None]),
        "audience": st.sampled_from(["centre", "area", "network"]),
        "recipient": st.sampled_from([*CENTRES, None]),
        "about": st.sampled_from([NEW, OTHER, FORGOTTEN, 7]),
        "settled_at": st.just(1),
        "@": st.just(1),
    },
)
plain = st.builds(
    Change,
    n=st.just(0),
    id=st.sampled_from([NEW, OTHER, FORGOTTEN]),
    kind=st.sampled_from(["household", "registration", "quilt"]),
    fields=fields,
    at=st.just(NOW),
    to=st.sampled_from(["", THERE]),
)
odd = st.builds(
    Change,
    n=st.just(0),
    id=st.sampled_from([NEW, OTHER, FORGOTTEN, HERE, "no id"]),
    kind=st.sampled_from([*rights.RIGHTS, "quilt", "no kind"]),
    fields=fields,
    at=st.sampled_from([1, 1_000, 2 * NOW]),
    base=st.sampled_from([0, 0, 0, 3, -1]),
    trusted=st.booleans(),
    audience=st.sampled_from(["centre", "centre", "area", "network", "moon"]),
    to=st.sampled_from(["", "", *CENTRES, "9" * 32, "nobody"]),
    erased=st.sampled_from([False, False, False, True]),
    stood=st.sampled_from([0, 0, 0, 3]),
)


class LongWays(Ways):
    """Ways on which everything is asked of every change."""

    def look(self, change: Change) -> Way:
        return super().look(change)._replace(is_free=False)


def judged(caller: Caller, ways: Ways, said: list[Change]) -> tuple[list[Judgement], dict[str, Any]]:
    """Return the verdicts on a batch, and all that it makes of the records it is about."""
    changes = [sealed(one) for one in said]
    found = Found(caller, [])
    found.forgotten = Forgotten(frozenset({FORGOTTEN}), {caller.own_feed: 2})
    feeds = {*ways.feeds(changes), *caller.feeds, *map(centre_feed, CENTRES)}
    draft = Draft(caller, found, dict.fromkeys(feeds, 4), NOW)
    # The one part of a draft that chance gives.
    draft.name = "draft"
    judge = Judge(caller, draft, ways)
    verdicts = [judge.judge(one, fingerprint(one).size) for one in changes]
    return verdicts, {name: value for name, value in vars(draft).items() if name not in {"caller", "found"}}


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(office_or_not, st.lists(plain | odd, min_size=1, max_size=6))
def test_the_short_way_leads_to_where_the_long_one_does(
    town: Town, caller: Caller, said: list[Change]
) -> None:
    short, long = Ways(caller, set(CENTRES)), LongWays(caller, set(CENTRES))

    verdicts, draft = judged(caller, short, said)

    assert (verdicts, draft) == judged(caller, long, said)
    assert list(draft["changed"]) == list(judged(caller, long, said)[1]["changed"])


def test_what_a_kiosk_mostly_brings_goes_the_short_way() -> None:
    caller = Caller("f" * 32, HERE, "NL-RTM", is_office=False)
    ways = Ways(caller, {THERE})

    def is_free(kind: str, **given: Any) -> bool:
        return ways.of(Change(1, NEW, kind, {}, at=NOW, **given)).is_free

    assert is_free("household")
    assert is_free("registration", to=THERE)
    assert is_free("activity", audience="area")
    # What belongs to something, goes to somebody unknown or is central's own is asked for more.
    assert not is_free("occurrence")
    assert not is_free("conflict")
    assert not is_free("registration", to="9" * 32)
    assert not is_free("household", audience="area")
    assert not is_free("activity", audience="network")

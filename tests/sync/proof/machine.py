"""What happens to a network once in a while: cards put back and copied, kiosks taken out, years, sticks, upgrades."""

from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.sync.proof import cards, quiet
from tests.sync.proof.daily import DAY, Daily, place, plug, who
from tests.sync.proof.late import take_in
from tests.sync.proof.whereabouts import closed, departed, lasting, standing

MOST_KIOSKS = 6


class Network(Daily):
    """Everything that can happen."""

    @rule(who=who)
    def copy_card(self, who: int) -> None:
        self.count()
        cards.copy(self.town, self.book, self.kiosk(who))

    @rule(who=who, is_whole=st.booleans())
    def put_back_card(self, who: int, is_whole: bool) -> None:
        """Put an old copy back: of the whole folder, or of the database alone, beside a witness that knows better."""
        self.count()
        cards.put_back(self.town, self.book, self.kiosk(who), whole=is_whole)

    @property
    def copy(self) -> Path:
        """Where the copy of central is."""
        return cards.copy_of(self.town, "central")

    @precondition(lambda self: not self.url)
    @rule()
    def copy_central(self) -> None:
        self.count()
        self.town.central.copy_to(self.copy)

    @precondition(lambda self: not self.url)
    @rule(is_whole=st.booleans())
    def put_back_central(self, is_whole: bool) -> None:
        self.count()
        if self.copy.exists():
            quiet.nothing_vanished(self.town, self.book)
            self.town.central.put_back(self.copy, whole=is_whole)
            # A copy may be older than history is kept.
            self.book.keep_known(lasting(self.town, self.book.gone()))
            self.book.standing = standing(self.town, self.book.owners)

    @rule()
    def let_a_year_pass(self) -> None:
        """Go on until nobody remembers what was erased now, nor what was followed by something else."""
        self.count()
        quiet.nothing_vanished(self.town, self.book)
        self.book.keep(lasting(self.town))
        self.book.forgotten |= closed(self.town.central)
        self.book.left |= departed(self.town.central)
        if self.copy.exists():
            # What central loses of erasures with a copy is told again by who erased, from a memory of 400 days.
            self.book.forget_erasures()
        # No call over a line is on its way for a year; a stick may be, and stays where it is.
        self.town.line.limbo.clear()
        self.town.hours.go_on(401 * DAY)

    @rule(who=who)
    def upgrade(self, who: int) -> None:
        self.count()
        self.kiosk(who).upgrade()

    @rule(who=who, plug=plug)
    def put_on_stick(self, who: int, plug: int | None) -> None:
        self.count()
        self.town.stick.put_on(self.kiosk(who), plug)

    @rule(statements=plug)
    def bring_stick(self, statements: int | None) -> None:
        self.count()
        self.town.stick.bring_to(self.town.central, statements)

    @rule(who=who, plug=plug)
    def take_in_stick(self, who: int, plug: int | None) -> None:
        self.count()
        take_in(self.town, self.book, self.kiosk(who), plug)

    @rule(who=who, after=st.integers(0, 900), away=st.booleans())
    def use_stick_at_once(self, who: int, after: int, away: bool) -> None:
        """Put something on the stick or take it in, at the caretaker's page, while the worker exchanges."""
        self.count()
        kiosk = self.kiosk(who)
        if away:
            kiosk.at_once(lambda: self.town.stick.put_on(kiosk, None), after)
        else:
            kiosk.at_once(lambda: take_in(self.town, self.book, kiosk, None), after)

    @rule(place=place, is_old=st.booleans())
    def spoil_stick(self, place: int, is_old: bool) -> None:
        self.count()
        spoil = self.town.stick.bring_back if is_old else self.town.stick.cut
        spoil(place)

    @rule(who=who)
    def clone(self, who: int) -> None:
        self.count()
        if len(self.town.kiosks) < MOST_KIOSKS:
            self.town.clone(self.kiosk(who))

    @rule(who=who)
    def revoke(self, who: int) -> None:
        self.count()
        self.town.revoke(self.kiosk(who))

    @rule(who=who)
    def rejoin(self, who: int) -> None:
        self.count()
        self.town.rejoin(self.kiosk(who))

"""What stopped an exchange is one word to the program; to the person at the machine it is a sentence that helps."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

NETWORK = _("Central does not answer. Look at the network cable or the wireless; nothing is lost meanwhile.")
RESTORE = _(
    "This kiosk and central remember different things, as after a restored copy. Ask whoever runs central."
)
AGAIN = _("Central does not serve now. Try again in a while; nothing is lost meanwhile.")
BUSY = _("This machine is busy. Try once more; nothing is lost.")

SENTENCES: dict[str, LazyString] = {
    "not_enrolled": _(
        "This kiosk is not enrolled yet; get a code from central's console and run: run.py enrol."
    ),
    "other_centre": _("The code is for another centre than the one this kiosk belongs to."),
    "unknown_code": _(
        "Central does not know this code, or it is used or older than 15 minutes; ask for a new one."
    ),
    "too_many_tries": _("Too many wrong codes were tried; wait a minute."),
    "insecure": _("The address of central must begin with https:// unless central is on this machine."),
    "unreadable": _("Something else than central answers at its address."),
    "line": NETWORK,
    "no_line": NETWORK,
    "slow": NETWORK,
    "clock": _("The clock of this kiosk is wrong, so it cannot tell whether this is central. Set the clock."),
    "untrusted": _(
        "Nobody whom this kiosk believes vouches for central's certificate. Ask whoever runs central."
    ),
    "unreachable": AGAIN,
    "unavailable": AGAIN,
    "too_many": AGAIN,
    "compared_lately": AGAIN,
    "revoked": _("Central has taken this kiosk out of the network. Ask whoever runs central."),
    "unknown_token": _("Central does not know this kiosk any more. Ask whoever runs central."),
    "other_replica": _("Central knows this kiosk under another name. Ask whoever runs central."),
    "unproven": _("Central did not believe that this kiosk asked for a new key. Ask whoever runs central."),
    "protocol": _("This kiosk and central are too many versions apart; bring the older one up to date."),
    "stick_full": _("The stick is full. Make room on it or take another one; nothing is lost."),
    "stick_read_only": _("Nothing can be written on this stick. Take another one; nothing is lost."),
    "stick_gone": _("The stick is not there any more. Put it in once more; nothing is lost."),
    "no_courier_key": _(
        "This kiosk does not know the keys of central yet; they come with the next exchange over a line."
    ),
    "no_bundle": _("There is no answer of central on this stick."),
    "foreign_bundle": _("The answer on this stick is for another kiosk."),
    "old_bundle": _("This kiosk knows all of that answer already; nothing was changed."),
    "cut_bundle": _("The answer on the stick is not whole; copy it once more. Nothing was changed."),
    "forged_bundle": _("The answer on the stick is damaged or is not from our central. Nothing was changed."),
    "begun_anew": _("This kiosk or central was put back from an earlier copy. Carry the stick once more."),
    "disk_full": _("The disk of this machine is full. Make room on it; nothing is lost."),
    # Of a copy of everything, for which somebody put a stick in.
    "no_sheet": _("Nothing could open a copy: this centre has no recovery sheet. Make one first."),
    "copy_damaged": _("What was written on the stick is not what was meant. Take another stick."),
    "database": BUSY,
    "stale": BUSY,
    "gap": RESTORE,
    "restored": RESTORE,
    "number_reused": RESTORE,
}


def sentence(word: str) -> str:
    """Return the sentence for the word of a problem, in the language of the page; English where there is none."""
    known = SENTENCES.get(word)
    return str(known or _("Central and this kiosk do not understand each other (%(word)s).", word=word))

"""What stopped an exchange is one word to the program; to the person at the machine it is a sentence that helps."""

NETWORK = "Central does not answer. Look at the network cable or the wireless; nothing is lost meanwhile."
RESTORE = (
    "This kiosk and central remember different things, as after a restored copy. Ask whoever runs central."
)
AGAIN = "Central does not serve now. Try again in a while; nothing is lost meanwhile."

SENTENCES = {
    "not_enrolled": "This kiosk is not enrolled yet; get a code from central's console and run: run.py enrol.",
    "already_enrolled": "This kiosk is enrolled already and has exchanged; it keeps its place.",
    "other_centre": "The code is for another centre than the one this kiosk belongs to.",
    "unknown_code": "Central does not know this code, or it is used or older than 15 minutes; ask for a new one.",
    "too_many_tries": "Too many wrong codes were tried; wait a minute.",
    "insecure": "The address of central must begin with https:// unless central is on this machine.",
    "unreadable": "Something else than central answers at its address.",
    "line": NETWORK,
    "no_line": NETWORK,
    "slow": NETWORK,
    "unreachable": AGAIN,
    "unavailable": AGAIN,
    "too_many": AGAIN,
    "revoked": "Central has taken this kiosk out of the network. Ask whoever runs central.",
    "unknown_token": "Central does not know this kiosk any more. Ask whoever runs central.",
    "other_replica": "Central knows this kiosk under another name. Ask whoever runs central.",
    "protocol": "This kiosk and central are too many versions apart; bring the older one up to date.",
    "gap": RESTORE,
    "restored": RESTORE,
    "number_reused": RESTORE,
}


def sentence(word: str) -> str:
    """Return the sentence for the word of a problem, the word itself where nobody wrote one."""
    return SENTENCES.get(word, f"Central and this kiosk do not understand each other ({word}).")

"""A board of letters is data: alphabetical, twelve across, the letters of the language within reach (SCREENS 3.4)."""

import msgspec

LATIN = tuple("abcdefghijklmnopqrstuvwxyz")
ARABIC = tuple("اأإآبتثجحخدذرزسشصضطظعغفقكلمنهةوؤيىئء")


class Board(msgspec.Struct, frozen=True):
    """Up to 36 letters in three rows of twelve. `script` is what the switch key shows, `direction` the letters'.

    `language` is whose capitals begin a word; without one no letter changes. `groups` parts what is typed by hyphens,
    so many letters each; `longest` counts letters and hyphens.
    """

    name: str
    letters: tuple[str, ...]
    script: str
    direction: str = "ltr"
    language: str = "nl"
    longest: int = 100
    groups: int = 0
    is_spaced: bool = True


def latin(code: str, accents: str) -> Board:
    return Board(code, (*LATIN, *accents), "ABC", language=code)


# Each language's own letters follow the alphabet, then what names here are written with besides.
BOARDS = {
    board.name: board
    for board in (
        latin("nl", "éëïöüáèê'-"),
        latin("en", "éáíóúñçø'-"),
        latin("es", "áéíñóúüç'-"),
        latin("pt", "áâãàçéêíóõ"),
        latin("hu", "áéíóöőúüű-"),
        latin("ro", "ăâîșțéáó'-"),
        latin("tr", "çğıöşüâîû-"),
        Board("ar", ARABIC, "عربي", "rtl", "ar"),
        # Every other letter that Latin names in our languages need, behind the switch of the Latin boards.
        Board("accents", tuple("àáâãäåăąçćčéèêëęěğıíïłñńóôöőõøșşśțţúüűž"[:36]), "ÀÇŞ"),
    )
}

# What is copied and not spoken has no switch, no space and no capitals of its own. The letters of a code are those of
# the recovery sheet (`kiosk.security.recovery.ALPHABET`), which nobody confuses; every code of central is made of them.
CODE = Board(
    "code", tuple("ABCDEFGHJKLMNPQRSTUVWXYZ23456789"), "", language="", longest=60, groups=4, is_spaced=False
)
DIGITS = Board("digits", tuple("1234567890"), "", language="", longest=30, is_spaced=False)
PHONE = Board("phone", tuple("1234567890+"), "", language="", longest=30)
AREA = Board(
    "area", tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ-123456789"), "", language="", longest=12, is_spaced=False
)
ADDRESS = Board(
    "address",
    tuple("abcdefghijklmnopqrstuvwxyz1234567890.:/-"),
    "",
    language="",
    longest=200,
    is_spaced=False,
)


def board_for(code: str, chosen: str = "") -> Board:
    """Return the board to show: the one that was switched to, else the language's own."""
    return BOARDS.get(chosen) or BOARDS.get(code) or BOARDS["nl"]


def other_board(code: str, shown: Board) -> Board:
    """Return where the switch key leads: own script and Latin for Arabic, letters and accents for Latin."""
    own = board_for(code)
    if shown != own:
        return own
    return BOARDS["nl"] if own.direction == "rtl" else BOARDS["accents"]


def type_letter(text: str, letter: str, board: Board) -> str:
    """Return the text with one more letter; the first of a word is a capital, in Turkish i becomes İ."""
    starts_word = not text or text[-1] in " -'"
    if starts_word and board.direction == "ltr" and board.language:
        letter = {"i": "İ"}.get(letter, letter.upper()) if board.language == "tr" else letter.upper()
    return grouped(text + letter, board)


def grouped(text: str, board: Board) -> str:
    """Return what was typed in the groups of the board, as a sheet shows a code; other boards change nothing."""
    if not board.groups:
        return text
    letters = text.replace("-", "")
    return "-".join(letters[start : start + board.groups] for start in range(0, len(letters), board.groups))

"""A language has its own name, direction, way of writing a day, and letters; nothing else is asked of it."""

import msgspec


class Language(msgspec.Struct, frozen=True):
    """One language. `locale` is Babel's name, `day` its long date without year (SCREENS 3.1)."""

    code: str
    endonym: str
    locale: str
    day: str
    direction: str = "ltr"
    is_shipped: bool = False

    @property
    def is_right_to_left(self) -> bool:
        return self.direction == "rtl"


# All twenty of SCREENS 3.1 are known by name, because activities say which languages are spoken there;
# those that are shipped have a complete catalogue and a tile on the picker.
KNOWN = (
    Language("nl", "Nederlands", "nl", "EEEE d MMMM", is_shipped=True),
    Language("en", "English", "en_GB", "EEEE d MMMM", is_shipped=True),
    Language("ar", "العربية", "ar", "EEEE، d MMMM", "rtl", is_shipped=True),
    Language("tr", "Türkçe", "tr", "d MMMM EEEE", is_shipped=True),
    Language("pl", "Polski", "pl", "EEEE, d MMMM"),
    Language("uk", "Українська", "uk", "EEEE, d MMMM"),
    Language("ru", "Русский", "ru", "EEEE, d MMMM"),
    Language("bg", "Български", "bg", "EEEE, d MMMM"),
    Language("ro", "Română", "ro", "EEEE, d MMMM", is_shipped=True),
    Language("hu", "Magyar", "hu", "MMMM d., EEEE", is_shipped=True),
    Language("es", "Español", "es", "EEEE, d 'de' MMMM", is_shipped=True),
    Language("pt", "Português", "pt_PT", "EEEE, d 'de' MMMM", is_shipped=True),
    Language("fr", "Français", "fr", "EEEE d MMMM"),
    Language("pap", "Papiamentu", "pap", "EEEE d MMMM"),
    Language("fa", "فارسی / دری", "fa", "EEEE d MMMM", "rtl"),
    Language("ur", "اردو", "ur", "EEEE، d MMMM", "rtl"),
    Language("ku", "Kurdî", "ku", "EEEE, d'ê' MMMM'ê'"),
    Language("so", "Soomaali", "so", "EEEE, d MMMM"),
    Language("ti", "ትግርኛ", "ti", "EEEE፣ d MMMM"),
    Language("zh", "中文", "zh_Hans", "M月d日EEEE"),
)
BY_CODE = {language.code: language for language in KNOWN}
SHIPPED = {language.code: language for language in KNOWN if language.is_shipped}
# Where a sentence or a text is missing, people of the neighbourhood are most likely to find help with Dutch.
FALLBACK = "nl"


def chosen(codes: str) -> list[Language]:
    """Return the languages of a comma-separated setting, in its order. Raises ValueError for one not shipped."""
    names = [code.strip() for code in codes.split(",") if code.strip()]
    unknown = [name for name in names if name not in SHIPPED]
    if unknown or not names:
        raise ValueError(
            f"no catalogue for {', '.join(unknown) or 'any language'}; shipped: {', '.join(SHIPPED)}"
        )
    return [SHIPPED[name] for name in dict.fromkeys(names)]

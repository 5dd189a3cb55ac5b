"""A wheel carries its words compiled: a kiosk may run from a folder that nobody can write to."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class TranslationsHook(BuildHookInterface):  # type: ignore[type-arg]  the configuration is hatchling's own
    """Writes each `messages.mo` beside its `messages.po`; the wheel takes the whole folder."""

    PLUGIN_NAME = "translations"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        for source in sorted(Path(self.root, "translations").glob("*/LC_MESSAGES/messages.po")):
            with source.open("rb") as words:
                catalogue = read_po(words, locale=source.parent.parent.name)
            with source.with_suffix(".mo").open("wb") as compiled:
                write_mo(compiled, catalogue)

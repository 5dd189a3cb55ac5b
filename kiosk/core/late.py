"""A kiosk is open at once: what its first page does not need is made when asked for, or kept from the last start."""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from flask import Flask
from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket
from werkzeug.routing import Rule

# Beside our own compiled code: whoever may write here may change what runs anyway.
COMPILED = Path(__file__).parent / "__pycache__"


def init_app(app: Flask) -> None:
    """Call it before anything is registered."""
    app.url_rule_class = LateRule
    if not sys.dont_write_bytecode and COMPILED.is_dir() and os.access(COMPILED, os.W_OK):
        app.jinja_options = {**app.jinja_options, "bytecode_cache": CompiledTemplates(str(COMPILED))}


class LateRule(Rule):
    """A rule that compiles how its address is written when one is written; most addresses are not, on most days.

    There are hundreds: each holds two methods meanwhile, and nothing of its own.
    """

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        return LateRule.write_all if append_unknown else LateRule.write

    def write(self, /, **values: Any) -> tuple[str, str]:
        self._build = super()._compile_builder(append_unknown=False).__get__(self, None)
        return self._build(**values)

    def write_all(self, /, **values: Any) -> tuple[str, str]:
        """Write it with what has no place in it behind a question mark."""
        self._build_unknown = super()._compile_builder(append_unknown=True).__get__(self, None)
        return self._build_unknown(**values)


class CompiledTemplates(FileSystemBytecodeCache):
    """Templates as they were compiled at an earlier start; a full disk is no reason not to show a page."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)

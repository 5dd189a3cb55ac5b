"""Central listens here: one waitress server, with TLS of its own or behind a proxy that ends it."""

import ctypes
import logging
from typing import Any

from waitress.adjustments import Adjustments

from kiosk.core.settings import Settings
from sync.central.admission import AT_WORK, Admission
from sync.central.application import create_app
from sync.central.channel import Server
from sync.central.tls import Certificate, SecureServer
from sync.protocol import MAX_BODY_BYTES

CONNECTIONS = 1_000
# Asked for at once, a large call wakes this thread up three times, not fourteen.
RECEIVE_BYTES = 64 * 1024
M_ARENA_MAX = -8  # mallopt(3)
TRUSTED_HEADERS = {"x-forwarded-for", "x-forwarded-proto"}


def create_server(settings: Settings) -> Any:
    """Return a waitress server that listens on `settings.host` and `settings.port` (0: any free one).

    It has `run()`, `close()` and `effective_port`. Raises CertificateError when the certificate cannot be used.
    """
    share_one_heap()
    # A full queue is no news worth a line for each call.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    application = create_app(settings)
    admission: Admission = application.extensions["admission"]
    if not settings.certificate:
        return Server(application, admission, adjustments(settings))
    certificate = Certificate(settings.certificate, settings.key or settings.certificate)
    return SecureServer(application, admission, adjustments(settings), certificate=certificate)


def adjustments(settings: Settings) -> Adjustments:
    proxy = {"trusted_proxy": "127.0.0.1", "trusted_proxy_headers": TRUSTED_HEADERS}
    return Adjustments(
        host=settings.host,
        port=settings.port,
        threads=AT_WORK,
        ident=None,
        url_scheme="https" if settings.certificate else "http",
        # The application says no in words of its own; this stops what would not even listen.
        max_request_body_size=2 * MAX_BODY_BYTES,
        connection_limit=CONNECTIONS,
        recv_bytes=RECEIVE_BYTES,
        asyncore_use_poll=True,
        # Whoever goes away in the middle is no news either.
        log_socket_errors=False,
        clear_untrusted_proxy_headers=True,
        **(proxy if settings.behind_proxy else {}),
    )


def share_one_heap() -> None:
    """Let all threads take memory from one heap, where the C library can: they take turns in Python anyway.

    A heap for each thread keeps what its largest page needed, several megabytes for nothing.
    """
    tune = getattr(ctypes.CDLL(None), "mallopt", None)
    if tune:
        tune(M_ARENA_MAX, 1)

"""Central may end TLS itself: a channel of waitress that speaks it, and a certificate read anew when it changes."""

import logging
import os
import ssl
import time
from dataclasses import dataclass
from typing import Any

from sync.central.admission import Admission
from sync.central.channel import Channel, Server

# A TLS record carries no more (RFC 8446 5.1): whoever reads so much leaves nothing behind that no poll tells of.
RECORD_BYTES = 16 * 1024
log = logging.getLogger(__name__)


class CertificateError(ValueError):
    """The certificate or its key cannot be used."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """The files of a certificate with its chain, and of its private key (PEM)."""

    chain: str
    key: str

    def context(self) -> ssl.SSLContext:
        """Return what new connections are made with. Raises CertificateError naming what is wrong."""
        made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        made.minimum_version = ssl.TLSVersion.TLSv1_2
        self.load(made)
        return made

    def load(self, context: ssl.SSLContext) -> None:
        """Let new connections of the context use the files as they are now. Raises CertificateError."""
        try:
            context.load_cert_chain(self.chain, self.key, password=no_password)
        except (OSError, ValueError) as error:
            reason = getattr(error, "reason", None) or getattr(error, "strerror", None) or str(error)
            raise CertificateError(f"{self.chain} and {self.key} cannot be used: {reason}") from error

    def changed_at(self) -> tuple[int, ...]:
        """Return when the files were changed; nothing while one of them is away."""
        try:
            return tuple(os.stat(path).st_mtime_ns for path in (self.chain, self.key))  # noqa: PTH116  one call each
        except OSError:
            return ()


def no_password() -> str:
    """Refuse a key under a password: OpenSSL would ask for it at a terminal that a service does not have."""
    raise ValueError("the key is locked with a password")


class SecureChannel(Channel):
    """One connection under TLS. The handshake happens while reading; one that fails is closed without a word."""

    wants_write = False

    def __init__(self, server: Any, sock: ssl.SSLSocket, addr: Any, adj: Any, map: Any = None) -> None:  # noqa: A002
        super().__init__(server, sock, addr, adj, map)
        # A write that is cut is tried again with the same bytes; small ones show sooner that somebody reads.
        self.sendbuf_len = RECORD_BYTES

    def writable(self) -> bool:
        return bool(self.wants_write or super().writable())

    def handle_write(self) -> None:
        if self.wants_write:
            self.handle_read()
        if self.socket is not None:
            super().handle_write()

    def handle_read(self) -> None:
        """Read one record, or come one step further with the handshake."""
        self.wants_write = False
        try:
            data = self.socket.recv(RECORD_BYTES)
        except ssl.SSLWantReadError:
            return
        except ssl.SSLWantWriteError:
            self.wants_write = True
            return
        except OSError as error:
            log.debug("a line was closed: %s", type(error).__name__)
            data = b""
        if not data:
            self.handle_close()
            return
        # Only what was understood keeps a line open: the server's tidying ends a handshake that does not.
        self.last_activity = time.time()
        self.received(data)

    def send(self, data: bytes, do_close: bool = True) -> int:
        try:
            return int(super().send(data, do_close))
        except (ssl.SSLWantWriteError, ssl.SSLWantReadError):
            return 0


class SecureServer(Server):
    """A waitress server whose every connection is under TLS."""

    channel_class = SecureChannel

    def __init__(
        self, application: Any, admission: Admission, adjustments: Any, *, certificate: Certificate
    ) -> None:
        self.certificate = certificate
        self.context = certificate.context()
        self.loaded = certificate.changed_at()
        super().__init__(application, admission, adjustments)

    def accept(self) -> tuple[ssl.SSLSocket, Any] | None:
        """Take a connection; nothing of its handshake is waited for, so nobody keeps the others waiting."""
        taken = super().accept()
        if taken is None:
            return None
        connection, address = taken
        connection.setblocking(False)
        try:
            wrapped = self.context.wrap_socket(connection, server_side=True, do_handshake_on_connect=False)
        except OSError:
            # Gone again already.
            connection.close()
            return None
        return wrapped, address

    def maintenance(self, now: float) -> None:
        """Close what is silent (every half minute), and read a certificate that was renewed."""
        super().maintenance(now)
        changed = self.certificate.changed_at()
        if changed and changed != self.loaded:
            self.loaded = changed
            try:
                # Into a context of its own first: a pair that does not fit would leave the old one in halves.
                self.context = self.certificate.context()
            except CertificateError as error:
                log.error("the renewed certificate is left alone: %s", error)  # noqa: TRY400  a sentence, no trace

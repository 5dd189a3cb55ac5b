"""What an exchange costs on the line, counted by the kernel: whatever a library adds is in it."""

import socket
import struct

import msgspec

# struct tcp_info of Linux since 4.2: tcpi_bytes_acked and tcpi_bytes_received are two 64-bit counters at 120.
COUNTERS, COUNTERS_AT, TCP_INFO_BYTES = struct.Struct("=QQ"), 120, 136


class Cost(msgspec.Struct, frozen=True):
    """Seconds, bytes up and down (HTTP heads included), requests, and records that came."""

    seconds: float
    up: int
    down: int
    requests: int
    records: int = 0


def bytes_of(line: socket.socket) -> tuple[int, int]:
    """Return how many bytes were sent and acknowledged on a connection, and how many came."""
    info = line.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, TCP_INFO_BYTES)
    acknowledged, received = COUNTERS.unpack_from(info, COUNTERS_AT)
    return int(acknowledged), int(received)

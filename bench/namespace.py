"""Runs a program in a network of its own (Linux): one address, and a line whose other end is held by whoever asked."""

import array
import ctypes
import fcntl
import os
import socket
import struct
import sys

CLONE_NEWNET = 0x4000_0000
# if_tun.h and sockios.h: a device of packets without a head, its address, its mask, its size of a packet, and up.
TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x4004_54CA, 0x0001, 0x1000
SIOCGIFFLAGS, SIOCSIFFLAGS, SIOCSIFADDR, SIOCSIFNETMASK, IFF_UP = 0x8913, 0x8914, 0x8916, 0x891C, 1
NAME = "line0"


class NoNamespaceError(OSError):
    """Nobody may make networks here: only root may, and not in every container."""


def main() -> None:
    """`namespace.py FD ADDRESS WORDS…`: the line's other end is sent over the socket FD, then WORDS are run."""
    asked, address, words = int(sys.argv[1]), sys.argv[2], sys.argv[3:]
    enter()
    line = open_line(address)
    with socket.socket(fileno=asked) as whoever:
        socket.send_fds(whoever, [b"line"], [line])
    os.execvp(words[0], words)  # noqa: S606  what bench itself wants to run


def enter() -> None:
    """Leave the machine's network for an empty one. Raises NoNamespaceError."""
    if ctypes.CDLL(None, use_errno=True).unshare(CLONE_NEWNET):
        raise NoNamespaceError(ctypes.get_errno(), "no network of its own")


def open_line(address: str) -> int:
    """Make the one device of this network, with the address, and return the file of its packets."""
    line = os.open("/dev/net/tun", os.O_RDWR)
    fcntl.ioctl(line, TUNSETIFF, struct.pack("16sH22x", NAME.encode(), IFF_TUN | IFF_NO_PI))
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        for request, given in ((SIOCSIFADDR, address), (SIOCSIFNETMASK, "255.255.255.0")):
            place = struct.pack("HH4s8x", socket.AF_INET, 0, socket.inet_aton(given))
            fcntl.ioctl(asking, request, struct.pack("16s16s8x", NAME.encode(), place))
        for name in (NAME, "lo"):
            flags = array.array("B", struct.pack("16sH22x", name.encode(), 0))
            fcntl.ioctl(asking, SIOCGIFFLAGS, flags)
            up = struct.unpack_from("H", flags, 16)[0] | IFF_UP
            fcntl.ioctl(asking, SIOCSIFFLAGS, struct.pack("16sH22x", name.encode(), up))
    return line


if __name__ == "__main__":
    main()

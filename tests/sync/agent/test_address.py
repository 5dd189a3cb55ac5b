import pytest

from sync.agent.errors import (
    InsecureError,
)
from sync.agent.transport import Transport
from sync.protocol import Clock, ExchangeRequest

QUESTION = ExchangeRequest((1, 1), "a" * 32, "b" * 32, Clock(1, 2, "c" * 32), "0001", cursors={"network": 3})


@pytest.mark.parametrize(
    "address",
    [
        "http://central.example",
        "http://10.0.0.7:8090",
        "ftp://127.0.0.1",
        "central.example",
        "",
        "http://127.0.0.1.example",
    ],
)
def test_it_refuses_an_address_that_would_show_the_token(address: str) -> None:
    with pytest.raises(InsecureError):
        Transport(address, "told-once")


@pytest.mark.parametrize(
    ("address", "host", "port"),
    [
        ("https://central.example", "central.example", 443),
        ("https://central.example:8443/sub/", "central.example", 8443),
        ("http://127.0.0.1:8090", "127.0.0.1", 8090),
        ("http://[::1]:8090", "::1", 8090),
        ("http://localhost", "localhost", 80),
    ],
)
def test_it_opens_a_safe_address(address: str, host: str, port: int) -> None:
    transport = Transport(address)

    assert (transport.host, transport.port) == (host, port)

"""How a kiosk comes to have a token, and a new one every month: shapes only, no input and no output (DESIGN 4)."""

import msgspec


class EnrolRequest(msgspec.Struct, omit_defaults=True, frozen=True):
    """A one-time code traded for a token. `centre` is the id this kiosk gave its centre when set up offline, or ''."""

    code: str
    name: str
    public_key: str
    centre: str = ""


class EnrolAnswer(msgspec.Struct, omit_defaults=True, frozen=True):
    """Who this kiosk is from now on. `token` is told once; central keeps its hash only.

    `is_begun`: the centre has a kiosk already, so it was founded there and is joined, never founded again.
    `sealing_key`, `signing_key`: central's public keys (X25519, Ed25519; base64) for what travels by courier.
    """

    replica: str
    token: str
    centre: str
    centre_name: str
    area: str
    is_office: bool = False
    is_begun: bool = False
    sealing_key: str = ""
    signing_key: str = ""


class RotateRequest(msgspec.Struct, frozen=True):
    """`POST /v1/rotate`: a new token, and a new key of the machine, asked for with the old ones.

    `proof` is the old key's Ed25519 signature (base64) of `parents-point rotate 1`, replica id and new key, parted by
    line feeds.
    """

    public_key: str
    proof: str


class RotateAnswer(msgspec.Struct, omit_defaults=True, frozen=True):
    """The new token; the old one is good until the new one was used once. Central's keys as in EnrolAnswer."""

    token: str
    sealing_key: str = ""
    signing_key: str = ""

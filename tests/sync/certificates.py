"""A private authority of the tests, and the certificate it gave to this machine."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

DAY = timedelta(days=1)


@dataclass
class Papers:
    """The files of one certificate: whom to believe, the certificate, its key."""

    authority: Path
    certificate: Path
    key: Path


def issue(folder: Path, *, begins: timedelta = -DAY, ends: timedelta = DAY) -> Papers:
    """Write an authority and a certificate for 127.0.0.1, valid from and to so long after now."""
    folder.mkdir(parents=True, exist_ok=True)
    ca_key, own_key = (ec.generate_private_key(ec.SECP256R1()) for _key in range(2))
    ca_name = named("Test authority")
    # A certificate may not begin before its authority, so that one is much older.
    root = build(ca_name, ca_name, ca_key.public_key(), begins=-400 * DAY, ends=400 * DAY)
    root = root.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    usage = dict.fromkeys(KEY_USAGES, False) | {"key_cert_sign": True, "crl_sign": True}
    root = root.add_extension(x509.KeyUsage(**usage), critical=True)
    own = build(named("central"), ca_name, own_key.public_key(), begins=begins, ends=ends)
    addresses = [x509.IPAddress(ip_address("127.0.0.1"))]
    own = own.add_extension(x509.SubjectAlternativeName(addresses), critical=False)
    papers = Papers(folder / "authority.pem", folder / "central.pem", folder / "central-key.pem")
    papers.authority.write_bytes(pem(root.sign(ca_key, hashes.SHA256())))
    papers.certificate.write_bytes(pem(own.sign(ca_key, hashes.SHA256())))
    papers.key.write_bytes(
        own_key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return papers


KEY_USAGES = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)


def named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def build(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePublicKey,
    *,
    begins: timedelta,
    ends: timedelta,
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return x509.CertificateBuilder(
        issuer_name=issuer,
        subject_name=subject,
        public_key=key,
        serial_number=x509.random_serial_number(),
        not_valid_before=now + begins,
        not_valid_after=now + ends,
    )


def pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)

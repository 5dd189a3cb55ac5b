"""What a kiosk signs when it asks for a new token: it has the old key, it means this new one, and it is nobody else."""

FORM = "parents-point rotate 1"


def words(replica: str, public_key: str) -> bytes:
    """Return the words of `RotateRequest.proof`."""
    return f"{FORM}\n{replica}\n{public_key}".encode()

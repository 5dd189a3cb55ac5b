"""Why central does not serve a call, drawn as one family; each is told as a Problem (sync.protocol).

UnservedError
├── MalformedError           400  nobody can read this
├── UnknownTokenError        401  no kiosk has this token, no code is this one
├── InsecureError            403  plain HTTP from another machine
├── RevokedError             403  this kiosk was taken out
├── OtherReplicaError        403  the token belongs to another kiosk
├── UnprovenError            403  the old key did not sign for the new one
├── WrongMethodError         405  a call that is not posted
├── GapError                 409  numbers are missing before these
├── NumberReusedError        409  a number came back with other content
├── OtherCentreError         409  the code and the kiosk mean two centres
├── OversizeError            413  more than one call may carry
├── OtherProtocolError       426  one of us is too old
├── TooManyTriesError        429  too many wrong codes
├── TooOftenError            429  this kiosk calls without end
├── CrowdedError             503  too many are here; nothing was read
├── ComparedLatelyError      429  this feed was summed up for this kiosk a moment ago
├── UnreachableError         503  the database does not answer now
└── BrokenError              500  something that nobody foresaw
"""

from http import HTTPStatus

from sync.protocol import Problem


class UnservedError(Exception):
    """Base of what a call can be told; `word` is for the program, the message for a person."""

    status = HTTPStatus.BAD_REQUEST
    word = "malformed"
    retry_after_seconds = 0
    acknowledged = 0

    def problem(self) -> Problem:
        return Problem(self.word, str(self), self.retry_after_seconds, self.acknowledged)


class MalformedError(UnservedError):
    pass


class UnknownTokenError(UnservedError):
    status = HTTPStatus.UNAUTHORIZED
    word = "unknown_token"


class UnknownCodeError(UnservedError):
    status = HTTPStatus.UNAUTHORIZED
    word = "unknown_code"


class InsecureError(UnservedError):
    status = HTTPStatus.FORBIDDEN
    word = "insecure"


class RevokedError(UnservedError):
    status = HTTPStatus.FORBIDDEN
    word = "revoked"


class OtherReplicaError(UnservedError):
    status = HTTPStatus.FORBIDDEN
    word = "other_replica"


class UnprovenError(UnservedError):
    status = HTTPStatus.FORBIDDEN
    word = "unproven"


class WrongMethodError(UnservedError):
    status = HTTPStatus.METHOD_NOT_ALLOWED
    word = "wrong_method"


class GapError(UnservedError):
    status = HTTPStatus.CONFLICT
    word = "gap"

    def __init__(self, acknowledged: int) -> None:
        self.acknowledged = acknowledged
        super().__init__(f"the next number must be {acknowledged + 1}")


class NumberReusedError(UnservedError):
    status = HTTPStatus.CONFLICT
    word = "number_reused"

    def __init__(self, number: int) -> None:
        super().__init__(f"number {number} was used before for something else; this kiosk needs a new epoch")


class OtherCentreError(UnservedError):
    status = HTTPStatus.CONFLICT
    word = "other_centre"


class OversizeError(UnservedError):
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    word = "too_large"


class OtherProtocolError(UnservedError):
    status = HTTPStatus.UPGRADE_REQUIRED
    word = "protocol"


class TooManyTriesError(UnservedError):
    status = HTTPStatus.TOO_MANY_REQUESTS
    word = "too_many_tries"

    def __init__(self, retry_after_seconds: int) -> None:
        self.retry_after_seconds = retry_after_seconds
        super().__init__(f"too many wrong tries; wait {retry_after_seconds} seconds")


class ComparedLatelyError(UnservedError):
    status = HTTPStatus.TOO_MANY_REQUESTS
    word = "compared_lately"

    def __init__(self, retry_after_seconds: int) -> None:
        self.retry_after_seconds = retry_after_seconds
        super().__init__(f"this feed was summed up a moment ago; wait {retry_after_seconds} seconds")


class TooOftenError(UnservedError):
    status = HTTPStatus.TOO_MANY_REQUESTS
    word = "too_many"

    def __init__(self, retry_after_seconds: int) -> None:
        self.retry_after_seconds = retry_after_seconds
        super().__init__("this kiosk calls too often")


class CrowdedError(UnservedError):
    status = HTTPStatus.SERVICE_UNAVAILABLE
    word = "unavailable"

    def __init__(self, retry_after_seconds: int) -> None:
        self.retry_after_seconds = retry_after_seconds
        super().__init__("too many kiosks are here now; come back in a while")


class UnreachableError(UnservedError):
    status = HTTPStatus.SERVICE_UNAVAILABLE
    word = "unreachable"
    retry_after_seconds = 5


class BrokenError(UnservedError):
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    word = "broken"

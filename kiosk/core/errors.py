"""Everything that can go wrong for a person, drawn as one family.

KioskError                    something the person is told, in her language
├── NotFoundError             what she touched is not here (any more)
├── StalePageError            the page belongs to a visit that is over
├── InvalidInputError         what was entered cannot be used; says what to do
├── ConflictError             the world changed while she was choosing
├── NotAllowedError           her role does not do this, or nobody is signed in
└── NotReadyError             the machine is not set up yet
"""

from http import HTTPStatus


class KioskError(Exception):
    """Base of what a page can tell; `status` is the HTTP status of the page that tells it."""

    status = HTTPStatus.INTERNAL_SERVER_ERROR


class NotFoundError(KioskError):
    status = HTTPStatus.NOT_FOUND


class StalePageError(KioskError):
    status = HTTPStatus.GONE


class InvalidInputError(KioskError):
    status = HTTPStatus.BAD_REQUEST


class ConflictError(KioskError):
    status = HTTPStatus.CONFLICT


class NotAllowedError(KioskError):
    status = HTTPStatus.FORBIDDEN


class NotReadyError(KioskError):
    status = HTTPStatus.SERVICE_UNAVAILABLE

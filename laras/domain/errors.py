"""The ways a deed can be refused, raised deep and translated once at each door.

A message is an English template with named placeholders; `N_` marks it for the catalogues, the door fills in
`params` after translating. Nothing here knows about languages or HTTP.
"""

from __future__ import annotations


def N_(message: str) -> str:
    """Mark `message` for the translation catalogues and return it unchanged."""
    return message


class LarasError(ValueError):
    """A refusal with a sentence for the user.

    `message` is the English template, `params` its values, `field` the form field it belongs to ('' for none).
    """

    def __init__(self, message: str, *, field: str = "", **params: object) -> None:
        self.message = message
        self.params = params
        self.field = field
        super().__init__(message.format(**params) if params else message)


class BadInput(LarasError):
    """A value is out of range, of the wrong form, or contradicts another."""


class Incomplete(LarasError):
    """Something that must be there first is missing."""


class NotAllowed(LarasError):
    """This person may not do this."""


class NotConsented(LarasError):
    """The person concerned has not agreed to this use, or has withdrawn."""


class Closed(LarasError):
    """The thing is finished and takes no more changes."""


class Conflict(LarasError):
    """Somebody else changed it first, or it already exists."""


class NotFound(LarasError):
    """Named but not there, or not visible to this person."""


class Refused(LarasError):
    """A file or a row from outside cannot be taken in."""

"""An outlet: who published an article, or is cited by one."""

from __future__ import annotations

from clipbook.model.fields import CountryCode, Flag, LanguageTag, Line
from clipbook.model.record import Record
from clipbook.model.rights import Rights

NO_OUTLET = "Outlet not recorded"
"""What stands where an outlet would."""


class OutletEntry(Record):
    """What `outlets.yml` says under one key."""

    name: Line
    """The outlet's name as it writes it."""
    domains: tuple[Line, ...] = ()
    """Its registrable domains, such as `indianexpress.com`."""
    country: CountryCode | None = None
    """ISO 3166-1 alpha-2."""
    language: LanguageTag | None = None
    """The language it mostly publishes in."""
    owner: Line | None = None
    """Who owns it."""
    rights: Rights | None = None
    """How much of its texts may be shown, where an article says nothing."""
    watch: Flag = False
    """`true` where readers are to see that it has published nothing on a story."""


class Outlet(OutletEntry):
    """An outlet with its key, which is also its address in the site."""

    key: str

"""Events that people are told about; each has a label and a template ``templates/notifications/<event>.txt``."""

from dataclasses import dataclass

from portal.notifications.enums import Channel


@dataclass(frozen=True, slots=True)
class Event:
    """``channels``: how people are told, beside the webhook, which gets every message when it is configured."""

    key: str
    label: str
    channels: tuple[Channel, ...]

    @property
    def template_name(self) -> str:
        return f"notifications/{self.key}.txt"


_events: dict[str, Event] = {}


def register_event(key: str, *, label: str, channels: tuple[str, ...] = (Channel.INBOX, Channel.EMAIL)) -> None:
    """Name an event once; a second, different registration of one key is a programming error."""
    event = Event(key, label, tuple(Channel(channel) for channel in channels))
    if _events.setdefault(key, event) != event:
        raise ValueError(f"notification event {key} is registered twice differently")


def event_of(key: str) -> Event:
    """Raise ValueError for an event that nobody registered."""
    if key not in _events:
        raise ValueError(f"notification event {key} is not registered; register it in apps.py")
    return _events[key]


def events() -> list[Event]:
    return list(_events.values())


def event_label(key: str) -> str:
    """The Chinese label; an event of a removed feature keeps its key."""
    return _events[key].label if key in _events else key

"""Actions that may be audited, each with its Chinese label; apps register theirs when they start."""

_labels: dict[str, str] = {}


def register_action(key: str, label: str) -> None:
    """Name an action once; a second, different label for one key is a programming error."""
    if _labels.setdefault(key, label) != label:
        raise ValueError(f"audit action {key} is registered twice with different labels")


def action_label(key: str) -> str:
    """The Chinese label; an action of a removed feature keeps its key."""
    return _labels.get(key, key)


def is_registered(key: str) -> bool:
    return key in _labels

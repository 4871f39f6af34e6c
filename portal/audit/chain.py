"""How an entry is hashed: SHA-256 over canonical JSON of its content and the hash before it."""

import hashlib
import json
from datetime import UTC
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from portal.audit.models import AuditEntry

GENESIS = "0" * 64


def entry_hash(entry: "AuditEntry") -> str:
    """Return the 64 hex digits that seal the entry; every stored field but the hash itself takes part."""
    content = {
        "number": entry.number,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "action": entry.action,
        "actor_id": entry.actor_id,
        "actor_name": entry.actor_name,
        "target": [entry.target_type, entry.target_id, entry.target_label],
        "organization": entry.organization,
        "facts": entry.facts,
        "previous": entry.previous_hash,
    }
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()

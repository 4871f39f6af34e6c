"""The one door through which a document changes its state."""

from disclosure.models import Document
from disclosure.policies import require_action
from disclosure.workflow import Action, find_transition
from portal.accounts.models import User
from portal.common.exceptions import Conflict


def move(document: Document, action: Action, *, actor: User | None) -> Document:
    """Lock the row, check the table and the person, and return the locked row with its new state, not yet saved.

    Call it first inside the transaction of a service, which adds its own facts, saves and audits.
    """
    locked = Document.objects.select_for_update().get(pk=document.pk)
    row = find_transition(locked.status, action)
    if row is None:
        raise Conflict(f"文件“{locked}”目前是“{locked.get_status_display()}”，不能{action.label}。")
    require_action(actor, row, locked)
    locked.status = row.target
    return locked

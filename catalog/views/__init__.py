"""Pages of the catalog: for everybody, and for those who keep it."""

from catalog.views.desk import confirm, confirm_selected, desk, edit, history
from catalog.views.public import domain, domains, item

__all__ = ["confirm", "confirm_selected", "desk", "domain", "domains", "edit", "history", "item"]

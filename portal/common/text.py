"""Folding of what people type, so that equal things compare equal."""

import unicodedata


def fold_width(text: str) -> str:
    """Half-width signs for full-width ones, and no blanks: 「１１０ Ａ」 becomes "110A"."""
    return "".join(unicodedata.normalize("NFKC", text).split())

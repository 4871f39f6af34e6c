"""Reading modes kept in a cookie: large print for the elderly (长者版) and high contrast, alone or together."""

from dataclasses import dataclass

from django.http import HttpRequest

COOKIE = "reading_mode"
COOKIE_SECONDS = 365 * 24 * 3600
ELDER, CONTRAST, STANDARD = "elder", "contrast", "standard"
MODES = {STANDARD: frozenset(), ELDER: {ELDER}, CONTRAST: {CONTRAST}, "elder-contrast": {ELDER, CONTRAST}}


@dataclass(frozen=True, slots=True)
class Mode:
    """The current mode and the modes its two switches lead to."""

    is_elder: bool
    is_contrast: bool

    @property
    def tokens(self) -> str:
        """Value of ``data-mode`` on the root element, matched by the style sheets word by word."""
        return " ".join(word for word, on in ((ELDER, self.is_elder), (CONTRAST, self.is_contrast)) if on) or STANDARD

    @property
    def elder_target(self) -> str:
        return _name(elder=not self.is_elder, contrast=self.is_contrast)

    @property
    def contrast_target(self) -> str:
        return _name(elder=self.is_elder, contrast=not self.is_contrast)


def _name(*, elder: bool, contrast: bool) -> str:
    return "-".join(word for word, on in ((ELDER, elder), (CONTRAST, contrast)) if on) or STANDARD


def read_mode(request: HttpRequest) -> Mode:
    """The mode of the cookie; anything unknown is the standard one."""
    words = MODES.get(request.COOKIES.get(COOKIE, ""), frozenset())
    return Mode(is_elder=ELDER in words, is_contrast=CONTRAST in words)

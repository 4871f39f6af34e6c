"""The remedy paragraph (救济告知): never empty, or the time limits grow to a year.

行政复议法 arts 20, 23; 行政诉讼法 art 46; the scope of 复议前置 follows 法释〔2025〕8号 art 1.
"""

from applications.workflow.outcomes import RemedyClass

_FIRST = (
    "如对本答复{part}不服，应当先自收到本答复之日起60日内向{body}申请行政复议；"
    "对行政复议决定不服的，可以再依法向人民法院提起行政诉讼。"
)
_CHOICE = (
    "如对本答复{part}不服，可以自收到本答复之日起60日内向{body}申请行政复议，"
    "或者自收到本答复之日起6个月内向{court}提起行政诉讼。"
)


def remedy_paragraphs(classes: tuple[RemedyClass, ...], *, body: str, court: str) -> tuple[str, ...]:
    """Return one paragraph per class; with both, each says to which part of the answer it belongs."""
    if len(classes) == 1:
        template = _FIRST if classes[0] is RemedyClass.RECONSIDERATION_FIRST else _CHOICE
        return (template.format(part="", body=body, court=court),)
    return (
        _FIRST.format(part="中不予公开的部分", body=body, court=court),
        _CHOICE.format(part="中的其他部分", body=body, court=court),
    )

"""HTML to PDF with WeasyPrint, which needs Pango and a Chinese font from the system."""

from functools import lru_cache

from portal.common.exceptions import NotAvailable

INSTALL_HINT = "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-cjk"


@lru_cache(maxsize=1)
def pdf_problem() -> str | None:
    """Return why PDF files cannot be made on this machine, in Chinese, or None when they can."""
    try:
        import weasyprint  # noqa: F401, PLC0415  raises OSError where Pango is missing
    except OSError:
        return f"本机缺少生成PDF所需的系统组件（Pango），PDF功能已关闭。安装命令：{INSTALL_HINT}"
    return None


def _refuse(url: str) -> None:
    """Letters are self-contained; a fetched address would be a way to reach inner servers."""
    raise ValueError(f"PDF templates must not fetch {url}")


def render_pdf(html: str) -> bytes:
    """Return the PDF of a whole HTML page; raises NotAvailable where Pango is missing."""
    if problem := pdf_problem():
        raise NotAvailable(problem)
    from weasyprint import HTML  # noqa: PLC0415

    return HTML(string=html, url_fetcher=_refuse).write_pdf()

"""Set one and the same paper as PDF, Word document and web page, the way offices do."""

from __future__ import annotations

import io
from html import escape

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH

STYLE = """
@page { size: A4; margin: 37mm 26mm 35mm 28mm;
  @bottom-center { content: "— " counter(page) " —"; font-size: 14pt } }
body { font-family: "Noto Serif CJK SC"; font-size: 16pt; line-height: 28.9pt; margin: 0; }
p { margin: 0; text-indent: 2em; text-align: justify } p.head { text-align: center; text-indent: 0 }
p.mark { text-align: center; text-indent: 0; font-size: 30pt; line-height: 50pt; }
p.title { text-align: center; text-indent: 0; font-size: 22pt; line-height: 34pt; margin: 12pt 40pt }
p.flush { text-indent: 0 } p.sign { text-align: right; padding-right: 4em; text-indent: 0 }
table { border-collapse: collapse } td { border: 1pt solid black; padding: 2pt 6pt }
"""


def roles(text: str, expected: dict) -> list[tuple[str, str]]:
    """Every printed line with its place on the page: head, mark, title, flush, body, sign."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    placed: list[tuple[str, str]] = []
    in_head = expected["addressee"] is not None
    for line in lines:
        bare = line.replace(" ", "").replace("\u3000", "")
        if in_head and (line.endswith("：") or ("：" in line and expected["addressee"][:6] in bare[:12])):
            placed.append(("flush", line))
            in_head = False
        elif in_head and bare.endswith("文件"):
            placed.append(("mark", line))
        elif in_head:
            placed.append(("title" if bare and bare in expected["title"] else "head", line))
        elif bare == (expected["issuer"] or "") or (
            bare.endswith("日") and bare[:2] in ("20", "二〇") and len(bare) < 13
        ):
            placed.append(("sign", line))
        elif line.startswith("|"):
            placed.append(("row", line))
        else:
            placed.append(("body", line))
    return placed


def as_pdf(text: str, expected: dict) -> bytes:
    from weasyprint import HTML

    parts = []
    for role, line in roles(text, expected):
        parts.append(f'<p class="{role}">{escape(line)}</p>')
    return HTML(string=f"<html><head><style>{STYLE}</style></head><body>{''.join(parts)}</body></html>").write_pdf()


def as_docx(text: str, expected: dict) -> bytes:
    document = Document()
    for role, line in roles(text, expected):
        if role == "row":
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if set(line) <= set("|- "):
                continue
            table = (
                document.tables[-1]
                if document.tables and document.element.body[-2] is document.tables[-1]._tbl
                else None
            )
            row = (table.add_row() if table else document.add_table(1, len(cells)).rows[0]).cells
            for cell, value in zip(row, cells, strict=True):
                cell.text = value
            continue
        paragraph = document.add_paragraph(line)
        if role in ("head", "mark", "title"):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        elif role == "sign":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def as_html(text: str, expected: dict, *, encoding: str = "utf-8") -> bytes:
    """A page of a government site: meta tags, navigation, article, footer."""
    body = "".join(
        f"<p>{'&emsp;&emsp;' if role == 'body' else ''}{escape(line)}</p>"
        for role, line in roles(text, expected)
        if role != "row"
    )
    page = f"""<!DOCTYPE html><html><head><meta charset="{encoding}"><meta name="SiteName" content="云澜市人民政府">
<meta name="ArticleTitle" content="{escape(expected["title"])}"><meta name="PubDate" content="2026-10-01 08:00">
<title>{escape(expected["title"])}-云澜市人民政府门户网站</title><script>var a = "通知";</script></head><body>
<div class="header"><a href="/">首页</a><a href="/a">政务公开</a><a href="/b">政务服务</a><a href="/c">互动交流</a></div>
<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/x">政策文件</a></div>
<div class="main"><div class="info">发布时间：2026-10-01 08:00　来源：云澜市人民政府　浏览次数：<span>12</span>次</div>
<div class="TRS_Editor" id="zoom">{body}</div><div class="tools"><a>打印</a> <a>关闭</a></div></div>
<div class="footer">主办单位：云澜市人民政府办公室 网站标识码：0000000000 示ICP备00000000号</div></body></html>"""
    return page.encode(encoding)

"""Every format, and every file that is not what its name says."""

import io
import zipfile

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from disclosure.recognition import UnreadableFile, body_html, read_content, read_source, recognise
from disclosure.recognition.readers import legacy

NOTICE = "云澜市教育局文件\n云教发〔2026〕3号\n关于做好招生工作的通知\n各县（区）教育局：\n请按时完成招生工作。\n云澜市教育局\n2026年3月5日\n"


def docx_bytes(document):
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def zip_bytes(**entries):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in entries.items():
            package.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return buffer.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "空的"),
        (b"\xef\xbb\xbf \r\n", "空的"),
        (b"MZ\x90\x00\x03\x00" + b"\x00" * 200, "可执行程序"),
        (b"\x7fELF\x02\x01" + b"\x00" * 200, "可执行程序"),
        (b"Rar!\x1a\x07\x00", "RAR"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "图片"),
        (b"\xff\xd8\xff\xe0" + b"\x00" * 50, "图片"),
        (b"PK\x03\x04broken", "已损坏"),
        (b"%PDF-1.7\nbroken", "PDF 已损坏"),
        (zip_bytes(OFD_dot_xml="<ofd/>"), "OFD"),
        (zip_bytes(xl__workbook_dot_xml="<x/>"), "Excel"),
        (zip_bytes(notes="text"), "压缩包"),
        (zip_bytes(word__styles_dot_xml="<x/>"), "Word 文件已损坏"),
        (zip_bytes(word__document_dot_xml="not xml"), "损坏"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "打开密码"),
        (OLE + "Workbook".encode("utf-16-le"), "Excel"),
        (OLE, "另存为 .docx"),
        (bytes(range(256)) * 4, "文本"),
        (b"<html><head><title></title></head><body><script>var a=1</script></body></html>", "没有文字"),
    ],
)
def test_unreadable_file_gets_a_sentence(content, words):
    with pytest.raises(UnreadableFile) as caught:
        read_content(content)
    assert words in caught.value.message


def test_zip_bomb_is_refused_before_unpacking():
    with pytest.raises(UnreadableFile, match="解压后过大"):
        read_content(zip_bytes(word__document_dot_xml=b"0" * 60_000_000))


def test_password_protected_pdf():
    """The check of the (empty) password fails against these random entries, as it does with any real password."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[]/Count 0>>",
        b"<</Filter/Standard/V 1/R 2/P -4/O<" + b"AB" * 32 + b">/U<" + b"CD" * 32 + b">>>",
    ]
    content, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer<</Size 4/Root 1 0 R/Encrypt 3 0 R/ID[<00><00>]>>\nstartxref\n%d\n%%%%EOF" % len(content)
    with pytest.raises(UnreadableFile, match="打开密码"):
        read_content(content + b"xref\n0 4\n0000000000 65535 f \n" + table + trailer)


def test_pdf_without_text_layer_is_flagged():
    import pypdfium2

    document = pypdfium2.PdfDocument.new()
    document.new_page(595, 842)
    buffer = io.BytesIO()
    document.save(buffer)
    source = read_content(buffer.getvalue())
    assert source.lines == ()
    assert "没有文本层" in recognise(source).problems[0]


def test_missing_file(tmp_path):
    with pytest.raises(UnreadableFile, match="找不到文件"):
        read_source(tmp_path / "无.txt")


def test_extension_is_not_believed(tmp_path):
    path = tmp_path / "通知.doc"
    path.write_bytes(b"<html><body><p>" + "</p><p>".join(NOTICE.split("\n")).encode("gb18030") + b"</p></body></html>")
    assert recognise(read_source(path)).document_number == "云教发〔2026〕3号"
    document = Document()
    for line in NOTICE.split("\n"):
        document.add_paragraph(line)
    path.write_bytes(docx_bytes(document))
    assert recognise(read_source(path)).title == "关于做好招生工作的通知"


def test_old_word_file_without_office_program(monkeypatch):
    monkeypatch.setattr(legacy.shutil, "which", lambda name: None)
    with pytest.raises(UnreadableFile, match="没有安装 LibreOffice"):
        read_content(OLE + "WordDocument".encode("utf-16-le"))


def test_text_with_a_few_broken_bytes_is_read_and_reported():
    content = NOTICE.encode() * 20 + b"\xff\xfe\xfd"
    source = read_content(content)
    assert "无法识别的字符" in source.problems[0]


def test_docx_with_letterhead_and_imprint_in_tables():
    document = Document()
    head = document.add_table(1, 2)
    head.cell(0, 0).text = "云澜市教育局\n云澜市财政局"
    head.cell(0, 1).text = "文件"
    for line in [
        "云教发〔2026〕5号",
        "云澜市教育局 云澜市财政局",
        "关于下达经费的通知",
        "各县（区）教育局：",
        "现下达经费如下：",
    ]:
        document.add_paragraph(line)
    data = document.add_table(2, 3)
    for index, text in enumerate(["序号", "单位", "金额", "1", "甲县", "20"]):
        data.cell(index // 3, index % 3).text = text
    for line in ["云澜市教育局　云澜市财政局", "2026年3月9日"]:
        document.add_paragraph(line)
    imprint = document.add_table(2, 2)
    imprint.cell(0, 0).merge(imprint.cell(0, 1)).text = "抄送：市审计局。"
    imprint.cell(1, 0).text = "云澜市教育局办公室"
    imprint.cell(1, 1).text = "2026年3月10日印发"
    found = recognise(read_content(docx_bytes(document)))
    assert found.issuers == ("云澜市教育局", "云澜市财政局")
    assert found.title == "云澜市教育局 云澜市财政局关于下达经费的通知"
    assert found.copies_to == "市审计局"
    assert (found.printed_by, found.printed_on.isoformat()) == ("云澜市教育局办公室", "2026-03-10")
    assert found.sections[0].text == ("现下达经费如下：", "| 序号 | 单位 | 金额 |", "| 1 | 甲县 | 20 |")
    assert "<td>甲县</td>" in body_html(found)


def test_docx_automatic_numbers_are_text():
    document = Document()
    numbering = document.part.numbering_part.element
    levels = (("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."))
    abstract = "".join(
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for index, (form, text) in enumerate(levels)
    )
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{abstract}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    for level, text in [
        (None, "云澜市2026年工作要点"),
        (0, "总体要求"),
        (1, "指导思想"),
        (1, "目标"),
        (0, "任务"),
        (1, "重点。各地要落实。"),
        (2, "抓紧"),
    ]:
        paragraph = document.add_paragraph(text)
        if level is not None:
            properties = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="90"/></w:numPr>'
            paragraph._p.get_or_add_pPr().append(parse_xml(properties))
    found = recognise(read_content(docx_bytes(document)))
    assert [(section.number, section.heading) for section in found.sections] == [
        ("一、", "总体要求"), ("（一）", "指导思想"), ("（二）", "目标"), ("二、", "任务"), ("（一）", "重点"), ("1.", "抓紧"),
    ]  # fmt: skip


def test_docx_tracked_changes_and_hidden_text():
    document = Document()
    for line in NOTICE.split("\n")[:4]:
        document.add_paragraph(line)
    paragraph = document.add_paragraph("请")
    paragraph._p.append(
        parse_xml(f'<w:del {nsdecls("w")} w:id="1" w:author="a"><w:r><w:delText>不</w:delText></w:r></w:del>')
    )
    paragraph._p.append(
        parse_xml(f'<w:ins {nsdecls("w")} w:id="2" w:author="a"><w:r><w:t>按时完成。</w:t></w:r></w:ins>')
    )
    paragraph.add_run("内部意见").font.hidden = True
    found = recognise(read_content(docx_bytes(document)))
    assert found.sections[0].text == ("请按时完成。",)
    assert any("修订痕迹" in problem for problem in found.problems)
    assert any("隐藏文字" in problem for problem in found.problems)


def test_docx_text_box_is_read_once():
    document = Document()
    box = (
        f'<w:p {nsdecls("w")}><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        '<mc:Choice Requires="wps"><w:txbxContent><w:p><w:r><w:t>云澜市教育局文件</w:t></w:r></w:p></w:txbxContent></mc:Choice>'
        "<mc:Fallback><w:txbxContent><w:p><w:r><w:t>云澜市教育局文件</w:t></w:r></w:p></w:txbxContent></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    document.element.body.insert(0, parse_xml(box))
    for line in NOTICE.split("\n")[1:]:
        document.add_paragraph(line)
    source = read_content(docx_bytes(document))
    assert [line.text for line in source.lines if line.text][0:2] == ["云澜市教育局文件", "云教发〔2026〕3号"]
    assert recognise(source).issuer == "云澜市教育局"


PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}"><meta name="ArticleTitle" content="云澜市教育局关于做好招生工作的通知">
<meta name="PubDate" content="2026-03-08 09:00"></head><body>
<ul class="nav"><li><a href="/">首页</a></li><li><a href="/a">政务公开通知公告</a></li></ul>
<table class="xxgk"><tr><td>索引号</td><td>0000/2026-00001</td><td>发文机关</td><td>云澜市教育局</td></tr>
<tr><td>成文日期：</td><td>2026年3月5日</td><td>文　　号：</td><td>云教发〔2026〕3号</td></tr>
<tr><td>公开方式</td><td>主动公开</td><td>有效性</td><td>有效</td></tr></table>
<h1>云澜市教育局关于做好招生工作的通知</h1>
<div class="article-content"><p>各县（区）教育局：</p><p style="text-indent:2em">请按<span>时完成</span>
招生工作。</p><table><tr><th>县</th><th>人数</th></tr><tr><td>青溪县</td><td>300</td></tr></table>
<p>附件：<a href="a.docx">招生计划表.docx</a></p></div>
<div class="share">分享到 <a>微信</a></div><div class="footer">版权所有 云澜市教育局</div></body></html>"""


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "gbk"])
def test_page_with_information_table(charset):
    found = recognise(
        read_content(PAGE.format(charset=charset).encode("gb18030" if charset.startswith("gb") else charset))
    )
    assert found.title == "云澜市教育局关于做好招生工作的通知"
    assert found.document_number == "云教发〔2026〕3号"
    assert found.issuer == "云澜市教育局"
    assert found.issued_on.isoformat() == "2026-03-05"
    assert found.disclosure_attribute == "主动公开"
    assert found.addressee == "各县（区）教育局"
    assert found.sections[0].text == ("请按时完成招生工作。", "| 县 | 人数 |", "| 青溪县 | 300 |")
    assert [attachment.name for attachment in found.attachments] == ["招生计划表.docx"]


def test_page_states_only_when_it_was_put_on_line():
    page = PAGE.format(charset="utf-8").replace("成文日期：", "发布日期：")
    found = recognise(read_content(page.encode()))
    assert found.issued_on is None
    assert any("不能代替" in problem for problem in found.problems)


def test_page_of_an_old_site_set_in_nested_tables():
    page = """<HTML><HEAD><META http-equiv=Content-Type content="text/html; charset=gb2312"><TITLE>关于开展防火检查的通知</TITLE></HEAD>
<BODY><TABLE width=1000><TR><TD><A href=/>首页</A> | <A href=/>机构</A></TD></TR><TR><TD><TABLE>
<TR><TD align=center><B>关于开展防火检查的通知</B></TD></TR><TR><TD align=center>作者：办公室　发布时间：2012-3-4 　点击：233</TD></TR>
<TR><TD id=zoom><FONT size=3>青林发[2012]8号<BR><BR>各乡镇林业站:<BR>&nbsp;&nbsp;&nbsp;&nbsp;近期天气干燥，请做好防火检查工作。<BR>
&nbsp;&nbsp;&nbsp;&nbsp;一、提高认识<BR>&nbsp;&nbsp;&nbsp;&nbsp;各站要重视。<BR><BR>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;青溪县林业局<BR>
&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;二〇一二年三月一日</FONT></TD></TR></TABLE></TD></TR><TR><TD>版权所有：青溪县林业局</TD></TR></TABLE></BODY></HTML>"""
    found = recognise(read_content(page.encode("gb18030")))
    assert (found.title, found.document_number, found.issuer) == (
        "关于开展防火检查的通知",
        "青林发〔2012〕8号",
        "青溪县林业局",
    )
    assert (found.addressee, found.issued_on.isoformat()) == ("各乡镇林业站", "2012-03-01")
    assert [section.heading for section in found.sections] == [None, "提高认识"]


def test_table_with_merged_cells_keeps_its_columns():
    page = (
        "<div><p>云澜市教育局关于公布计划的通知</p><p>各县教育局：</p><p>计划如下：</p><table><tr><td rowspan='2'>青溪县</td><td>小学</td>"
        "<td>10</td></tr><tr><td>中学</td><td>20</td></tr><tr><td colspan='2'>合计</td><td>30</td></tr></table></div>"
    )
    found = recognise(read_content(page.encode()))
    assert found.sections[0].text == ("计划如下：", "| 青溪县 | 小学 | 10 |", "|  | 中学 | 20 |", "| 合计 |  | 30 |")


def test_table_of_data_is_no_information_table():
    page = "<div><p>云澜市教育局关于公布名单的公告</p><p>名单如下：</p><table><tr><td>名称</td><td>数量</td></tr><tr><td>甲</td><td>1</td></tr></table></div>"
    found = recognise(read_content(page.encode()))
    assert found.title == "云澜市教育局关于公布名单的公告"
    assert found.sections[0].text == ("名单如下：", "| 名称 | 数量 |", "| 甲 | 1 |")


def test_word_page_with_spans_and_breaks_of_the_source():
    page = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta http-equiv=Content-Type content="text/html; charset=gb2312"></head>
<body lang=ZH-CN><p class=MsoNormal align=center><span style='color:red'>云澜市商务局文件</span></p><p class=MsoNormal><span lang=EN-US>&nbsp;</span></p>
<p class=MsoNormal align=center><span>云商发〔</span><span lang=EN-US>2024</span><span>〕</span><span lang=EN-US>3</span><span>号</span></p>
<p class=MsoNormal align=center><span>关于促进消费的<span
lang=EN-US>
</span>若干措施</span></p><p class=MsoNormal><span>各县（区）商务局：<o:p></o:p></span></p>
<p class=MsoNormal><span>为促进消费，制定以下措施
。</span></p><p class=MsoNormal align=right>云澜市商务局</p><p class=MsoNormal align=right>2024<span>年</span>2<span>月</span>3<span>日</span></p></body></html>"""
    found = recognise(read_content(page.encode("gb18030")))
    assert (found.title, found.document_number) == ("关于促进消费的若干措施", "云商发〔2024〕3号")
    assert found.sections[0].text == ("为促进消费，制定以下措施。",)
    assert found.issued_on.isoformat() == "2024-02-03"

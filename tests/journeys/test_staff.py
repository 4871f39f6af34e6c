"""What staff do: answer a request, publish a document, keep the catalog."""

import json
import re
import time
import urllib.parse
import urllib.request
from datetime import datetime
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.applications.conftest import docx_text

NOTICE = """云澜市民政局文件

云民发〔{year}〕{number}号

云澜市民政局关于做好{word}工作的通知

各县（区）民政局：

为做好{word}工作，现就有关事项通知如下。

一、明确任务分工

各地民政部门要按照职责分工抓好落实。

二、按时报送情况

请于年底前将落实情况报送我局。

云澜市民政局
{today}

（此件公开发布）
"""


def _register_at_the_counter(visitor) -> None:
    page = visitor.page
    visitor.open("/desk/cases/")
    page.get_by_role("link", name=re.compile("收件登记")).first.click()
    visitor.check()
    page.get_by_label("当面提交").check()
    page.get_by_label("姓名").fill("测试申请人")
    page.get_by_label("证件名称").select_option("OTHER")
    page.get_by_label("证件号码").fill("A1")
    page.get_by_label("联系电话").fill("0000-1234567")
    page.get_by_label("通信地址").fill("云澜市测试街1号")
    page.get_by_label("所需信息的内容描述").fill("养老机构备案名单")
    page.get_by_label("纸质").check()
    page.get_by_label("自行领取").check()
    page.get_by_role("button", name="登记").click()
    page.wait_for_load_state()
    visitor.check()
    visitor.sees("已收件，申请编号")
    visitor.sees("答复期限")


def test_staff_answer_a_request_from_arrival_to_archive(visitor):
    page = visitor.page
    visitor.log_in("mzj-clerk")
    _register_at_the_counter(visitor)
    address = page.url
    visitor.click("起草答复")
    page.get_by_label("处理结果").select_option("N6")
    page.get_by_label("查明的情况").fill("经检索，该名单尚在讨论修改，未形成正式文件。")
    page.get_by_label("理由").fill("该材料属于过程稿")
    page.get_by_role("button", name="保存草稿").click()
    page.wait_for_load_state()
    visitor.check()
    _step(visitor, "提交审核")
    visitor.sees("审核中")
    visitor.log_in("mzj-reviewer")
    visitor.open(address)
    _step(visitor, "审核通过")
    visitor.log_in("mzj-signer")
    visitor.open(address)
    _step(visitor, "签发答复")
    visitor.sees("已答复待送达")
    visitor.log_in("mzj-clerk")
    visitor.open(address)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Word").first.click()
    lines = docx_text(BytesIO(waiting.value.path().read_bytes()))
    assert lines[0] == "云澜市民政局"
    letter = "\n".join(lines)
    assert "第十六条第二款、第三十六条第（三）项" in letter
    assert "应当先自收到本答复之日起60日内向云澜市人民政府申请行政复议" in letter
    with page.expect_download() as waiting:
        page.get_by_role("link", name="PDF").first.click()
    assert waiting.value.path().read_bytes().startswith(b"%PDF")
    visitor.click("登记送达")
    page.get_by_label("签收人或者单号").fill("本人签收")
    page.get_by_role("main").get_by_role("button", name="登记送达").click()
    page.wait_for_load_state()
    visitor.sees("已送达")
    _step(visitor, "办结归档")
    visitor.sees("已归档")
    assert page.get_by_role("main").get_by_role("link", name="登记撤回").count() == 0


def _step(visitor, label: str) -> None:
    """Open the page of a step and confirm it."""
    visitor.click(label)
    visitor.page.get_by_role("main").get_by_role("button", name=label).click()
    visitor.page.wait_for_load_state()
    visitor.check()


def test_staff_import_review_publish_and_withdraw_and_search_follows(visitor, tmp_path, request):
    page, word = visitor.page, "试点" + ("桐花巷" if "phone" in request.node.name else "银杏里")
    today = datetime.now(ZoneInfo("Asia/Shanghai"))
    number = time.time_ns() // 1_000_000 % 100_000
    notice = NOTICE.format(
        year=today.year, number=number, word=word, today=f"{today.year}年{today.month}月{today.day}日"
    )
    file = tmp_path / "通知.txt"
    file.write_text(notice, encoding="utf-8")
    visitor.log_in("mzj-editor")
    visitor.open("/desk/documents/import/")
    page.get_by_label("公文文件").set_input_files(str(file))
    page.get_by_role("button", name="识别并建立草稿").click()
    page.wait_for_load_state()
    visitor.check()
    assert page.locator("#id_title").input_value() == f"云澜市民政局关于做好{word}工作的通知"
    assert page.get_by_label("发文字号").input_value() == f"云民发〔{today.year}〕{number}号"
    page.locator("#id_column").select_option(label=_option(page, "其他文件"))
    page.get_by_role("main").get_by_role("button", name=re.compile("保存")).first.click()
    page.wait_for_load_state()
    visitor.check()
    page.get_by_role("main").get_by_role("button", name="提交审核").click()
    page.wait_for_load_state()
    visitor.check()
    address = page.url
    assert not found(visitor.portal, word)
    visitor.log_in("mzj-reviewer")
    visitor.open(address)
    visitor.click("审核")
    page.get_by_label("审核通过").check()
    page.get_by_role("button", name="提交意见").click()
    page.wait_for_load_state()
    visitor.log_in("mzj-editor")
    visitor.open(address)
    page.get_by_role("main").get_by_role("button", name="发布").click()
    page.wait_for_load_state()
    visitor.check()
    visitor.sees("已发布")
    assert within_seconds(lambda: found(visitor.portal, word))
    visitor.click("查看公开页面")
    public = page.url
    visitor.sees("一、明确任务分工")
    visitor.open(address)
    visitor.click("撤回")
    page.get_by_label("撤回理由").fill("内容有误，修改后重新发布")
    page.get_by_role("main").get_by_role("button", name="撤回").click()
    page.wait_for_load_state()
    page.context.clear_cookies()
    assert page.goto(public).status == 410
    visitor.errors.clear()
    assert "一、明确任务分工" not in page.content()
    assert within_seconds(lambda: not found(visitor.portal, word))


def _option(page, text: str) -> str:
    options = page.locator("#id_column option").all_text_contents()
    return next(option for option in options if text in option)


def found(portal, word: str) -> bool:
    address = f"{portal.url}/api/v1/search/?q={urllib.parse.quote(word)}"
    with urllib.request.urlopen(address, timeout=10) as answer:
        results = json.load(answer)["results"]
    return any(word in re.sub("<[^>]+>", "", row["title"]) for row in results)


def within_seconds(check, limit: float = 15) -> bool:
    """Visible within seconds, with a worker process between the click and the index."""
    deadline = time.monotonic() + limit
    while time.monotonic() < deadline:
        if check():
            return True
        time.sleep(0.3)
    return False


def test_an_admin_changes_an_item_confirms_it_and_files_a_document(visitor, request):
    page = visitor.page
    row = 2 if "phone" in request.node.name else 1
    visitor.log_in("catalog")
    visitor.open("/catalog/desk/?domain=elderly-care&review_state=UNCONFIRMED")
    page.locator("main table tbody tr").nth(row).get_by_role("link").first.click()
    visitor.check()
    name = page.locator("h1").inner_text()
    page.get_by_label("公开内容").fill("养老服务设施名称、地址、床位数和联系电话（本市补充）")
    page.get_by_role("button", name="保存", exact=True).click()
    page.wait_for_load_state()
    visitor.check()
    if page.get_by_role("button", name="核定本行").count() == 0:
        page.get_by_role("link", name=name).first.click()
        page.wait_for_load_state()
    page.get_by_role("button", name="核定本行").click()
    page.wait_for_load_state()
    visitor.check()
    page.get_by_role("link", name="在此事项下归入文件").click()
    page.wait_for_load_state()
    visitor.check()
    published = page.locator("main table tbody tr", has_text="已发布").first
    title = published.locator("td").first.inner_text()
    published.get_by_role("button", name="归入").click()
    page.wait_for_load_state()
    visitor.check()
    page.get_by_role("link", name="查看事项").click()
    page.wait_for_load_state()
    visitor.check()
    visitor.sees("床位数和联系电话（本市补充）")
    visitor.sees("已核")
    visitor.sees(title.strip())


@pytest.mark.parametrize(
    ("username", "path"),
    [
        ("clerk", "/desk/"), ("clerk", "/desk/cases/"), ("clerk", "/desk/messages/"),
        ("editor", "/desk/documents/"), ("editor", "/desk/documents/new/"),
        ("catalog", "/catalog/desk/"), ("supervisor", "/desk/audit/"), ("supervisor", "/desk/cases/"),
        ("admin", "/desk/"),
    ],
)  # fmt: skip
def test_every_desk_page_is_accessible_at_both_widths(visitor, username, path):
    visitor.log_in(username)
    visitor.open(path)


def test_the_audit_chain_of_all_this_holds(portal):
    assert portal.manage("verify_audit").startswith("操作留痕校验通过")


def test_a_tick_without_celery_sends_what_is_due_once(portal):
    first, second = portal.manage("tick"), portal.manage("tick")
    assert "Traceback" not in first + second
    inbox = Path(portal.var) / "mail"
    overdue = [file for file in inbox.glob("*") if "已超过法定期限" in _subject(file)]
    assert len(overdue) == len({file.name for file in overdue})


def _subject(file: Path) -> str:
    import email
    import email.policy

    return email.message_from_bytes(file.read_bytes(), policy=email.policy.default)["Subject"] or ""

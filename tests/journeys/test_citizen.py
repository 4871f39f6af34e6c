"""What a citizen does: read, look up, search, ask, and see where the request stands."""

import re

from playwright.sync_api import expect

from tests.applications.conftest import SECRET_NUMBER, identity_paper

FOUR_PARTS = ["政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报"]


def test_a_citizen_reads_from_home_to_a_document_and_takes_it_home(visitor):
    visitor.open("/")
    visitor.click("云澜市住房和城乡建设局")
    side = visitor.page.get_by_role("navigation", name="政府信息公开栏目")
    names = [name.strip() for name in side.locator(":scope > ul > li > a").all_inner_texts()]
    assert names == FOUR_PARTS
    expect(side.get_by_role("link", name="依申请公开")).to_be_visible()
    visitor.open("/zwgk/zjj/guide/")
    for word in ("办公地址", "办公时间", "联系电话", "传真"):
        visitor.sees(word)
    visitor.open("/zwgk/zjj/normative/")
    visitor.page.get_by_role("main").locator("table a").first.click()
    visitor.check()
    labels = visitor.page.locator("dl.meta dt").all_inner_texts()
    assert [
        label
        for label in ("索引号", "发文机关", "成文日期", "标题", "发文字号", "发布日期", "有效性")
        if label not in labels
    ] == []
    with visitor.page.expect_download() as waiting:
        visitor.page.get_by_role("link", name="纯文本").click()
    text = waiting.value.path().read_text(encoding="utf-8-sig")
    assert visitor.page.locator("h1").inner_text().strip() in text.replace("\n", "")
    meta = {
        tag.get_attribute("name"): tag.get_attribute("content")
        for tag in visitor.page.locator("meta[name]").all()
        if re.match("Site|Column|Article|PubDate|ContentSource", tag.get_attribute("name"))
    }
    assert [name for name, value in meta.items() if not value] == []
    assert len(meta) == 10


def test_a_citizen_browses_the_26_domains_down_to_a_filed_document(visitor):
    visitor.open("/catalog/")
    assert visitor.page.locator("main ul.tiles > li, main .domains li").count() == 26
    visitor.page.get_by_role("main").get_by_role("link", name=re.compile("保障性住房")).first.click()
    visitor.check()
    visitor.page.get_by_role("main").get_by_role("link", name="公租房承租资格审核").first.click()
    visitor.check()
    for column in ("公开内容", "公开依据", "公开时限", "公开主体", "公开渠道", "公开对象", "公开方式", "公开层级"):
        visitor.sees(column)
    visitor.sees("公共租赁住房管理实施细则")


def test_a_citizen_finds_documents_however_the_words_are_typed(visitor):
    for typed, found in [
        ("公租房", "公共租赁住房"),
        ("云建规[{year}]2号", "公共租赁住房管理实施细则"),
        ("停車管理", "停车管理"),
        ("养老", "养老"),
    ]:
        visitor.open("/")
        year = re.search(r"云建规〔(\d{4})〕2号", _library_text(visitor)).group(1)
        visitor.open("/")
        visitor.page.get_by_role("searchbox").first.fill(typed.format(year=year))
        visitor.page.get_by_role("button", name="检索").first.click()
        visitor.page.wait_for_load_state()
        visitor.check()
        visitor.sees(found)


def _library_text(visitor) -> str:
    visitor.page.goto("/zwgk/zjj/normative/")
    return visitor.page.get_by_role("main").inner_text()


def test_a_citizen_asks_and_follows_the_request(visitor):
    page = visitor.page
    visitor.open("/request/")
    page.get_by_role("link", name=re.compile("填写申请.*云澜市民政局")).click()
    visitor.check()
    page.get_by_role("button", name="提交申请").click()
    page.wait_for_load_state()
    visitor.check()
    visitor.sees("处需要改正")
    page.get_by_label("姓名").fill("测试申请人")
    page.get_by_label("证件号码").fill(SECRET_NUMBER)
    page.get_by_label("联系电话").fill("19900000099")
    page.get_by_label("通信地址").fill("云澜市测试街1号")
    page.get_by_label("所需信息的内容描述").fill("上一年度全市养老服务设施运营补贴发放情况")
    page.get_by_label("纸质").check()
    page.get_by_label("邮寄").check()
    paper = identity_paper()
    upload = {"name": paper.name, "mimeType": "image/png", "buffer": paper.read()}
    page.locator("#id_identity_file").set_input_files(upload)
    page.get_by_role("button", name="提交申请").click()
    page.wait_for_load_state()
    visitor.check()
    visitor.sees("申请已提交")
    reference, code = (text.strip() for text in page.locator("dd.num.big").all_inner_texts())
    assert page.locator("figure.qr img").get_attribute("src").startswith("data:image/svg+xml")
    visitor.open("/request/status/")
    page.get_by_label("申请编号").fill(reference.lower())
    page.get_by_label("查询码").fill("AAAA2222")
    page.get_by_role("main").get_by_role("button", name="查询").click()
    visitor.sees("不正确")
    page.get_by_label("查询码").fill(code)
    page.get_by_role("main").get_by_role("button", name="查询").click()
    page.wait_for_load_state()
    visitor.check()
    visitor.sees("待登记")


def test_the_column_works_without_javascript_and_in_elder_mode(chromium, portal):
    context = chromium.new_context(base_url=portal.url, java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.goto("/")
    page.get_by_role("link", name="长者版").first.click()
    expect(page.locator("html")).to_have_attribute("data-mode", "elder")
    page.get_by_role("searchbox").first.fill("养老")
    page.get_by_role("button", name="检索").first.click()
    expect(page.get_by_role("main")).to_contain_text("养老")
    context.close()


def test_errors_have_pages_of_their_own(visitor):
    visitor.errors.clear()
    answer = visitor.page.goto("/wjk/999999/")
    assert answer.status == 404
    assert "云澜市人民政府" in visitor.page.content()
    assert visitor.page.goto("/desk/cases/1/").url.startswith(visitor.portal.url + "/accounts/login/")


def test_a_citizen_checks_how_a_date_was_counted(visitor):
    visitor.open("/request/clock/")
    visitor.page.get_by_label("收到申请之日").fill("2026-02-14")
    visitor.page.get_by_role("button", name="计算").click()
    visitor.page.wait_for_load_state()
    visitor.check()
    visitor.sees("2026年3月20日（星期五）")

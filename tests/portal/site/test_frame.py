"""The frame around every page: identity, meta tags, navigation, reading modes."""

from datetime import datetime

import pytest
import time_machine
from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse, set_script_prefix

from portal.common.page_meta import ArticleMeta, ColumnMeta, ColumnType, PageMeta
from tests.portal.site.pages import read

SITE_TAGS = {"SiteName": "云澜市人民政府", "SiteDomain": "www.yunlan.example", "SiteIDCode": "0000000000"}
COLUMN = ColumnMeta("行政规范性文件", "本机关制定的行政规范性文件。", "规范性文件,政策", ColumnType.POLICY)


def metas_of(rf, page_meta: PageMeta) -> dict[str, str]:
    text = render_to_string("components/page_meta.html", {"page_meta": page_meta}, request=rf.get("/"))
    return read(HttpResponse(text)).metas


def test_home_page_has_the_site_tags_and_counts_as_the_home_column(client, city):
    metas = read(client.get("/")).metas

    assert {name: metas[name] for name in SITE_TAGS} == SITE_TAGS
    assert (metas["ColumnName"], metas["ColumnType"]) == ("首页", "首页")
    assert "ArticleTitle" not in metas


def test_column_page_adds_the_four_column_tags(rf):
    assert metas_of(rf, PageMeta(column=COLUMN)) == SITE_TAGS | {
        "ColumnName": "行政规范性文件",
        "ColumnDescription": "本机关制定的行政规范性文件。",
        "ColumnKeywords": "规范性文件,政策",
        "ColumnType": "政策文件",
    }


def test_content_page_has_all_ten_mandatory_tags_and_only_the_optional_ones_it_names(rf):
    published = datetime(2026, 11, 9, 8, 5, tzinfo=settings.LOCAL_ZONE)
    article = ArticleMeta("关于“公租房”的通知", published, "云澜市人民政府", author="编辑甲")

    metas = metas_of(rf, PageMeta(column=COLUMN, article=article))

    assert len(metas) == 11
    assert metas["ArticleTitle"] == "关于“公租房”的通知"
    assert metas["PubDate"] == "2026-11-09 08:05"
    assert metas["ContentSource"] == "云澜市人民政府"
    assert metas["Author"] == "编辑甲"


def test_footer_names_everything_the_guideline_lists(client, city):
    text = client.get("/").content.decode().split("<footer")[1]

    for wanted in (
        "主办单位：云澜市人民政府办公室",
        "承办单位：云澜市政务数据中心",
        "某ICP备00000000号",
        "某公网安备00000000000000号",
        "联系电话",
        "网站地图",
        "关于我们",
        "无障碍说明",
        "我为政府网站找错",
    ):
        assert wanted in text


def test_blank_settings_leave_no_empty_label(client, city, settings):
    settings.SITE_IDENTITY = settings.SITE_IDENTITY | {"undertaker": "", "icp": "", "report_errors_url": ""}

    text = client.get("/").content.decode()

    assert "承办单位" not in text
    assert "ICP" not in text
    assert "我为政府网站找错" not in text


@time_machine.travel("2026-11-19T23:30:00+00:00")
def test_strip_shows_the_date_in_beijing(client, city):
    assert "2026年11月20日 星期五" in client.get("/").content.decode()


def test_navigation_leads_to_every_part_and_lights_the_current_one(client, city):
    response = client.get("/")

    links = read(response).links
    assert links["政府信息公开"] == reverse("disclosure:organizations")
    assert links["标准目录"] == reverse("catalog:domains")
    assert links["文件库"] == reverse("disclosure:library")
    assert links["依申请公开"] == reverse("applications:start")
    assert links["办理查询"] == reverse("applications:status")
    assert links["工作台登录"] == reverse("accounts:login")
    assert f'<a href="{reverse("site:home")}" aria-current="page">首页</a>' in response.content.decode()


@pytest.mark.parametrize("name", ["home", "sitemap", "about", "accessibility"])
def test_every_page_has_one_first_level_heading_and_its_language(client, city, name):
    page = read(client.get(reverse(f"site:{name}")))

    assert len(page.headings) == 1
    assert page.root["lang"] == "zh-CN"


def test_elder_mode_is_kept_in_a_cookie_and_returns_to_the_page(client, city):
    response = client.get(reverse("site:mode", args=["elder"]), {"next": "/about/?a=1"})

    assert (response.status_code, response["Location"]) == (302, "/about/?a=1")
    assert read(client.get("/about/")).root["data-mode"] == "elder"


def test_contrast_can_be_added_to_elder_mode_and_taken_away(client, city):
    client.get(reverse("site:mode", args=["elder"]))
    links = read(client.get("/about/")).links
    client.get(links["高对比度"])
    both = read(client.get("/about/"))

    assert both.root["data-mode"] == "elder contrast"
    assert both.links["标准版"] == reverse("site:mode", args=["contrast"]) + "?next=/about/"


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_mode_switch_never_leads_to_another_site(client, city, address):
    assert client.get(reverse("site:mode", args=["elder"]), {"next": address})["Location"] == "/"


def test_unknown_mode_is_not_found(client, city):
    assert client.get(reverse("site:mode", args=["blink"])).status_code == 404


def test_unknown_cookie_means_the_standard_mode(client, city):
    client.cookies["reading_mode"] = "<script>"
    assert read(client.get("/about/")).root["data-mode"] == "standard"


def test_search_box_asks_the_result_page(client, city):
    text = client.get("/").content.decode()
    assert f'role="search" action="{reverse("search:results")}" method="get"' in text


def test_path_prefix_is_in_every_address(client, city):
    set_script_prefix("/zwgk/")  # what the WSGI handler does for FORCE_SCRIPT_NAME
    try:
        links = read(client.get("/")).links
    finally:
        set_script_prefix("/")

    own = [address for address in links.values() if not address.startswith(("https:", "#"))]
    assert [address for address in own if not address.startswith("/zwgk/")] == []

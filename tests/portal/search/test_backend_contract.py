"""What every engine must do, run against each of them."""

from datetime import date

import pytest

from portal.search.backends.base import RawRequest, Sort
from portal.search.backends.memory import MemoryBackend
from portal.search.backends.whoosh import WhooshBackend
from portal.search.entries import IndexEntry
from portal.search.text import parse_query

PARKING = IndexEntry(
    kind="document",
    object_id=1,
    title="云澜市停车管理办法",
    url="/d/1",
    body="第一条 为了规范机动车停车秩序，保障道路畅通，制定本办法。",
    document_number="云府发〔2026〕3号",
    organization_code="A",
    organization_name="云澜市人民政府",
    published_on=date(2026, 3, 1),
    domain="城市综合执法",
    document_type="规范性文件",
    validity="有效",
)
WASTE = IndexEntry(
    kind="document",
    object_id=2,
    title="关于修改生活垃圾管理办法的决定",
    url="/d/2",
    body="根据云府发〔2026〕3号和群众意见，对生活垃圾分类收集的规定作出修改。停车场应当设置分类容器。",
    document_number="云府发〔2025〕30号",
    organization_code="A",
    organization_name="云澜市人民政府",
    published_on=date(2025, 6, 30),
    domain="生态环境",
    document_type="规范性文件",
    validity="已修改",
)
HOUSING = IndexEntry(
    kind="document",
    object_id=3,
    title="农村危房改造补助对象公示",
    url="/d/3",
    body="经审核，拟补助张㐂、吴𠮷等二户。联系电话见附件A。",
    document_number="清溪建〔2026〕3号",
    organization_code="B",
    organization_name="清溪县住房和城乡建设局",
    published_on=date(2026, 9, 9),
    domain="农村危房改造",
    document_type="公示",
    validity="有效",
)
GUIDE = IndexEntry(
    kind="item",
    object_id=3,
    title="义务教育招生范围",
    url="/i/3",
    body="各校招生范围、报名条件与办理程序。",
    domain="义务教育",
)
ENTRIES = [PARKING, WASTE, HOUSING, GUIDE]


@pytest.fixture(params=["memory", "whoosh"])
def backend(request, tmp_path):
    made = MemoryBackend() if request.param == "memory" else WhooshBackend(tmp_path / "index")
    made.rebuild([])
    made.replace(ENTRIES)
    yield made
    made.close()


def find(backend, text="", **options):
    return backend.search(RawRequest(query=parse_query(text), **options))


def titles(backend, text="", **options):
    title_of = {entry.key: entry.title for entry in ENTRIES}
    return [title_of[key] for key in find(backend, text, **options).keys]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("停车", [PARKING, WASTE]),  # in the title before in the text
        ("垃圾", [WASTE]),
        ("云澜", [PARKING, WASTE]),  # a name that no dictionary has, inside a longer name
        ("清溪", [HOUSING]),
        ("危房", [HOUSING]),
        ("城乡建设局", [HOUSING]),
        ("招生", [GUIDE]),
        ("规范性文件", []),
    ],
)
def test_words_of_two_characters_are_found(backend, text, expected):
    assert titles(backend, text) == [entry.title for entry in expected]


@pytest.mark.parametrize(
    "written",
    [
        "云府发〔2026〕3号",
        "云府发[2026]3号",
        "云府发(2026)3号",
        "云府发（2026）3号",
        "云府发【2026】3号",
        "云府发﹝2026﹞3号",
        "云府发［２０２６］３号",
        "云府发 〔2026〕 3 号",
        "云府发〔2026〕第003号",
        "云府发〔2026〕3",
        "雲府發〔2026〕3號",
        "关于云府发〔2026〕3号",
        "府发〔2026〕3号",
    ],
)
def test_a_document_number_is_found_however_it_is_written(backend, written):
    assert titles(backend, written) == [PARKING.title, WASTE.title]  # the document itself, then what cites it


def test_a_number_is_not_found_by_a_longer_or_shorter_one(backend):
    assert titles(backend, "云府发〔2025〕30号") == [WASTE.title]
    assert titles(backend, "清溪建〔2026〕3号") == [HOUSING.title]


def test_a_number_without_issuer_finds_all_that_have_it(backend):
    assert set(titles(backend, "〔2026〕3号")) == {PARKING.title, HOUSING.title, WASTE.title}


def test_a_number_and_a_word_must_both_match(backend):
    assert titles(backend, "云府发〔2026〕3号 垃圾") == [WASTE.title]


@pytest.mark.parametrize("text", ["停車", "ＴＩＮＧ 停车", "停车，", "  停车\n"])
def test_the_form_of_the_characters_does_not_matter(backend, text):
    assert titles(backend, text)[0] == PARKING.title


@pytest.mark.parametrize("text", ["㐂", "𠮷", "张㐂", "吴𠮷", "附件a", "附件Ａ"])
def test_rare_characters_and_single_letters_are_found(backend, text):
    assert titles(backend, text) == [HOUSING.title]


def test_all_words_are_wanted_first(backend):
    result = find(backend, "停车 垃圾")
    assert (result.keys, result.loosened) == ((WASTE.key,), False)


def test_some_of_the_words_are_enough_when_nothing_has_all(backend):
    result = find(backend, "停车 招生")
    assert (set(result.keys), result.loosened) == ({PARKING.key, WASTE.key, GUIDE.key}, True)


@pytest.mark.parametrize("text", ["齉齾", "zzz", "云府发〔1999〕99号x"])
def test_nothing_is_found_for_words_that_are_nowhere(backend, text):
    result = find(backend, text)
    assert (result.total, result.keys, result.loosened) == (0, (), False)


def test_an_empty_query_lists_everything_newest_first(backend):
    assert titles(backend) == [HOUSING.title, PARKING.title, WASTE.title, GUIDE.title]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"organization": "A"}, {PARKING.key, WASTE.key}),
        ({"domain": "农村危房改造"}, {HOUSING.key}),
        ({"document_type": "规范性文件", "validity": "有效"}, {PARKING.key}),
        ({"kind": "item"}, {GUIDE.key}),
        ({"organization": "nobody"}, set()),
        ({"organization": ""}, {entry.key for entry in ENTRIES}),
    ],
)
def test_filters_narrow_the_hits(backend, filters, expected):
    result = find(backend, filters=filters)
    assert (set(result.keys), result.total) == (expected, len(expected))


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ({"date_from": date(2026, 3, 1)}, {PARKING.key, HOUSING.key}),
        ({"date_to": date(2026, 3, 1)}, {PARKING.key, WASTE.key}),
        ({"date_from": date(2026, 3, 2), "date_to": date(2026, 9, 8)}, set()),
        ({"year": 2025}, {WASTE.key}),
    ],
)
def test_days_are_inclusive_and_leave_out_what_has_no_date(backend, days, expected):
    assert set(find(backend, **days).keys) == expected


def test_counts_of_values(backend):
    assert find(backend, "管理").facets == {
        "kind": {"document": 2},
        "organization": {"A": 2},
        "domain": {"城市综合执法": 1, "生态环境": 1},
        "document_type": {"规范性文件": 2},
        "validity": {"已修改": 1, "有效": 1},
        "year": {"2025": 1, "2026": 1},
    }


def test_counts_of_a_filter_leave_the_filter_itself_aside(backend):
    facets = find(backend, filters={"organization": "A"}, year=2026).facets
    assert facets["organization"] == {"A": 1, "B": 1}
    assert facets["year"] == {"2025": 1, "2026": 1}
    assert facets["document_type"] == {"规范性文件": 1}


def test_sorting_by_date_keeps_undated_last(backend):
    assert titles(backend, sort=Sort.NEWEST) == [HOUSING.title, PARKING.title, WASTE.title, GUIDE.title]
    assert titles(backend, sort=Sort.OLDEST) == [WASTE.title, PARKING.title, HOUSING.title, GUIDE.title]


def test_pages_follow_each_other_without_gap_or_repetition(backend):
    backend.replace(
        [IndexEntry(kind="n", object_id=n, title=f"公告{n}", url="", published_on=date(2026, 1, 1)) for n in range(25)]
    )
    pages = [find(backend, "公告", offset=start, limit=10) for start in (0, 10, 20, 30)]
    assert [page.total for page in pages] == [25] * 4
    assert [len(page.keys) for page in pages] == [10, 10, 5, 0]
    assert len({key for page in pages for key in page.keys}) == 25


def test_replacing_changes_what_is_found(backend):
    backend.replace([IndexEntry(kind="document", object_id=1, title="废止公告", url="/d/1")])
    assert titles(backend, "停车") == [WASTE.title]
    assert find(backend, "废止").keys == (PARKING.key,)
    assert backend.count() == 4


def test_deleting_removes_one_kind_only(backend):
    backend.delete([HOUSING.key, ("document", 999)])
    assert find(backend, "危房").total == 0
    assert find(backend, "招生").keys == (GUIDE.key,)
    assert backend.count() == 3


def test_rebuilding_forgets_what_is_not_given(backend):
    assert backend.rebuild([PARKING]) == 1
    assert find(backend).keys == (PARKING.key,)


@pytest.mark.parametrize("text", ["*", "(", '"', "？", "的", "〔〕", "\x00", "-" * 500])
def test_a_query_without_words_is_an_empty_one(backend, text):
    assert find(backend, text).total == len(ENTRIES)


@pytest.mark.parametrize(
    ("text", "total"), [("附件a AND", 1), ("title:", 0), ("[2026", 3), ("停车*", 2), ("\x00停车", 2)]
)
def test_operators_of_query_languages_mean_nothing(backend, text, total):
    assert find(backend, text).total == total

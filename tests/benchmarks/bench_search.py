"""A search over three thousand documents, against scanning the same texts for the word."""

import random
from datetime import date, timedelta

from portal.search.backends.base import RawRequest
from portal.search.backends.whoosh import WhooshBackend
from portal.search.entries import IndexEntry
from portal.search.text import parse_query
from tests.benchmarks.timing import best_of, report

WORDS = [
    "公共租赁住房",
    "养老机构",
    "停车泊位",
    "征地补偿",
    "义务教育",
    "招生",
    "预算",
    "决算",
    "行政处罚",
    "公示",
    "生活垃圾",
    "分类",
    "农村低保",
    "规划",
    "审批",
    "监督检查",
]
QUERIES = ["公租房", "养老", "停车 管理", "征地补偿", "预算"]


def corpus(count: int) -> list[IndexEntry]:
    """Documents of some eight hundred characters, the same in every run."""
    dice = random.Random(20261120)
    return [
        IndexEntry(
            kind="document",
            object_id=number,
            title=f"关于{dice.choice(WORDS)}工作的通知（{number}）",
            url=f"/wjk/{number}/",
            body="，".join(f"做好{dice.choice(WORDS)}工作第{dice.randrange(100)}项" for _ in range(60)),
            organization_code=f"{dice.randrange(9)}",
            organization_name="云澜市人民政府",
            published_on=date(2026, 1, 1) + timedelta(days=dice.randrange(300)),
        )
        for number in range(count)
    ]


def test_a_search_beats_a_scan_and_grows_slower_than_the_corpus(tmp_path):
    entries = corpus(3000)
    small, large = WhooshBackend(tmp_path / "small"), WhooshBackend(tmp_path / "large")
    small.rebuild(entries[:300])
    large.rebuild(entries)
    requests = [RawRequest(query=parse_query(text)) for text in QUERIES]

    def search(engine):
        return lambda: [engine.search(request) for request in requests]

    def scan():
        return [[entry for entry in entries if text.split()[0] in entry.body] for text in QUERIES]

    measured = best_of(search(large))
    report("5 searches of 3000", measured, best_of(scan), "a scan without ranking, facets or words")
    assert report("5 searches of 3000", measured, best_of(search(small)), "of 300") < 15
    small.close()
    large.close()

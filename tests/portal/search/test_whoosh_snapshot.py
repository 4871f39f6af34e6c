"""Our reader of the index files against Whoosh itself, searching without its faulty shortcuts."""

import gc
import random
from datetime import date

import pytest
from whoosh.collectors import TopCollector
from whoosh.index import open_dir
from whoosh.query import And, Or, Term

from portal.search.backends.base import IndexUnavailableError, RawRequest
from portal.search.backends.whoosh import WhooshBackend
from portal.search.entries import IndexEntry
from portal.search.text import parse_query

WORDS = ["停车", "垃圾", "教育", "住房", "补贴", "规划", "许可", "处罚", "安全", "医疗", "养老", "就业"]
SIZE = 400


@pytest.fixture(scope="module")
def backend(tmp_path_factory):
    """Several segments, deletions in them, common and rare words, long and short texts."""
    dice = random.Random(2026)
    made = WhooshBackend(tmp_path_factory.mktemp("index"))
    made.rebuild([])
    entries = [
        IndexEntry(
            kind="document",
            object_id=number,
            title="，".join(dice.choices(WORDS, k=dice.randint(1, 3))),
            url="",
            body="，".join(dice.choices(WORDS, weights=range(1, 13), k=dice.choice([3, 30, 300]))),
            organization_code=f"O{number % 300}",
            published_on=date(2020 + number % 6, 1, 1),
        )
        for number in range(SIZE)
    ]
    for start in range(0, SIZE, 100):
        made.replace(entries[start : start + 100])
    made.delete([("document", number) for number in range(0, SIZE, 7)])
    made.replace(entries[1:40:3])
    yield made
    made.close()


def native(backend, words, *, every):
    """Keys and scores of an exhaustive search by Whoosh: no quality shortcuts, no early replacement."""
    index = open_dir(backend._folder / backend._pointer()["folder"])
    combine = And if every else Or
    query = combine([Or([Term("title", word, boost=3.0), Term("body", word)]) for word in words])
    collector = TopCollector(SIZE, usequality=False)
    collector.replace = 0
    with index.searcher() as searcher:
        searcher.search_with_collector(query, collector)
        return {hit["key"]: hit.score for hit in collector.results()}


@pytest.mark.parametrize("seed", range(12))
def test_the_reader_finds_and_ranks_what_whoosh_does(backend, seed):
    words = random.Random(seed).sample(WORDS, k=1 + seed % 3)
    expected = native(backend, words, every=True)
    snapshot = backend._current_snapshot()
    scores, mask, _ = snapshot._find(parse_query(" ".join(words)))
    found = {
        f"{kind}:{pk}": float(score)
        for (kind, pk), score in zip(snapshot._keys(mask.nonzero()[0]), scores[mask], strict=True)
    }
    assert found.keys() == expected.keys()
    assert found == pytest.approx(expected, rel=1e-4)
    ranked = backend.search(RawRequest(query=parse_query(" ".join(words)), limit=SIZE)).keys
    assert [expected[f"{kind}:{pk}"] for kind, pk in ranked] == pytest.approx(
        sorted(expected.values(), reverse=True), rel=1e-4
    )


def test_every_page_of_a_small_limit_agrees_with_the_whole(backend):
    query = parse_query("停车 教育")
    whole = backend.search(RawRequest(query=query, limit=SIZE)).keys
    pages = [backend.search(RawRequest(query=query, offset=start, limit=7)).keys for start in range(0, SIZE, 7)]
    assert tuple(key for page in pages for key in page) == whole


def test_more_values_than_a_byte_can_number(backend):
    facets = backend.search(RawRequest(limit=1)).facets
    assert sum(facets["organization"].values()) == backend.count()
    assert len(facets["organization"]) > 256


@pytest.fixture
def small(tmp_path):
    made = WhooshBackend(tmp_path / "index")
    yield made
    made.close()


ENTRY = IndexEntry(kind="document", object_id=1, title="停车", url="")


def test_a_missing_index_is_unavailable(small):
    with pytest.raises(IndexUnavailableError):
        small.search(RawRequest())
    with pytest.raises(IndexUnavailableError):
        small.replace([ENTRY])
    assert not small.is_current()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Whoosh leaves damaged files open
@pytest.mark.parametrize("pattern", ["current.json", "index-*/*.toc", "index-*/*.seg"])
def test_a_damaged_index_is_unavailable_and_can_be_rebuilt(small, pattern):
    small.rebuild([ENTRY])
    for file in small._folder.glob(pattern):
        file.write_bytes(b"\x00damaged")
    small.close()
    with pytest.raises(IndexUnavailableError):
        small.search(RawRequest())
    assert not small.is_current()
    gc.collect()
    small.rebuild([ENTRY])
    assert small.search(RawRequest()).total == 1


def test_another_process_sees_a_change_at_its_next_search(small):
    small.rebuild([])
    reader = WhooshBackend(small._folder)
    assert reader.search(RawRequest()).total == 0
    small.replace([ENTRY])
    assert reader.search(RawRequest()).total == 1
    small.rebuild([])
    assert reader.search(RawRequest()).total == 0


def test_a_failed_rebuild_leaves_the_old_index_in_use(small):
    def broken():
        yield ENTRY
        raise ZeroDivisionError

    small.rebuild([ENTRY])
    with pytest.raises(ZeroDivisionError):
        small.rebuild(broken())
    assert small.search(RawRequest()).total == 1
    small.replace([ENTRY])
    small.rebuild([ENTRY])
    assert len(list(small._folder.glob("index-*/"))) == 2


def test_a_failed_replacement_changes_nothing(small):
    def broken():
        yield IndexEntry(kind="document", object_id=2, title="垃圾", url="")
        raise ZeroDivisionError

    small.rebuild([ENTRY])
    with pytest.raises(ZeroDivisionError):
        small.replace(broken())
    small.replace([ENTRY])
    assert small.search(RawRequest()).keys == (ENTRY.key,)


def test_an_index_of_another_analyzer_is_not_current(small):
    small.rebuild([ENTRY])
    assert small.is_current()
    pointer = small._folder / "current.json"
    pointer.write_text(pointer.read_text().replace('"analyzer": "', '"analyzer": "0-'))
    assert not small.is_current()

"""Tables of the body as HTML: the first row names the columns, and the text survives the way there and back."""

import pytest

from disclosure.recognition import html_to_text, text_to_html


def test_first_row_names_the_columns():
    assert text_to_html("| 县 | 人数 |\n| 青溪县 | 300 |") == (
        '<table><thead><tr><th scope="col">县</th><th scope="col">人数</th></tr></thead>'
        "<tbody><tr><td>青溪县</td><td>300</td></tr></tbody></table>"
    )


@pytest.mark.parametrize(
    "rows", ["| 合计 | 300 |", "| 300 | 200 |\n| 100 | 50 |", "| 补贴名单 | | |\n| 甲 | 乙 | 丙 |"]
)
def test_a_single_row_a_row_of_numbers_and_a_caption_name_no_columns(rows):
    assert "<th" not in text_to_html(rows)


@pytest.mark.parametrize(
    "text", ["前文。\n| 县 | 人数 |\n| 青溪县 | 300 |\n后文。", "| 合计 | 300 |", "| 甲 | | |\n| 乙 | 丙 | 丁 |"]
)
def test_text_comes_back_the_same(text):
    once = html_to_text(text_to_html(text))
    assert html_to_text(text_to_html(once)) == once
    assert [line.split() for line in once.split("\n")] == [line.split() for line in text.split("\n")]

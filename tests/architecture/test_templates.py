"""Templates keep to their own folder, and nothing in them needs a hole in the content security policy."""

import re
from pathlib import Path

from tests.architecture.sources import ROOT, TEMPLATES, name, python_files, templates

REFERENCE = re.compile(r"""\{%\s*(?:include|extends)\s+["']([^"']+)["']""")
COMMENT = re.compile(r"\{#.*?#\}|\{%\s*comment.*?endcomment\s*%\}|<!--.*?-->", re.DOTALL)
INLINE = {
    "script": re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*type=[\"']application/(?:ld\+)?json[\"'])", re.IGNORECASE),
    "style element": re.compile(r"<style[\s>]", re.IGNORECASE),
    "style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "event handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "javascript address": re.compile(r"(?:href|src|action)\s*=\s*[\"']\s*javascript:", re.IGNORECASE),
}
# A letter is turned into a PDF; it is never a page, so its print style may stand inside.
PAPER = ("letters/",)


def relative(path: Path) -> str:
    return path.relative_to(TEMPLATES).as_posix()


def text(path: Path) -> str:
    return COMMENT.sub("", path.read_text(encoding="utf-8"))


def test_a_template_uses_only_its_own_folder_components_and_the_bases():
    wrong = []
    for path in templates():
        own = relative(path).split("/")[0]
        for target in REFERENCE.findall(text(path)):
            folder = target.split("/")[0] if "/" in target else ""
            if folder not in {"", "components", own}:
                wrong.append(f"{relative(path)} -> {target}")
    assert wrong == []


def test_every_referenced_template_exists():
    missing = [
        f"{relative(path)} -> {target}"
        for path in templates()
        for target in REFERENCE.findall(text(path))
        if not (TEMPLATES / target).is_file()
    ]
    assert missing == []


def test_no_template_has_inline_script_or_style():
    pages = [path for path in templates() if path.suffix == ".html" and not relative(path).startswith(PAPER)]
    wrong = [f"{relative(path)}: {what}" for path in pages for what, rule in INLINE.items() if rule.search(text(path))]
    assert wrong == []


def test_no_page_loads_anything_from_another_host():
    remote = re.compile(r"<(?:script|link|img|iframe)[^>]*(?:src|href)\s*=\s*[\"'](?:https?:)?//", re.IGNORECASE)
    assert [relative(path) for path in templates() if path.suffix == ".html" and remote.search(text(path))] == []


def test_templates_live_in_one_tree():
    inside = [path for folder in python_files() for path in [folder.parent / "templates"] if path.is_dir()]
    assert sorted({name(path) for path in inside}) == []
    assert (ROOT / "templates").is_dir()

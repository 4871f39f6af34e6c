"""Formats only an office program understands: Word 97 and WPS (.doc .wps), RTF, single-file web pages."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from disclosure.recognition.readers.docx import read_docx
from disclosure.recognition.source import SourceText, UnreadableFile

_NAMES = {"doc": "旧版 Word/WPS 文档（.doc/.wps）", "rtf": "RTF 或 Word XML 文档", "mht": "单个文件网页（.mht）"}
_TIMEOUT = 120


def read_legacy(content: bytes, form: str) -> SourceText:
    """Convert with LibreOffice when it is installed; otherwise say how to go on. Raises UnreadableFile."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise UnreadableFile(
            f"文件是{_NAMES[form]}，本机没有安装 LibreOffice，无法读取；请用 Word 或 WPS 另存为 .docx 后再导入。"
        )
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, f"source.{form}")
        source.write_bytes(content)
        # A profile of its own: two conversions at once would otherwise wait for each other's lock.
        profile = Path(folder, "profile").as_uri()
        command = [
            program,
            "--headless",
            f"-env:UserInstallation={profile}",
            "--convert-to",
            "docx",
            "--outdir",
            folder,
            str(source),
        ]
        try:
            subprocess.run(command, capture_output=True, timeout=_TIMEOUT, check=True)  # noqa: S603 - fixed arguments
            converted = Path(folder, "source.docx").read_bytes()
        except (subprocess.SubprocessError, OSError) as error:
            raise UnreadableFile(f"文件是{_NAMES[form]}，转换失败；请用 Word 或 WPS 另存为 .docx 后再导入。") from error
    text = read_docx(converted)
    return SourceText(form, text.lines, text.metadata, text.problems)

"""Read the arrangement of one year from a TOML file: plain Python, so that a file can be checked anywhere."""

import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from portal.workdays.calendar import InvalidYear, ListedDay, Notice, YearStatus, YearTable, statutory_year

DATA_FOLDER = Path(__file__).parent / "data"


class YearFileError(ValueError):
    """The file cannot be used (Chinese message that names the file)."""


def shipped_year_files() -> list[Path]:
    """The year files that come with the portal, oldest first."""
    return sorted(DATA_FOLDER.glob("*.toml"))


def read_year_file(path: Path) -> YearTable:
    """Read a year; an official year lists `[[holiday]]`, a provisional one `[[festival]]` tables."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        return _year_table(content)
    except OSError as error:
        raise YearFileError(f"无法读取文件 {path}：{error.strerror}。") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise YearFileError(f"{path.name} 不是有效的 TOML 文件：{error}") from error
    except InvalidYear as error:
        raise YearFileError(f"{path.name}：{error}") from error
    except KeyError as error:
        raise YearFileError(f"{path.name}：缺少项目 {error.args[0]}。") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise YearFileError(f"{path.name}：内容格式不正确（{error}）。") from error


def _year_table(content: dict[str, Any]) -> YearTable:
    year, status = int(content["year"]), YearStatus(content["status"])
    notice = Notice(**content["notice"])
    if status is YearStatus.PROVISIONAL:
        festivals = {entry["name"]: entry["days"] for entry in content["festival"]}
        return statutory_year(year, festivals, notice)
    listed = [day for entry in content["holiday"] for day in _holiday_days(entry)]
    return YearTable(year, status, notice, tuple(listed))


def _holiday_days(entry: dict[str, Any]) -> list[ListedDay]:
    first, last = entry["first_day_off"], entry["last_day_off"]
    if last < first:
        raise InvalidYear(f"{entry['name']}：放假结束日早于开始日。")
    days_off = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    make_up: list[date] = entry.get("make_up_days", [])
    return [ListedDay(on, False, entry["name"]) for on in days_off] + [
        ListedDay(on, True, entry["name"]) for on in make_up
    ]

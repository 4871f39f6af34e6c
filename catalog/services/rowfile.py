"""Reading the catalog shipped with the portal: ``domains.toml`` and ``catalog26.csv`` become plain rows."""

import csv
import hashlib
import json
import tomllib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from catalog.enums import FIXED_CHANNELS, Audience, DisclosureMode, GovernmentLevel, TimeLimitKind
from portal.common.exceptions import InvalidInput

_DATA = Path(__file__).resolve().parent.parent / "data"
_MODES = {mode.label: mode.value for mode in DisclosureMode}
_LEVELS = {level.label: level.value for level in GovernmentLevel}


@dataclass(frozen=True, slots=True)
class DomainRow:
    """One domain of ``domains.toml``."""

    order: int
    name: str
    slug: str
    ministry: str
    aliases: list[str]
    description: str


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One line of the catalog in the model's own terms; ``domain`` is a name or an alias of a domain."""

    domain: str
    order: int
    level1: str
    level2: str
    content: str
    legal_basis: list[str]
    time_limit: str
    time_limit_kind: str
    time_limit_days: int | None
    responsible_body: str
    channels: list[dict[str, Any]]
    audience: str
    audience_group: str
    mode: str
    levels: list[str]
    source: str

    def columns(self) -> dict[str, Any]:
        """Everything but the domain: the fields of CatalogItem by name."""
        return {key: value for key, value in asdict(self).items() if key != "domain"}


def digest(columns: dict[str, Any]) -> str:
    """One value for the content of a row, to see whether it is still what was loaded."""
    return hashlib.sha256(json.dumps(columns, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def shipped_domains() -> list[DomainRow]:
    """The 26 domains in the order of the State Council compilation."""
    with (_DATA / "domains.toml").open("rb") as file:
        return [DomainRow(**row) for row in tomllib.load(file)["domain"]]


def shipped_rows() -> list[ItemRow]:
    """The 721 rows of the national template; raises InvalidInput naming the line that cannot be read."""
    with (_DATA / "catalog26.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    positions: dict[str, int] = {}
    rows = []
    for number, line in enumerate(lines, start=2):
        positions[line["domain"]] = positions.get(line["domain"], 0) + 1
        try:
            rows.append(_read(line, order=positions[line["domain"]]))
        except (KeyError, ValueError) as error:
            raise InvalidInput(f"catalog26.csv 第{number}行无法识别：{error}") from error
    return rows


def _read(line: dict[str, str], *, order: int) -> ItemRow:
    audience, _, group = line["audience"].partition(":")
    return ItemRow(
        domain=line["domain"],
        order=order,
        level1=line["level1"],
        level2=line["level2"],
        content=line["content"],
        legal_basis=line["legal_basis"].split(";"),
        time_limit=line["time_limit"],
        time_limit_kind=TimeLimitKind(line["time_limit_kind"]).value,
        time_limit_days=int(line["time_limit_days"]) if line["time_limit_days"] else None,
        responsible_body=line["responsible_body"],
        channels=_channels(line["channels"]),
        audience={choice.label: choice.value for choice in Audience}[audience],
        audience_group=group,
        mode=_MODES[line["mode"]],
        levels=[_LEVELS[level] for level in line["levels"].split(";")],
        source=line["source"],
    )


def _channels(marked: str) -> list[dict[str, Any]]:
    """The marked options in official order and with the full-width brackets of the official tables; all are ■."""
    names = [name.replace("(", "（").replace(")", "）") for name in marked.split(";")]
    names.sort(key=lambda name: FIXED_CHANNELS.index(name) if name in FIXED_CHANNELS else len(FIXED_CHANNELS))
    return [{"name": name, "required": True} for name in names]

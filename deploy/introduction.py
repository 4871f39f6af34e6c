"""What a newcomer needs after the start: the address, who to log in as, where the logs are."""

import os
import tomllib
from pathlib import Path
from typing import Any

DEMO_USERS = Path(__file__).resolve().parent.parent / "portal" / "demo" / "data" / "users.toml"


def introduction(port: int, logs: Path, *, demo: bool) -> str:
    """The text shown when the portal is ready."""
    prefix = os.environ.get("PORTAL_PREFIX", "").strip("/")
    address = f"http://localhost:{port}/" + (f"{prefix}/" if prefix else "")
    lines = ["", f"  The portal is running / 门户已启动：  {address}", ""]
    if demo:
        lines += demo_accounts(tomllib.loads(DEMO_USERS.read_text(encoding="utf-8")), address)
    lines += [f"  Logs / 日志：{logs}    Stop / 停止：Ctrl-C", ""]
    return "\n".join(lines)


def demo_accounts(data: dict[str, Any], address: str) -> list[str]:
    """The accounts of the government itself one by one, those of the other units by their prefix."""
    # Named by the portal, once; needs no settings.
    from portal.accounts.enums import Role  # noqa: PLC0415  importing it takes a while, so only when it is shown

    main = [user for user in data["user"] if "-" not in user["username"]]
    prefixes = sorted({user["username"].split("-")[0] for user in data["user"] if "-" in user["username"]})
    lines = [f"  Demo accounts / 演示账号（{address}accounts/login/），password / 口令：{data['password']}"]
    for user in main:
        roles = "、".join(str(Role(grant["role"]).label) for grant in user["assignments"])
        lines.append(f"    {user['username']:<12}{roles}（{user['display_name']}）")
    lines += [f"    Other units / 其他单位：{'、'.join(f'{prefix}-clerk' for prefix in prefixes)} …", ""]
    return lines

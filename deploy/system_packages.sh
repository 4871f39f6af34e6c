#!/bin/sh
# Installs system packages where it may (root and apt), otherwise shows the one command to type.
# deploy/system_packages.sh pdf [browser]: never fails, because the portal runs without them and says so.
set -eu
CDPATH='' cd -- "$(dirname -- "$0")/.."
. deploy/messages.sh

has_library() {
    PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null | grep -q "$1"
}

has_chinese_font() {
    if command -v fc-list >/dev/null 2>&1; then
        [ -n "$(fc-list :lang=zh-cn family 2>/dev/null | head -n 1)" ]
    else
        [ -n "$(find /usr/share/fonts /usr/local/share/fonts -iname '*cjk*' 2>/dev/null | head -n 1)" ]
    fi
}

missing=''
for feature in "$@"; do
    case $feature in
        pdf)
            has_library libpangoft2-1.0.so.0 || missing="$missing libpango-1.0-0 libpangoft2-1.0-0"
            has_library libharfbuzz-subset.so.0 || missing="$missing libharfbuzz-subset0"
            has_chinese_font || missing="$missing fontconfig fonts-noto-cjk"
            ;;
        browser) command -v chromium >/dev/null 2>&1 || missing="$missing chromium" ;;
    esac
done
[ -n "$missing" ] || exit 0

# After a failure (no network, say) the next starts stay quick: one attempt a day.
tried=.venv/system-packages-tried
if may_use_apt && [ -z "$(find "$tried" -mtime -1 2>/dev/null)" ]; then
    echo "Installing system packages / 正在安装系统组件：$missing"
    # shellcheck disable=SC2086  the list is meant to be split
    if apt_install $missing; then
        rm -f "$tried"
        exit 0
    fi
    touch "$tried" 2>/dev/null || true
fi
explain \
    "System packages are missing, so PDF files (or browser tests) are off. To switch them on, type: sudo apt-get install$missing" \
    "缺少系统组件，PDF 生成（或浏览器测试）暂不可用，其余功能不受影响。如需启用，请执行：sudo apt-get install$missing"

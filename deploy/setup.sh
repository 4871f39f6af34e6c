#!/bin/sh
# Makes .venv from the hash-pinned requirements: deploy/setup.sh [run|test].
# Quick when the requirements have not changed since the last time.
set -eu
CDPATH='' cd -- "$(dirname -- "$0")/.."
. deploy/messages.sh

purpose=${1:-run}
venv=.venv
version_ok='import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))'

case $purpose in
    run) requirements=requirements.txt needed_mb=600 ;;
    test) requirements=requirements-dev.txt needed_mb=1200 ;;
    *) stop_with "Usage: deploy/setup.sh run|test" "用法：deploy/setup.sh run|test" ;;
esac

is_current() {
    "$venv/bin/python" -c "$version_ok" 2>/dev/null &&
        [ "$(cat "$venv/installed-$purpose" 2>/dev/null)" = "$(cksum <"$requirements")" ]
}

find_python() {
    for candidate in "${PYTHON:-python3}" python3 python3.13 python3.12 python3.11; do
        if "$candidate" -c "$version_ok" 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    return 1
}

check_disk() {
    free_mb=$(df -Pk . | awk 'NR == 2 { print int($4 / 1024) }')
    [ "$free_mb" -ge "$needed_mb" ] || stop_with \
        "The disk is nearly full: $free_mb MB free here, the installation needs $needed_mb MB. Free some space and start again." \
        "磁盘空间不足：当前目录仅剩 $free_mb MB，安装需要 $needed_mb MB。请清理后重新执行。"
}

make_venv() {
    python=$(find_python) || stop_with \
        "Python 3.11, 3.12 or 3.13 is needed; found: $(python3 --version 2>&1 || true). Install one, or name it: make $purpose PYTHON=/path/to/python3.11" \
        "需要 Python 3.11、3.12 或 3.13，当前为：$(python3 --version 2>&1 || true)。请安装，或指明路径：make $purpose PYTHON=/路径/python3.11"
    if [ -n "$uv" ]; then
        "$uv" venv -q --clear --python "$python" "$venv"
        return
    fi
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        package=python$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv
        if may_use_apt; then apt_install "$package" || true; fi
        "$python" -c 'import ensurepip, venv' 2>/dev/null || stop_with \
            "This Python cannot make virtual environments (the package $package is missing). Install it and start again: apt-get install $package" \
            "当前 Python 不能创建虚拟环境（缺少软件包 $package）。请安装后重新执行：apt-get install $package"
    fi
    "$python" -m venv --clear "$venv"
}

install() {
    if [ -n "$uv" ]; then
        "$uv" pip install -q --compile-bytecode --require-hashes --python "$venv/bin/python" -r "$requirements"
    else
        "$venv/bin/python" -m pip install -qq --no-input --disable-pip-version-check --progress-bar off \
            --require-hashes -r "$requirements"
    fi
}

is_usable() {
    "$venv/bin/python" -c "$version_ok" 2>/dev/null &&
        { [ -n "$uv" ] || "$venv/bin/python" -m pip --version >/dev/null 2>&1; }
}

is_current && exit 0
uv=$(command -v uv || true)
check_disk
echo "Installing what the portal needs into $venv (once; up to two minutes) / 正在安装运行环境（仅首次，约一两分钟）…"
is_usable || make_venv
rm -f "$venv/installed-run" "$venv/installed-test"
install || stop_with \
    "Installing the Python packages failed; the reason is above (no network, a full disk or a blocked package index are the usual ones). Nothing was started." \
    "安装 Python 软件包失败，原因见上方输出（常见原因：网络不通、磁盘已满、软件源被拦截）。尚未启动任何服务。"
cksum <"$requirements" >"$venv/installed-$purpose"
# What the tests need includes what running needs.
cksum <requirements.txt >"$venv/installed-run"

# Sourced by the scripts beside it: how they speak when something is wrong.

# One paragraph in English, one in Chinese, on stderr; the caller decides how to go on.
explain() {
    printf '\n%s\n%s\n\n' "$1" "$2" >&2
}

stop_with() {
    explain "$1" "$2"
    exit 1
}

may_use_apt() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1
}

# Package lists may be missing (a fresh image) or stale, so they are fetched after a first failure only.
apt_install() {
    apt_quietly install "$@" || { apt_quietly update && apt_quietly install "$@"; }
}

apt_quietly() {
    DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends \
        -o DPkg::Lock::Timeout=120 -o Acquire::Retries=2 "$@" </dev/null >/dev/null 2>&1
}

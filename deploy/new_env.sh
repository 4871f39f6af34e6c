#!/bin/sh
# Writes .env from deploy/portal.env.example with fresh secrets; never touches an existing one.
set -eu
CDPATH='' cd -- "$(dirname -- "$0")/.."
. deploy/messages.sh
[ ! -e .env ] || stop_with \
    ".env exists already and is left as it is: new keys would make the stored personal data unreadable." \
    ".env 已存在，未作改动：更换密钥会使已加密的个人信息无法读取。"

random_key() { # 32 random bytes, URL-safe base64: the form of a data key, good for any secret
    head -c 32 /dev/urandom | base64 | tr '+/' '-_' | tr -d '\n'
}

umask 077
sed -e "s|^POSTGRES_PASSWORD=\$|POSTGRES_PASSWORD=$(random_key | tr -d '=')|" \
    -e "s|^PORTAL_SECRET_KEY=\$|PORTAL_SECRET_KEY=$(random_key)|" \
    -e "s|^PORTAL_DATA_KEYS=\$|PORTAL_DATA_KEYS=$(random_key)|" \
    deploy/portal.env.example >.env.new
mv .env.new .env
echo "Wrote .env; set the names and addresses in it, then: docker compose up -d / 已生成 .env，请填写站点名称和地址，然后执行：docker compose up -d"

#!/usr/bin/env bash
# Starts one of the shops and a Latchkey beside it: `start.sh NAME`. Ctrl-C stops both. `cargo xtask example NAME` builds and installs everything first.
#
#   LATCHKEY_BIN     Latchkey's executable
#   PROGRAMS         the folder with the programs of Python's packages, for Django and Flask
#   DATA             a folder for the databases, keys and sessions of both; without it, all of them begin anew
#   PORT, WHO_PORT, LATCHKEY_PORT
set -euo pipefail

name=${1:?names one of django, express, flask, go, php}
here=$(cd "$(dirname "$0")" && pwd)
: "${LATCHKEY_BIN:?is the path of the executable, such as target/dist/latchkey}"
LATCHKEY_BIN=$(realpath "$LATCHKEY_BIN")
export PORT=${PORT:-8080} WHO_PORT=${WHO_PORT:-8000} LATCHKEY_PORT=${LATCHKEY_PORT:-3000}
export LATCHKEY=http://127.0.0.1:$LATCHKEY_PORT
umask 077
export DATA=${DATA:-$(mktemp -d)}
mkdir -p "$DATA"
cd "$DATA"

# A key that both processes have. It stays, so that a second start finds the people as they were.
secret() {
    [[ -s $1 ]] || od -An -N32 -tx1 /dev/urandom | tr -d ' \n' >"$1"
    cat "$1"
}
WHO_KEY=$(secret who-key)
SECRET_KEY=$(secret secret-key)

who=http://127.0.0.1:$WHO_PORT/latchkey/who
# The shop in Go is its own reverse proxy, and has one port.
[[ $name != go ]] || who=http://127.0.0.1:$PORT/latchkey/who
export LATCHKEY__SERVER__ADDR=127.0.0.1:$LATCHKEY_PORT LATCHKEY__SERVER__PUBLIC_ORIGIN=http://localhost:$PORT
export LATCHKEY__SERVER__TRUSTED_PROXIES=127.0.0.1 LATCHKEY__BRAND__ISSUER=Shop
export LATCHKEY__APPLICATION__WHO=$who LATCHKEY__APPLICATION__WHO_KEY=$WHO_KEY
export RUST_LOG=${RUST_LOG:-warn}

if [[ ! -s application-key ]]; then
    action='{"name":"transfer.create","description":"Send money","required":true}'
    "$LATCHKEY_BIN" policy set "actions=[$action]" --reason "the shop's transfers are confirmed" >/dev/null
    "$LATCHKEY_BIN" application-keys create shop --scopes sessions:read,sessions:write,confirmations:write >application-key
fi
APPLICATION_KEY=$(cat application-key)
export WHO_KEY SECRET_KEY APPLICATION_KEY

trap 'kill $(jobs -p) 2>/dev/null || true; wait' EXIT
trap 'exit 143' INT TERM

# Waits until a program listens on a port.
listening() {
    until (: <"/dev/tcp/127.0.0.1/$1") 2>/dev/null; do
        for job in $(jobs -p); do kill -0 "$job" 2>/dev/null || exit 1; done
        sleep 0.1
    done
}

"$here/shop.sh" "$name" &
listening "$PORT"
"$LATCHKEY_BIN" serve &
listening "$LATCHKEY_PORT"

cat <<END

The shop is at http://localhost:$PORT, and two people have accounts in it:

    mira    example-harbour-9
    tom     example-lantern-4

Everything that the shop and Latchkey keep is in $DATA
END
wait -n

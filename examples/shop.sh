#!/usr/bin/env bash
# Starts one of the shops, and nginx in front of it where it has one: `shop.sh NAME`. It ends with this script.
#
#   PORT             where the shop is, from the outside: http://localhost:PORT
#   WHO_PORT         where Latchkey asks who is signed in
#   LATCHKEY         where Latchkey listens
#   WHO_KEY          the key with which Latchkey asks
#   APPLICATION_KEY  the key with which the shop asks Latchkey
#   PROGRAMS         the folder with the programs of Python's packages, for Django and Flask
#   DATA             a folder for databases, sessions and sockets; without it, a new one
set -euo pipefail
cd "$(dirname "$0")"

name=${1:?names one of django, express, flask, go, php}
: "${WHO_KEY:?}" "${APPLICATION_KEY:?}"
export PORT=${PORT:-8080} WHO_PORT=${WHO_PORT:-8000} LATCHKEY=${LATCHKEY:-http://127.0.0.1:3000} WHO_KEY APPLICATION_KEY
export ORIGIN=http://localhost:$PORT
export DATA=${DATA:-$(mktemp -d)} SECRET_KEY=${SECRET_KEY:-$(od -An -N32 -tx1 /dev/urandom | tr -d ' \n')}
mkdir -p -m 700 "$DATA"
DATA=$(realpath "$DATA")
# The shop asks Latchkey directly.
export PYTHONDONTWRITEBYTECODE=1 no_proxy=127.0.0.1,localhost NO_PROXY=127.0.0.1,localhost

trap 'kill $(jobs -p) 2>/dev/null || true; wait' EXIT
trap 'exit 143' INT TERM

# Waits until a program listens on a port, or has made a socket.
listening() {
    until (: <"/dev/tcp/127.0.0.1/$1") 2>/dev/null || [[ -S $1 ]]; do
        for job in $(jobs -p); do kill -0 "$job" 2>/dev/null || exit 1; done
        sleep 0.1
    done
}

# nginx with one of the files in `nginx`, at these ports.
nginx() {
    mkdir -p "$DATA/nginx"
    for file in latchkey.conf "$1"; do
        # One port may be the example's other one, so all of them are marked before any is written.
        sed -e "s/127.0.0.1:8080/@shop@/; s/127.0.0.1:8000/@who@/; s|http://127.0.0.1:3000|@latchkey@|" \
            -e "s/@shop@/127.0.0.1:$PORT/; s/@who@/127.0.0.1:$WHO_PORT/; s|@latchkey@|$LATCHKEY|" \
            -e "s|unix:php.sock|unix:$DATA/php.sock|; s|root ..;|root $PWD;|; s|SCRIPT_FILENAME index.php|SCRIPT_FILENAME $PWD/php/index.php|" \
            "nginx/$file" >"$DATA/nginx/$file"
    done
    cat >"$DATA/nginx/nginx.conf" <<END
user $(id -un) $(id -gn);
daemon off;
pid nginx.pid;
events {}
http {
  include /etc/nginx/mime.types;
  access_log off;
  client_body_temp_path body;
  proxy_temp_path proxy;
  fastcgi_temp_path fastcgi;
  uwsgi_temp_path uwsgi;
  scgi_temp_path scgi;
  include $1;
}
END
    # The files of the distribution lie beside its own configuration.
    ln -sf /etc/nginx/fastcgi_params "$DATA/nginx/"
    PATH=$PATH:/usr/sbin command nginx -p "$DATA/nginx" -c nginx.conf -e stderr &
}

# A server with as many threads as requests that may wait for Latchkey at once.
gunicorn() {
    "${PROGRAMS:?is the folder with gunicorn}/gunicorn" --no-control-socket --chdir "$name" --bind "127.0.0.1:$WHO_PORT" --threads 8 "$1" &
}

case $name in
django)
    (cd django && "$PROGRAMS/python" manage.py people)
    gunicorn shop.wsgi
    listening "$WHO_PORT"
    nginx http.conf
    ;;
flask)
    gunicorn shop:app
    listening "$WHO_PORT"
    nginx http.conf
    ;;
express)
    NODE_ENV=production PORT=$WHO_PORT node express/shop.js &
    listening "$WHO_PORT"
    nginx http.conf
    ;;
php)
    # The name has the version.
    programs=(/usr/sbin/php-fpm*)
    options=(--fpm-config "$PWD/php/php-fpm.conf" --prefix "$DATA")
    [[ $EUID != 0 ]] || options+=(--allow-to-run-as-root)
    RUN_AS=$(id -un) "${programs[-1]}" "${options[@]}" &
    listening "$DATA/php.sock"
    nginx php.conf
    ;;
go)
    # It is its own reverse proxy.
    (cd go && go build -buildvcs=false -o "$DATA/shop" .)
    (cd go && exec "$DATA/shop") &
    ;;
*)
    echo "there is no $name" >&2
    exit 2
    ;;
esac
wait -n

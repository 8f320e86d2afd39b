#!/bin/sh
# Makes the secrets of docker-compose.yml that are not there yet, in the folder secrets/ beside it.
set -eu
umask 077
here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
mkdir -p "$here/secrets"
cd "$here/secrets"
for name in sqlserver_sa_password database_migration_password database_password temporal_database_password auth_secret; do
  [ -e "$name" ] && continue
  # Letters and digits of 32 random bytes; the end of it is for rules that want each kind of character.
  secret=$(head -c 32 /dev/urandom | base64 | tr -d '/+=\n')
  [ "${#secret}" -ge 32 ]
  printf '%s-Aa1\n' "$secret" >"$name"
  echo "secrets/$name made"
done
# Containers read them as users of their own, through mounts; on this machine the folder lets nobody else in.
chmod 644 -- *_password auth_secret
if [ -e dialer_token ]; then chmod 644 dialer_token; else echo "Put the token of the 3C Plus account into secrets/dialer_token."; fi

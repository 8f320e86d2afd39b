#!/bin/sh
# Makes the two databases of the Temporal server, and brings their tables to the version of this image.
set -eu
SQL_PASSWORD=$(cat /run/secrets/temporal_database_password)
export SQL_PASSWORD

for database in temporal temporal_visibility; do
  case $database in *_visibility) tables=visibility ;; *) tables=temporal ;; esac
  tool() { temporal-sql-tool --plugin postgres12 --ep "$POSTGRES_SEEDS" -p "$DB_PORT" -u "$POSTGRES_USER" --db "$database" "$@"; }
  tool create
  tool setup-schema -v 0.0
  tool update-schema -d "${SCHEMA_FOLDER:-/etc/temporal/schema}/postgresql/v12/$tables/versioned"
done

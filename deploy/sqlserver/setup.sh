#!/bin/bash
# Makes the database and its two logins, or gives the logins the passwords that the secrets hold now.
set -euo pipefail
secret() { cat "/run/secrets/$1"; }
SQLCMDPASSWORD=$(secret sqlserver_sa_password)
MIGRATION_PASSWORD=$(secret database_migration_password)
PLANTAO_PASSWORD=$(secret database_password)
# They stand between single quotes in the script.
export SQLCMDPASSWORD MIGRATION_PASSWORD=${MIGRATION_PASSWORD//\'/\'\'} PLANTAO_PASSWORD=${PLANTAO_PASSWORD//\'/\'\'}
# -b ends it at the first error; -C: the server's certificate is its own.
exec /opt/mssql-tools18/bin/sqlcmd -b -C -S "$DB_SERVER" -U sa -i "${BASH_SOURCE%/*}/setup.sql"

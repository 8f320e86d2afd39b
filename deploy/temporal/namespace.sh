#!/bin/sh
# Makes the namespace and the search attributes that runs can be found by, if they are not there.
set -eu
namespace() { temporal operator namespace "$@" --namespace "$TEMPORAL_NAMESPACE"; }
attributes() { temporal operator search-attribute "$@" --namespace "$TEMPORAL_NAMESPACE"; }

# A server that has just begun to listen does not answer everything yet.
attempt=0
until namespace describe >/dev/null 2>&1 || namespace create --retention 30d; do
  attempt=$((attempt + 1))
  [ "$attempt" -lt 30 ]
  sleep 2
done

until known=$(attributes list 2>/dev/null); do
  attempt=$((attempt + 1))
  [ "$attempt" -lt 30 ]
  sleep 2
done
for name in PlantaoIntegration PlantaoDay PlantaoUnit PlantaoOutcome; do
  case $known in *"$name"*) ;; *) attributes create --name "$name" --type Keyword ;; esac
done

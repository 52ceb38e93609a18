#!/usr/bin/env bash
# The pages in Chromium, over the example collection: usage: run.sh UNSPIN FOLDER
#
# Screenshots of every page, light, dark and narrow, are left in FOLDER. Skipped (77)
# where Chromium or its driver cannot be had.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
unspin=$1 folder=$2
browser=$(command -v chromium || command -v chromium-browser || true)
[ -n "$browser" ] || { echo "no chromium"; exit 77; }
rm -rf "$folder"
mkdir -p "$folder"
cp "$here"/*.mjs "$here"/package*.json "$here"/.npmrc "$folder"
(cd "$folder" && npm ci --silent) || { echo "packages cannot be had"; exit 77; }

"$unspin" index create "$folder/index"
"$unspin" index add "$folder/index" "$here/../../../examples/collection/articles.jsonl" --report \
  > "$folder/added"
"$unspin" serve "$folder/index" --listen 127.0.0.1:0 2> "$folder/log" &
server=$!
trap 'kill $server 2>/dev/null || true; wait $server 2>/dev/null || true' EXIT
for _ in $(seq 100); do
  address=$(sed -n 's/.*\(http:[^ ]*\)$/\1/p' "$folder/log")
  [ -n "$address" ] && break
  sleep 0.1
done
[ -n "$address" ] || { cat "$folder/log"; exit 1; }
cd "$folder"
node pages.mjs "$address" "$browser" "$here/../../../examples/articles" .

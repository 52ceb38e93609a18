#!/bin/bash
# usage: run.sh UNSPIN LIBRARY   (UNSPIN_CUTS says how often: 15)
set -eu
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
python3 "$(dirname "$0")/index.py" "$1" "$2" "$scratch" "${UNSPIN_CUTS:-15}"

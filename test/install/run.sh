#!/usr/bin/env bash
# What is installed can be used: the binary finds its lexicon, and a stranger's
# project finds the library.
# usage: run.sh BUILD_DIR COMPILER
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

cmake --install "$1" --prefix "$scratch/usr" > "$scratch/install.log"
"$scratch/usr/bin/unspin" compare "$here/../../examples/articles/original.txt" \
  "$here/../../examples/articles/copy.txt" --json | grep -q '"relation":"spun"'

# The module that reads Parquet, where there is one, is found where it is installed.
if find "$scratch/usr" -name unspin-parquet.so | grep -q .; then
  "$scratch/usr/bin/unspin" extract "$here/../../fuzz/seeds/parquet/plain" |
    grep -q '"text":"two words"'
fi

cmake -S "$here" -B "$scratch/build" -DCMAKE_PREFIX_PATH="$scratch/usr" \
  -DCMAKE_CXX_COMPILER="$2" -DCMAKE_BUILD_TYPE=Release > "$scratch/configure.log"
cmake --build "$scratch/build" > "$scratch/build.log" || { cat "$scratch/build.log"; exit 1; }
"$scratch/build/stranger" "$scratch/usr/share/unspin/en.lexicon"

#!/usr/bin/env bash
# The OpenAPI document is valid: usage: openapi.sh DOCUMENT FOLDER
#
# Skipped (77) where the validator cannot be had.
set -euo pipefail
document=$1 folder=$2
if [ ! -e "$folder/ready" ]; then
  rm -rf "$folder"
  python3 -m venv "$folder" || { echo "no python venv"; exit 77; }
  "$folder/bin/pip" install -q --disable-pip-version-check openapi-spec-validator==0.7.1 ||
    { echo "PyPI cannot be reached"; exit 77; }
  touch "$folder/ready"
fi
"$folder/bin/python" -m openapi_spec_validator --schema 3.1.0 "$document"

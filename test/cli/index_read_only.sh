# Where nothing can be written: one clear line, the index as it was, and searching goes on.
source "$(dirname "$0")/common.sh"
python3 "$(dirname "$0")/write_collection.py" 300 100 > in.jsonl
head -200 in.jsonl > first.jsonl
run 0 "$unspin" index create ix first.jsonl

# checks FOLDER: of a read-only one that holds the index.
checks() {
  (cd "$1/ix" && find . -type f -exec sha256sum {} + | sort) > before
  for command in "add $1/ix in.jsonl" "remove $1/ix a0" "compact $1/ix" \
    "create $1/other in.jsonl"; do
    # shellcheck disable=SC2086
    run 2 "$unspin" index $command
    lines err 1
    says err "$1"
  done
  run 0 "$unspin" search "$1/ix" first.jsonl --json
  run 0 "$unspin" index info "$1/ix"
  run 0 "$unspin" index verify "$1/ix"
  (cd "$1/ix" && find . -type f -exec sha256sum {} + | sort) > after
  cmp -s before after || fail "the index has changed"
}

# Root may write anywhere but on a disk that is read-only.
mkdir disk
if [ "$(id -u)" -ne 0 ]; then
  cp -a ix disk/ix
  chmod -R a-w disk
  checks disk
  chmod -R u+w disk
elif mount -t tmpfs -o size=64m tmpfs disk 2> /dev/null; then
  trap 'umount "$scratch/disk"; rm -rf "$scratch"' EXIT
  cp -a ix disk/ix
  mount -o remount,ro disk || exit 77
  checks disk
else
  exit 77
fi

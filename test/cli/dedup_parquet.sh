# dedup writes Parquet back as Parquet, without the rows that go.
source "$(dirname "$0")/common.sh"
seeds=$articles/../../fuzz/seeds/parquet
mkdir in
cp "$seeds/plain" in/a.parquet
cp "$seeds/snappy" in/b.parquet
if "$unspin" extract in 2>&1 | grep -q "not in this build"; then
  echo "skipped: no Parquet in this build"
  exit 77
fi
run 0 "$unspin" dedup in --out new --keep first
silent err
says out "6 documents, 3 kept, 3 removed (3 identical)"
cmp <("$unspin" extract in/a.parquet | sed 's/new/in/g') <("$unspin" extract new/a.parquet | sed 's/new/in/g') ||
  fail "rows that stay"
[ "$("$unspin" extract new/b.parquet | wc -l)" -eq 0 ] || fail "rows that go"
[ "$(head -c 4 new/b.parquet)" = PAR1 ] || fail "no Parquet"
[ "$(field new/removed.jsonl "['duplicate_of']['file']")" = in/a.parquet ] || fail "for what"

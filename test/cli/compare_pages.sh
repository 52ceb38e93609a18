# compare takes the article out of pages, and packed files; of many records it says so.
source "$(dirname "$0")/common.sh"
write_page() {
  { echo "<html><head><title>$1</title></head><body><nav><a href=/a>Menu</a> <a href=/b>More</a></nav><article><h1>$1</h1>"
    sed 's/^/<p>/; s/$/<\/p>/' "$2"
    echo "</article><footer>Subscribe to our newsletter</footer></body></html>"
  } > "$3"
}
write_page "A report" "$articles/original.txt" a.html
write_page "A report" "$articles/copy.txt" b.html
run 0 "$unspin" compare a.html b.html --json
[ "$(field out "['relation']")" = spun ] || fail "relation $(field out "['relation']")"
gzip -k a.html
run 0 "$unspin" compare a.html.gz a.html --json
[ "$(field out "['relation']")" = identical ] || fail "packed and plain differ"
printf '{"text": "one"}\n{"text": "two"}\n' > many.jsonl
run 2 "$unspin" compare many.jsonl a.html
says err "more than one document"

# Two articles on different matters share nothing: exit status 1 and no passage.
source "$(dirname "$0")/common.sh"
write_unrelated
run 1 "$unspin" compare river.txt theatre.txt --json
[ "$(field out '["relation"]')" = unrelated ] || fail "related"
[ "$(field out '["passages"]')" = "[]" ] || fail "a passage"
silent err

# A folder, a picture and an unreadable list are each refused in one line.
source "$(dirname "$0")/common.sh"
write_unrelated
mkdir folder
run 2 "$unspin" compare folder river.txt
lines err 1
says err "folder: is a folder"

printf '\211PNG\r\n\032\n\000\000\000\rIHDR' > photo.png
run 2 "$unspin" compare river.txt photo.png
lines err 1
says err "photo.png: is a picture"

run 2 "$unspin" compare "$unspin" river.txt
says err "is a program"

#!/bin/sh
# uninstall.sh DEST LIST: removes what install.sh wrote into DEST/LIST, and the list. Folders that hold something else stay.
set -eu
dest=$1 list=$2
[ -e "$dest/$list" ] || { echo "nothing is installed in $dest" >&2; exit 1; }
copy=$(mktemp)
trap 'rm -f "$copy"' EXIT
cp "$dest/$list" "$copy"
rm -f "$dest/$list"
sed -n 's/^file //p' "$copy" | while IFS= read -r file; do
	rm -f "$dest/$file"
done
sed -n 's/^dir //p' "$copy" | while IFS= read -r dir; do
	rmdir --ignore-fail-on-non-empty "$dest/$dir" 2>/dev/null || true
done

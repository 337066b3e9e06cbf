#!/bin/sh
# install.sh STAGE DEST LIST: copies the tree STAGE to DEST and writes into DEST/LIST what that added, for uninstall.sh:
# every file, and the folders that were not there before, each behind those inside it.
set -eu
stage=$1 dest=$2 list=$3
mkdir -p "$dest"
new=$(mktemp)
trap 'rm -f "$new"' EXIT
(cd "$stage" && find . -mindepth 1 -type d) | sort | while IFS= read -r dir; do
	[ -d "$dest/$dir" ] || { install -d -m 755 "$dest/$dir"; echo "$dir"; }
done | sort -r >"$new"
# Those of an earlier installation are ours too.
[ ! -e "$dest/$list" ] || sed -n 's/^dir //p' "$dest/$list" >>"$new"
# What an earlier installation brought and this one does not.
if [ -e "$dest/$list" ]; then
	sed -n 's/^file //p' "$dest/$list" | while IFS= read -r file; do
		[ -e "$stage/$file" ] || [ -L "$stage/$file" ] || rm -f "$dest/$file"
	done
fi
(cd "$stage" && find . -type f -o -type l) | sort | while IFS= read -r file; do
	cp -dp "$stage/$file" "$dest/$file.new"
	mv -f "$dest/$file.new" "$dest/$file"
done
{
	(cd "$stage" && find . -type f -o -type l) | sed 's/^/file /'
	sort -ru "$new" | sed 's/^/dir /'
} >"$dest/$list.new"
mv -f "$dest/$list.new" "$dest/$list"

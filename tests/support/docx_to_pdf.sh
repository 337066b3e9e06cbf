#!/bin/sh
# docx_to_pdf.sh OUTDIR FILE.docx...: lets LibreOffice set the files in the project's own faces and
# prints how many pages each came to. Status 1 when one cannot be loaded or lacks a face.
set -u
here=$(cd "$(dirname "$0")" && pwd)
out=$1
shift
mkdir -p "$out"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sh "$here/fontconfig.sh" "$work" || exit 2
status=0
for file in "$@"; do
	pdf=$out/$(basename "$file" .docx).pdf
	rm -f "$pdf"
	# A profile of its own: a second instance on a shared one does nothing. Status 0 says nothing either.
	FONTCONFIG_FILE=$work/fonts.conf soffice "-env:UserInstallation=file://$work/profile" --headless \
		--convert-to pdf --outdir "$out" "$file" >/dev/null 2>&1
	if [ ! -s "$pdf" ]; then
		echo "$file: LibreOffice made no PDF"
		status=1
		continue
	fi
	foreign=$(pdffonts "$pdf" | sed 1,2d | grep -v 'Lianheti' || true)
	if [ -n "$foreign" ]; then
		printf '%s: set in other faces:\n%s\n' "$file" "$foreign"
		status=1
	fi
	echo "$file: $(pdfinfo "$pdf" | sed -n 's/^Pages: *//p') pages"
done
exit $status

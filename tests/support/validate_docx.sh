#!/bin/sh
# validate_docx.sh FILE.docx...
# Three gates, each blind to what another sees: the ZIP itself, the Open XML SDK, and our lint for
# what Word refuses beyond the schema. Status 1 when a file fails one, 2 when a gate is missing.
set -u
here=$(cd "$(dirname "$0")" && pwd)
sdk=$here/../node_modules/.bin/ooxml-validator
if [ ! -x "$sdk" ]; then
	echo "validate_docx: no Open XML SDK; run: make deps-test" >&2
	exit 2
fi
status=0
for file in "$@"; do
	if ! unzip -tqq "$file" >/dev/null 2>&1; then
		echo "$file: damaged ZIP"
		status=1
	fi
	# The wrapper's exit status is the verdict, but an answer without "ok" has checked nothing.
	if ! answer=$("$sdk" "$file") || ! printf '%s' "$answer" | grep -q '"ok": true'; then
		printf '%s: Open XML SDK:\n%s\n' "$file" "$answer" | head -40
		status=1
	fi
	python3 "$here/docx_lint.py" "$file" || status=1
done
exit $status

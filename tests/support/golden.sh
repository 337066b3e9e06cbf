#!/bin/sh
# Golden cases: tests/golden/<case>/ holds data.yaml and any of
#   cmd             words of the command line (default: make data.yaml --for test)
#   template.yaml   then the jurisdiction `test` has this one document, with tests/support/golden/jurisdiction.yaml
#   expect.diag expect.tree expect.pages expect.docx.xml expect.out expect.status
# A file that exists is checked; golden.sh BINARY accept rewrites the ones that exist.
set -eu
binary=$(realpath "$1") mode=$2
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

# $1: expected file, $2: what came out
compare() {
	[ -e "$1" ] || return 0
	if [ "$mode" = accept ]; then
		cp "$2" "$1"
	elif ! diff -u "$1" "$2" >"$work/diff" 2>&1; then
		head -40 "$work/diff"
		bad=1
	fi
}

for dir in "$root"/tests/golden/*/; do
	case=$(basename "$dir")
	[ -z "${T:-}" ] || case $case in *"$T"*) ;; *) continue ;; esac
	home=$work/home out=$work/out bad=0
	rm -rf "$home" "$out"
	mkdir -p "$home/templates" "$out"
	ln -s "$root/fonts" "$home/fonts"
	for item in "$root"/templates/*; do ln -s "$item" "$home/templates/"; done
	if [ -e "$dir/template.yaml" ]; then
		mkdir -p "$home/templates/test/1"
		cp "$root/tests/support/golden/jurisdiction.yaml" "$home/templates/test/1/"
		# Small data would fail checks that have tests of their own.
		rm -f "$home/templates/general.yaml"
		cp "$dir/template.yaml" "$home/templates/test/1/application.yaml"
	fi
	words='make data.yaml --for test'
	[ ! -e "$dir/cmd" ] || words=$(cat "$dir/cmd")
	formats=tree,pages
	[ ! -e "$dir/expect.docx.xml" ] || formats=$formats,docx
	case $words in make\ *) words="$words --to $formats --out $out" ;; esac
	status=0
	# The words of `cmd` are meant to be split.
	(cd "$dir" && LC_ALL=C LIANHETI_DATA= "$binary" $words --lang both --data-dir "$home") \
		>"$work/stdout" 2>"$work/stderr" || status=$?
	sed -i "s|$home/||g; s|$out/||g" "$work/stdout" "$work/stderr"
	echo "$status" >"$work/status"
	compare "$dir/expect.status" "$work/status"
	compare "$dir/expect.diag" "$work/stderr"
	compare "$dir/expect.out" "$work/stdout"
	for kind in tree pages; do
		[ -e "$dir/expect.$kind" ] || continue
		cat "$out"/*.$kind.txt >"$work/$kind" 2>/dev/null || echo "no output" >"$work/$kind"
		compare "$dir/expect.$kind" "$work/$kind"
	done
	if [ -e "$dir/expect.docx.xml" ]; then
		unzip -p "$out"/*.docx word/document.xml 2>/dev/null | sed 's/></>\n</g' >"$work/docx" ||
			echo "no output" >"$work/docx"
		compare "$dir/expect.docx.xml" "$work/docx"
	fi
	if [ ! -e "$dir/expect.status" ] && [ "$status" -gt 1 ]; then
		cat "$work/stderr"
		bad=1
	fi
	if [ "$bad" = 0 ]; then
		passed=$((passed + 1))
	else
		echo "golden case $case failed"
		failed=$((failed + 1))
	fi
done
echo "golden: $passed passed, $failed failed"
[ "$failed" = 0 ]

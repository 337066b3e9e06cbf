#!/bin/sh
# Measures the program as a whole process: medians of CPU time (user + system) and peak memory.
# $1: the binary. RUNS=9 by default. Nothing here passes or fails.
set -eu
binary=$1 runs=${RUNS:-9}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# measure NAME COMMAND...: median milliseconds of CPU and peak memory over the runs, after one warm-up
measure() {
	name=$1
	shift
	"$@" >/dev/null 2>&1 || { echo "$name: failed: $*"; return 0; }
	: >"$work/times"
	i=0
	while [ $i -lt "$runs" ]; do
		/usr/bin/time -f '%U %S %e %M' -a -o "$work/times" "$@" >/dev/null 2>&1
		i=$((i + 1))
	done
	awk -v name="$name" '
	{ cpu[NR] = ($1 + $2) * 1000; wall[NR] = $3 * 1000; mem[NR] = $4 / 1024 }
	END {
		n = asort_(cpu); m = asort_(mem); w = asort_(wall)
		k = int((NR + 1) / 2)
		printf "%-44s %8.1f ms CPU %8.1f ms wall %7.1f MB peak\n", name, cpu[k], wall[k], mem[k]
	}
	function asort_(a,   i, j, t) {
		for (i = 2; i <= NR; i++) { t = a[i]; for (j = i - 1; j >= 1 && a[j] > t; j--) a[j + 1] = a[j]; a[j + 1] = t }
		return NR
	}' "$work/times"
}

/usr/bin/python3 tests/support/generate.py --count 100 --seed 7 --out "$work/data"
echo "$(nproc) cores; medians of $runs runs"
measure "make, one form, PDF + DOCX" "$binary" make samples/complete.yaml --for urumqi --out "$work/out"
measure "make, one form, PDF" "$binary" make samples/complete.yaml --for urumqi --to pdf --out "$work/out"
measure "make, one form, DOCX" "$binary" make samples/complete.yaml --for urumqi --to docx --out "$work/out"
measure "make, one form, PDF fast" "$binary" make samples/complete.yaml --for urumqi --to pdf --compression fast --out "$work/out"
measure "check, one file" "$binary" check samples/complete.yaml
measure "check, 100 files" "$binary" check "$work"/data/*.yaml
ls -l "$work"/out/*.pdf "$work"/out/*.docx | awk '{ printf "%-44s %8d bytes\n", $NF, $5 }' | sed "s|$work/out/||"
if command -v soffice >/dev/null; then
	measure "LibreOffice, DOCX to PDF (for comparison)" soffice "-env:UserInstallation=file://$work/profile" \
		--headless --convert-to pdf --outdir "$work/lo" "$work/out/urumqi-application.docx"
fi
/usr/bin/python3 tests/support/bench_packet.py "$binary" "${COUNT:-1000}"

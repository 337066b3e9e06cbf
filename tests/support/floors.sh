#!/bin/sh
# Fails when a file includes a header of a higher floor, or when a foreign library is known to more
# than its one file.
set -eu
cd "$(dirname "$0")/../.."
awk '
BEGIN {
	n = split("util data doc tmpl layout emit job cli", names, " ")
	for (i = 1; i <= n; i++) floor[names[i]] = i
	home["yaml.h"] = "src/data/yaml.c"; home["hb.h"] = "src/layout/font.c"
	home["hpdf.h"] = "src/emit/pdfobj.c"; home["zip.h"] = "src/emit/opc.c"
	home["libdeflate.h"] = "src/emit/deflate.c"; home["expat.h"] = "src/emit/docx_read.c"
	home["cairo.h"] = "src/emit/png.c"
	home["xlsxwriter.h"] = "src/job/ledger.c"; home["cups/cups.h"] = "src/job/print.c"
}
/^[ \t]*#[ \t]*include/ {
	split($0, q, /[<">]/); header = q[2]
	split(FILENAME, parts, "/"); own = parts[2]
	split(header, h, "/")
	if ((h[1] in floor) && floor[h[1]] > floor[own]) {
		printf "%s:%d: floor %s includes the higher floor %s\n", FILENAME, FNR, own, h[1]; bad = 1
	}
	if ((header in home) && FILENAME != home[header]) {
		printf "%s:%d: <%s> belongs to %s alone\n", FILENAME, FNR, header, home[header]; bad = 1
	}
	if (header ~ /^hpdf_/ && FILENAME != "src/emit/pdfobj.c") {
		printf "%s:%d: libharu belongs to src/emit/pdfobj.c alone\n", FILENAME, FNR; bad = 1
	}
}
END { exit bad }' $(find src -name '*.[ch]')

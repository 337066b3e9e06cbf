#!/bin/sh
# Holds the tree against src/ROOMS: who includes whom, where each foreign library lives.
# With objects ($1: their folder, then each) also the calls: no lh__ name leaves its room, and no
# circle of files but the declared.
set -eu
cd "$(dirname "$0")/../.."
awk '
function trim(s) { gsub(/^[ \t]+|[ \t]+$/, "", s); return s }
function fail(text) { printf "%s:%d: %s\n", FILENAME, FNR, text; bad = 1 }
function room_of(path) { sub(/\/[^\/]*$/, "", path); return path }
FILENAME == "src/ROOMS" {
	if ($0 ~ /^#/ || $0 ~ /^[ \t]*$/) next
	split($0, col, "|")
	own = trim(col[1]); known[own] = 1; order[++rooms] = own
	n = split(trim(col[2]), names, /[ \t]+/)
	deep = names[n] == "..."
	for (i = 1; i <= n; i++) {
		if (names[i] == "" || names[i] == "...") continue
		if (!(names[i] in known)) fail("room " own " may enter " names[i] ", which stands above it or nowhere")
		may[own, names[i]] = 1
		if (deep) for (j = 1; j < rooms; j++) if ((names[i], order[j]) in may) may[own, order[j]] = 1
	}
	n = split(trim(col[3]), names, /[ \t]+/)
	for (i = 1; i <= n; i++) if (split(names[i], home_of, "=") == 2) home[home_of[1]] = "src/" own "/" home_of[2]
	next
}
FNR == 1 {
	own = room_of(substr(FILENAME, 5))
	if (!(own in known)) fail("no room " own " in src/ROOMS")
}
/^[ \t]*#[ \t]*include/ {
	split($0, q, /[<">]/); header = q[2]
	if (index($0, "\"") && header ~ /\//) {
		to = room_of(header)
		if (!(to in known)) fail("\"" header "\" is in no room")
		if (header ~ /\/inside\.h$/ && to != own) fail("\"" header "\" is the inside of another room")
	} else to = own
	if (to != own && !((own, to) in may)) fail("room " own " may not enter " to)
	key = header ~ /^hpdf/ ? "hpdf.h" : header
	if ((key in home) && FILENAME != home[key]) fail("<" header "> belongs to " home[key] " alone")
}
END { exit bad }' src/ROOMS $(find src -name '*.[ch]' | sort)

# The calls, once there are objects. A circle of files is allowed where a grammar
# is a circle: a table's cell holds blocks, in loading and in filling.
[ $# -gt 1 ] || exit 0
folder=$1; shift
nm -A "$@" | awk -v dir="$folder/" '
function room_of(path) { sub(/\/[^\/]*$/, "", path); return path }
{
	split($0, at, ":"); file = substr(at[1], length(dir) + 1); sub(/\.o$/, ".c", file)
	n = split($0, word, /[ \t]+/); kind = word[n - 1]; name = word[n]
	if (kind == "U") uses[file, name] = 1
	else if (kind ~ /^[TDRBCV]$/ && name ~ /^(lh|cli)_/) home[name] = file
}
END {
	for (pair in uses) {
		split(pair, use, SUBSEP)
		if (!(use[2] in home) || home[use[2]] == use[1]) continue
		from = use[1]; to = home[use[2]]
		if (use[2] ~ /^lh__/ && room_of(from) != room_of(to))
			print "src/" from ": " use[2] " belongs to the inside of " room_of(to) >"/dev/stderr"
		print from, to
	}
}' 2>"$folder/rooms.names" | sort -u >"$folder/rooms.calls"
declared='^tmpl/load/table\.c tmpl/load/block\.c$|^tmpl/fill/table\.c tmpl/fill/fill\.c$'
circles=$(grep -Ev "$declared" "$folder/rooms.calls" | tsort 2>&1 >/dev/null | sed 's/^tsort: //; s/^-: input contains a loop:/a circle of calls:/') || :
[ -z "$circles" ] || printf '%s\n' "$circles"
cat "$folder/rooms.names"
[ -z "$circles" ] && [ ! -s "$folder/rooms.names" ]

#!/bin/sh
# Runs unit test programs, shows the output of those that fail, ends with the totals.
passed=0 failed=0
for program in "$@"; do
	if output=$("$program" 2>&1); then
		n=$(printf '%s\n' "$output" | sed -n 's/.*\[  PASSED  \] \([0-9]*\) test.*/\1/p' | head -1)
		passed=$((passed + ${n:-0}))
	else
		printf '%s\n' "== $program" "$output"
		n=$(printf '%s\n' "$output" | sed -n 's/.*\[  FAILED  \] \([0-9]*\) test.*/\1/p' | head -1)
		failed=$((failed + ${n:-1}))
	fi
done
echo "unit: $passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]

#!/bin/sh
# End-to-end tests: the program as a user runs it, its files read by other programs.
set -u
cd "$(dirname "$0")/../.."
LIANHETI=$(realpath "$1") PYTHONPATH=tests/support:tests/e2e /usr/bin/python3 tests/support/e2e.py "${T:-}"

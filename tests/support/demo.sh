#!/bin/sh
# Fill every sample for every jurisdiction that it has a block for; $1: the binary, $2: output folder.
set -eu
binary=$1 out=$2
export LC_ALL=${LC_ALL:-zh_CN.UTF-8}
mkdir -p "$out"
keys=$("$binary" list jurisdictions | awk '{ print $1 }')
for key in $keys; do
	"$binary" make samples/complete.yaml --for "$key" --doc all --out "$out"
	"$binary" make --blank --for "$key" --doc all --out "$out"
done
echo
echo "文书已写入 / the papers are in: $(cd "$out" && pwd)"

#!/bin/sh
# fontconfig.sh DIR: writes DIR/fonts.conf, with which LibreOffice finds the project's own faces, and
# nothing else, under the names that our DOCX files write. Page breaks can then be compared.
#
#   FONTCONFIG_FILE=DIR/fonts.conf soffice --headless …
set -eu
dir=$1
mkdir -p "$dir/cache"
dir=$(cd "$dir" && pwd)
fonts=$(cd "$(dirname "$0")/../../fonts" && pwd)

# One line a typeface: the family in our file, then the names it answers to.
alias_of() {
	family=$1
	shift
	for name in "$@"; do
		printf '\t<match target="pattern">\n'
		printf '\t\t<test qual="any" name="family"><string>%s</string></test>\n' "$name"
		printf '\t\t<edit name="family" mode="assign" binding="strong"><string>%s</string></edit>\n' "$family"
		printf '\t</match>\n'
	done
}

{
	printf '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>\n'
	printf '\t<dir>%s</dir>\n\t<cachedir>%s/cache</cachedir>\n' "$fonts" "$dir"
	alias_of 'Lianheti Song' 宋体 SimSun 'Times New Roman'
	alias_of 'Lianheti Fang' 仿宋 FangSong 仿宋_GB2312
	alias_of 'Lianheti Hei' 黑体 SimHei
	alias_of 'Lianheti Kai' 楷体 KaiTi 楷体_GB2312
	alias_of 'Lianheti Title' 方正小标宋简体 华文中宋
	alias_of 'Lianheti Names' SimSun-ExtB
	alias_of 'Lianheti Box' 'Segoe UI Symbol'
	printf '</fontconfig>\n'
} >"$dir/fonts.conf"

#!/bin/bash
# fresh.sh: the README's commands on a machine that has nothing yet.
#
#   fresh.sh root       `make deps demo` in a minimal Debian 12, as root, and as a user with sudo in a folder with blanks
#                       and Chinese characters in its name; the papers are looked at. Then `make deb`, and the packages
#                       are installed, used and removed where no sources are. Status 77: no such root can be made here.
#   fresh.sh stand-in   both commands on this machine, with apt-get, npm and pkg-config made to see nothing before the
#                       install. Needs what deps-test installs.
#
# A clean clone of the last commit is built, never the work tree. Nothing is kept.
set -euo pipefail
cd "$(dirname "$0")/../.."
repo=$PWD
work=$(mktemp -d)
# What is mounted is mounted in a namespace of its own and gone with it.
trap 'rm -rf --one-file-system "$work"' EXIT
git -c safe.directory='*' clone -q "$repo" "$work/clone"

cannot() {
	echo "no minimal Debian root can be made here: $*" >&2
	exit 77
}

# The machine's own Debian sources, as it reaches them, without what else is configured.
make_root() {
	local suites='bookworm|bookworm-updates|bookworm-security'
	[ "$(id -u)" = 0 ] || cannot "not root"
	unshare --mount --pid --fork true || cannot "no namespaces"
	apt-get update -qq
	apt-get -o DPkg::Lock::Timeout=600 install -y -qq --no-install-recommends mmdebstrap python3 poppler-utils ||
		cannot "no mmdebstrap"
	apt-get indextargets --format 'deb $(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' 'Origin: Debian' |
		grep -E " ($suites) " | sort -u >"$work/sources.list" || cannot "no source of Debian 12 is configured"
	apt-config dump --no-empty --format '%f "%v";%n' Acquire::http Acquire::https Acquire::Retries \
		Acquire::Check-Valid-Until Acquire::Check-Date Acquire::Languages >"$work/apt.conf"
	mmdebstrap --variant=minbase --include=make,sudo --aptopt="$work/apt.conf" bookworm "$work/pristine" \
		"$work/sources.list" || cannot "mmdebstrap failed"
	cp -L /etc/resolv.conf /etc/hosts "$work/pristine/etc/"
}

new_root() {
	rm -rf --one-file-system "$work/root"
	cp -a "$work/pristine" "$work/root"
	in_root root 'useradd -m -d /home/办事员 clerk && echo "clerk ALL=(ALL) NOPASSWD: ALL" >/etc/sudoers.d/clerk'
}

# in_root USER COMMAND: a shell of that user in the root
in_root() {
	env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin \
		unshare --mount --pid --fork --kill-child --mount-proc="$work/root/proc" \
		chroot "$work/root" runuser -l "$1" -c "$2"
}

list_documents='for key in $($lianheti list jurisdictions | cut -d" " -f1); do
	$lianheti list documents --for $key | sed "s/^/$key /" | cut -d" " -f1,2; done'

look_at() {
	local lead
	lead=$(sed -n '/role: lead/,/name:/s/^ *name: *//p' samples/complete.yaml | head -1)
	/usr/bin/python3 tests/support/look_at_papers.py "$1" "$lead" <"$work/list"
}

# try USER COMMAND: what it says is shown when it fails
try() {
	in_root "$1" "$2" >"$work/log" 2>&1 || { tail -60 "$work/log"; echo "FAILED as $1: $2"; return 1; }
}

# try_demo USER FOLDER COMMAND: a clone in FOLDER of the root, COMMAND there, and a look at the papers
try_demo() {
	local start=$SECONDS
	mkdir -p "$(dirname "$work/root$2")"
	cp -R "$work/clone" "$work/root$2"
	in_root root "chown -R $1: '$2/../'"
	try "$1" "cd '$2' && $3"
	in_root "$1" "cd '$2' && lianheti=build/lianheti && $list_documents" >"$work/list"
	look_at "$work/root$2/out"
	echo "ok ($((SECONDS - start)) s) as $1 in $2: $3"
}

in_fresh_root() {
	(make_root) >"$work/log" 2>&1 || { tail -20 "$work/log" >&2; exit 77; }
	new_root
	try_demo root /root/lianheti 'make deps demo'
	mv "$work/root/root/lianheti/out" "$work/papers"
	new_root
	local folder='/home/办事员/我的 项目/lianheti'
	try_demo clerk "$folder" 'make -j2 demo deps'
	try clerk "cd '$folder' && make deps-deb deb"
	cp -R "$work/root$folder/build/deb" "$work/deb"
	echo "ok: make deps-deb deb"
	try_packages
}

# The packages where nothing else is: installed with what they depend on, used by a user, removed.
try_packages() {
	new_root
	cp -R "$work/deb" "$work/root/deb"
	try root 'apt-get update -qq && apt-get install -y -qq --no-install-recommends /deb/*.deb'
	in_root clerk 'cd /usr/share/doc/lianheti && sh -s lianheti ~/out' <tests/support/demo.sh >"$work/log" 2>&1 ||
		{ tail -60 "$work/log"; echo "FAILED: the installed program"; return 1; }
	in_root clerk "lianheti=lianheti && $list_documents" >"$work/list"
	look_at "$work/root/home/办事员/out"
	diff -rq "$work/papers" "$work/root/home/办事员/out" || { echo "FAILED: the installed program makes other papers"; return 1; }
	try root 'dpkg -r lianheti liblianheti-dev liblianheti0 lianheti-data'
	# What dpkg keeps of a package that had files of its own to keep.
	local left
	left=$(in_root root "find / -xdev -path /home -prune -o -path /deb -prune -o -path /proc -prune -o -name '*lianheti*' -print
		dpkg -l | grep lianheti || true")
	[ -z "$left" ] || { echo "FAILED: dpkg -r leaves:" "$left"; return 1; }
	echo "ok: dpkg -i, use, dpkg -r"
}

# The tools find nothing until apt-get has been told to install.
wrap_tools() {
	mkdir "$work/bin"
	cat >"$work/bin/apt-get" <<-X
		#!/bin/sh
		case " \$* " in *' install '*) touch '$work/installed' ;; esac
	X
	printf '#!/bin/sh\n[ -e "%s" ] || { echo "npm before apt-get install" >&2; exit 1; }\n' "$work/installed" >"$work/bin/npm"
	printf '#!/bin/sh\n[ -e "%s" ] || exit 1\nexec %s "$@"\n' "$work/installed" "$(command -v pkg-config)" \
		>"$work/bin/pkg-config"
	printf '#!/bin/sh\nexec "$@"\n' >"$work/bin/sudo"
	chmod 755 "$work"/bin/*
}

# One unit test stands for all: what is looked at is that the libraries are found after the install.
on_this_machine() {
	local command start
	wrap_tools
	for command in 'make -j2 deps demo' 'make -j2 deps-test all unit T=utf8'; do
		start=$SECONDS
		rm -rf "$work/installed" "$work/clone/build"
		(cd "$work/clone" && PATH=$work/bin:$PATH $command) >"$work/log" 2>&1 ||
			{ tail -60 "$work/log"; echo "FAILED with tools that see nothing: $command"; return 1; }
		(cd "$work/clone" && lianheti=build/lianheti && eval "$list_documents") >"$work/list"
		look_at "$work/clone/out"
		echo "ok ($((SECONDS - start)) s) with tools that see nothing before the install: $command"
	done
}

case ${1:-} in
root) in_fresh_root ;;
stand-in) on_this_machine ;;
*) sed -n '2,10s/^# *//p' "$0" >&2; exit 2 ;;
esac

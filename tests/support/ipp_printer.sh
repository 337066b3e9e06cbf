#!/bin/bash
# ipp_printer.sh COMMAND [ARG...]: runs COMMAND as root beside an IPP Everywhere printer and a print
# queue that nobody else can reach (a network namespace of their own). COMMAND sees
#   IPP_URI      the printer itself
#   CUPS_SERVER  a print server with the queue "room"
#   RECEIVED     a folder: NAME and NAME.attrs of every job as the printer got it
# QUEUE=0 leaves the print server out; IPP_FORMATS are what the printer takes.
# It ends when the printer has everything. Status 77 when the machine cannot do it: no root, no namespaces, a program is missing.
set -u
PATH=$PATH:/usr/sbin:/sbin
if [ -z "${LH_IN_NAMESPACE:-}" ]; then
	for program in unshare ip dbus-daemon avahi-daemon ippeveprinter ipptool cupsd lpadmin; do
		command -v $program >/dev/null || { echo "no $program" >&2; exit 77; }
	done
	unshare -n true 2>/dev/null || { echo "no network namespaces" >&2; exit 77; }
	exec env LH_IN_NAMESPACE=1 unshare -n -- bash "$0" "$@"
fi
ip link set lo up
work=$(mktemp -d)
chmod 755 "$work"
pids=()
trap 'kill "${pids[@]}" 2>/dev/null; wait 2>/dev/null; rm -rf "$work"' EXIT
export RECEIVED=${RECEIVED:-$work/received}
mkdir -p "$RECEIVED" "$work/spool"

wait_for() {
	for _ in $(seq 600); do "$@" >/dev/null 2>&1 && return 0; sleep .1; done
	return 1
}

# The printer will not start without Avahi, and Avahi not without a message bus.
cat >"$work/bus.conf" <<X
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>system</type><listen>unix:path=$work/bus</listen><auth>EXTERNAL</auth>
<policy context="default"><allow user="*"/><allow own="*"/><allow send_type="method_call"/>
<allow send_type="signal"/><allow send_type="method_return"/><allow send_type="error"/>
<allow receive_type="method_call"/><allow receive_type="signal"/><allow receive_type="method_return"/>
<allow receive_type="error"/></policy></busconfig>
X
export DBUS_SYSTEM_BUS_ADDRESS=unix:path=$work/bus
dbus-daemon --config-file="$work/bus.conf" --nofork --nopidfile >"$work/bus.log" 2>&1 & pids+=($!)
wait_for test -S "$work/bus"
printf '[server]\nuse-ipv6=no\nallow-interfaces=lo\n[wide-area]\nenable-wide-area=no\n' >"$work/avahi.conf"
avahi-daemon --no-drop-root --no-chroot --no-rlimits -f "$work/avahi.conf" >"$work/avahi.log" 2>&1 & pids+=($!)
wait_for grep -q 'startup complete' "$work/avahi.log"

cat >"$work/keep" <<'X'
#!/bin/sh
cp "$1" "$RECEIVED/$(basename "$1")"
env | grep '^IPP_' | LC_ALL=C sort >"$RECEIVED/$(basename "$1").attrs"
X
chmod 755 "$work/keep"
export IPP_URI=ipp://localhost:8631/ipp/print
ippeveprinter -r off -n localhost -p 8631 -k -2 -f "${IPP_FORMATS:-application/pdf,image/pwg-raster,image/jpeg}" \
	-d "$work/spool" -c "$work/keep" room >"$work/printer.log" 2>&1 & pids+=($!)
wait_for ipptool -q "$IPP_URI" get-printer-attributes.test || { cat "$work/printer.log" >&2; exit 3; }

# All that was sent has been received, attributes included: the list of jobs is its heading alone.
printer_is_done() { [ "$(ipptool -c "$IPP_URI" get-jobs.test | grep -c .)" = 1 ]; }
queue_is_done() { [ -z "$(lpstat -o room)" ] && printer_is_done; }

if [ "${QUEUE:-1}" = 0 ]; then
	"$@"
	status=$?
	wait_for printer_is_done
	exit $status
fi

c=$work/cups
mkdir -p "$c"/{root,cache,spool/tmp,state,log}
chown -R root:lp "$c"
chmod 1770 "$c/spool/tmp"
cat >"$c/cups-files.conf" <<X
ServerRoot $c/root
CacheDir $c/cache
RequestRoot $c/spool
TempDir $c/spool/tmp
StateDir $c/state
Printcap
AccessLog $c/log/access
ErrorLog $c/log/error
PageLog $c/log/page
SystemGroup root
User lp
Group lp
Sandboxing relaxed
X
cat >"$c/cupsd.conf" <<X
LogLevel info
Listen localhost:8632
Listen $c/state/cups.sock
Browsing Off
DefaultAuthType None
WebInterface No
<Location />
 Order allow,deny
 Allow all
</Location>
<Policy default>
 <Limit All>
  Order deny,allow
 </Limit>
</Policy>
X
cupsd -f -c "$c/cupsd.conf" -s "$c/cups-files.conf" >"$c/log/out" 2>&1 & pids+=($!)
export CUPS_SERVER=localhost:8632
wait_for lpstat -r || { cat "$c/log/error" >&2; exit 3; }
# lpadmin ends with 0 even when it could not ask the printer: ask what the queue knows.
make_queue() {
	lpadmin -p room -v "$IPP_URI" -m everywhere -E 2>/dev/null
	lpoptions -p room -l | grep '^Duplex'
}
wait_for make_queue || { tail -5 "$work/printer.log" "$c/log/error" >&2; exit 3; }
"$@"
status=$?
wait_for queue_is_done
exit $status

#!/bin/bash
# slurm_node.sh COMMAND [ARG...]: runs COMMAND as root beside a Slurm cluster of one node that nobody else can
# reach (a network namespace of its own). Status 77 when the machine cannot do it.
set -u
PATH=$PATH:/usr/sbin:/sbin
if [ -z "${LH_IN_NAMESPACE:-}" ]; then
	for program in unshare ip munged slurmctld slurmd sbatch sinfo; do
		command -v $program >/dev/null || { echo "no $program" >&2; exit 77; }
	done
	unshare -n true 2>/dev/null || { echo "no network namespaces" >&2; exit 77; }
	exec env LH_IN_NAMESPACE=1 unshare -n -- bash "$0" "$@"
fi
host=$(hostname -s)
getent hosts "$host" | grep -q '^127\.' || { echo "the name $host is not on loopback" >&2; exit 77; }
# With 127.0.0.1 alone Slurm takes the machine for one without a network.
ip link set lo up && ip addr add 127.0.0.2/8 dev lo
work=$(mktemp -d)
pids=()
trap 'kill "${pids[@]}" 2>/dev/null; wait 2>/dev/null; rm -rf "$work"' EXIT
mkdir -p "$work"/{state,spool}
export SLURM_CONF=$work/slurm.conf
(umask 077; dd if=/dev/urandom of="$work/key" bs=1024 count=1 status=none)
cat >"$SLURM_CONF" <<X
ClusterName=test
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=16817
SlurmdPort=16818
CommunicationParameters=NoCtldInAddrAny,NoInAddrAny
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=$work/munge
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd.pid
SlurmctldLogFile=$work/slurmctld.log
SlurmdLogFile=$work/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerParameters=sched_min_interval=0,batch_sched_delay=0
ReturnToService=2
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=test Nodes=$host Default=YES MaxTime=INFINITE State=UP
X
munged --foreground --force --key-file="$work/key" --socket="$work/munge" --log-file="$work/munged.log" \
	--pid-file="$work/munged.pid" --seed-file="$work/seed" >/dev/null 2>&1 & pids+=($!)
for _ in $(seq 600); do [ -S "$work/munge" ] && break; sleep .1; done
slurmctld -D -f "$SLURM_CONF" >/dev/null 2>&1 & pids+=($!)
slurmd -D -f "$SLURM_CONF" >/dev/null 2>&1 & pids+=($!)
for _ in $(seq 300); do
	sinfo -h -o %t 2>/dev/null | grep -qE 'idle|mix|alloc' && { "$@"; exit; }
	sleep .2
done
tail -5 "$work"/*.log >&2
exit 3

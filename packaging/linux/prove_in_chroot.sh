#!/usr/bin/env bash
# Prove the set-up on a Debian or Ubuntu with nothing prepared: a bare system in a folder, this commit, python3, no more.
#
#   sudo packaging/linux/prove_in_chroot.sh [--suite S] [--components C] [--copy PATH]... MIRROR FOLDER [COMMAND]...
#
# MIRROR   where debootstrap fetches packages from
# FOLDER   the bare system to make; one that an earlier run made is used again
# COMMAND  what bootstrap.py is asked, each as one word ("run --out /tmp/out"); default: run, run again, test
# --suite  the release (default: bookworm); --components its parts (default: main; Ubuntu wants main,universe)
# --copy   a file or folder of this machine that the bare one needs to reach the network, to the same place:
#          a certificate folder, a proxy for apt, pip's configuration; said once for each
#
# What is exported under the names PIP_*, *_proxy, SSL_CERT_FILE and REQUESTS_CA_BUNDLE is passed on, nothing else.
set -euo pipefail

suite=bookworm
components=main
copies=(/etc/resolv.conf)
while [[ ${1:-} == --* ]]; do
    case $1 in
        --suite) suite=$2 ;;
        --components) components=$2 ;;
        --copy) copies+=("$2") ;;
        *) echo "unknown option $1" >&2; exit 2 ;;
    esac
    shift 2
done
if (($# < 2)); then
    sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "$0" >&2
    exit 2
fi
mirror=$1
root=$(realpath -m "$2")
shift 2
commands=("$@")
((${#commands[@]})) || commands=("run --out /tmp/out" "run --out /tmp/out" "test")
checkout=$(realpath "$(dirname "$0")/../..")

if [[ ! -e $root/bare-system-is-complete ]]; then
    debootstrap --variant=minbase --components="$components" --include=python3,ca-certificates "$suite" "$root" "$mirror"
    touch "$root/bare-system-is-complete"
fi
for path in "${copies[@]}"; do
    mkdir -p "$root$(dirname "$path")"
    cp -rL --remove-destination "$path" "$root$(dirname "$path")/"
done
# Nothing may start in there: a PostgreSQL server just installed would outlive this script and hold the folder.
printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
chmod +x "$root/usr/sbin/policy-rc.d"
rm -rf "$root/opt/greeter"
git clone --quiet --no-hardlinks "$checkout" "$root/opt/greeter"

# Never delete the folder while these are mounted: they are this machine's own.
unmount() {
    for place in dev proc; do
        if mountpoint -q "$root/$place"; then umount -R "$root/$place"; fi
    done
}
trap unmount EXIT
mount -t proc proc "$root/proc"
mount --rbind --make-rslave /dev "$root/dev"

kept=()
while IFS= read -r -d '' setting; do
    case $setting in
        PIP_*=* | *_proxy=* | *_PROXY=* | SSL_CERT_FILE=* | REQUESTS_CA_BUNDLE=*) kept+=("$setting") ;;
    esac
done < <(env -0)
inside=(chroot "$root" /usr/bin/env -i HOME=/root TERM="${TERM:-dumb}" PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin)
inside+=("${kept[@]}")

failed=0
for command in "${commands[@]}"; do
    began=$(date +%s%N)
    code=0
    # A command is split into its words on purpose.
    # shellcheck disable=SC2086
    "${inside[@]}" python3 /opt/greeter/packaging/bootstrap.py $command || code=$?
    printf -- '-- %s: exit %d after %d.%03d s\n' "$command" "$code" $((($(date +%s%N) - began) / 1000000000)) $((($(date +%s%N) - began) / 1000000 % 1000))
    ((code == 0)) || failed=1
done
exit "$failed"

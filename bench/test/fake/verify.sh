#!/usr/bin/env bash
# Writes the digest of the target, with the fault that FAKE_TARGET names: none, garbage, rows, digest
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/behave.sh"
trace "verify $1"
behave verify
rows=$BENCH_ROWS
digest=c0ffee
if [[ -n ${FAKE_OTHER-} && $1 == fast ]]; then
  rows=7 digest=0ddba11
fi
case ${FAKE_TARGET-} in
  none) exit 0 ;;
  garbage)
    printf '\377\001{"rows"' >"$BENCH_TARGET"
    exit 0
    ;;
  rows) rows=1 ;;
  digest) digest=bad ;;
esac
printf '{"rows": %d, "digest": "%s"}\n' "$rows" "$digest" >"$BENCH_TARGET"

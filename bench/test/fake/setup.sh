#!/usr/bin/env bash
# Writes facts and its environment, and on demand starts a server that ends with the lifeline. With FAKE_OTHER the mode
# fast leaves other rows in the target than it reads.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/behave.sh"
trace setup
behave setup
env | grep '^\(BENCH\|FAKE_STORE\)' | sort >"$FAKE_TRACE.env"
other=
if [[ -n ${FAKE_OTHER-} ]]; then
  other=", \"fast.rows\": 7, \"fast.digest\": \"0ddba11\""
fi
echo "{\"provider\": \"fake\", \"server\": \"9.1\", \"rows\": $BENCH_ROWS, \"digest\": \"c0ffee\"$other}" >"$BENCH_FACTS"
if [[ -n ${FAKE_SERVER-} ]]; then
  # Like a real one: it runs in the background, and ends at the end of its input.
  (cat >/dev/null && echo ended >"$FAKE_SERVER.ended") <"$BENCH_LIFELINE" >/dev/null 2>&1 &
  echo $! >"$FAKE_SERVER.pid"
fi

#!/usr/bin/env bash
# Leaves facts, a trace of what it was told, and on demand a server that lives by the lifeline.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/behave.sh"
trace setup
behave setup
env | grep '^BENCH_' | sort >"$FAKE_TRACE.env"
echo "{\"provider\": \"fake\", \"postgres\": \"18.6\"}" >"$BENCH_FACTS"
if [[ -n ${FAKE_SERVER-} ]]; then
  # In the shape of a real one: started in the background, it ends when nobody holds its input any more.
  (cat >/dev/null && echo ended >"$FAKE_SERVER.ended") <"$BENCH_LIFELINE" >/dev/null 2>&1 &
  echo $! >"$FAKE_SERVER.pid"
fi

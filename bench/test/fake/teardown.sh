#!/usr/bin/env bash
# Ends the server that setup.sh started, if any.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/behave.sh"
trace teardown
if [[ -n ${FAKE_SERVER-} && -e $FAKE_SERVER.pid ]]; then
  kill "$(<"$FAKE_SERVER.pid")" 2>/dev/null || true
  rm -f "$FAKE_SERVER.pid"
fi
behave teardown

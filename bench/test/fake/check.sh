#!/usr/bin/env bash
# Refuses the peer "absent", and the mode of FAKE_MISSING=mode:commit in the build of that commit.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/behave.sh"
behave check
if [[ $1 == absent ]]; then
  echo "absent is not installed"
  exit 3
fi
if [[ ${FAKE_MISSING-} == "$1:$(build_commit)" ]]; then
  echo "no codec $1"
  exit 3
fi

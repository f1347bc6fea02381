#!/usr/bin/env bash
# Checks all scripts of the house by shellcheck, then the harness by its bats tests. Part of mvn verify.
set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
cd -- "$root"

for program in shellcheck bats git; do
  if ! command -v "$program" >/dev/null; then
    echo "The checks of the scripts need $program: apt-get install $program on Debian, or leave them out with -Dquick." >&2
    exit 1
  fi
done

shopt -s nullglob
shellcheck --check-sourced --external-sources bench/bench.sh bench/compare.sh
# Each test is a subshell, by design; repo, dist and results come from support.bash.
shellcheck --external-sources --exclude=SC2030,SC2031,SC2154 bench/test/*.bats
shellcheck --external-sources --source-path=SCRIPTDIR bench/test/*.sh bench/test/fake/*.sh \
  ./*/src/main/dist/bin/* connectors/*/src/main/dist/bin/*
# A config.sh assigns what others read.
configs=(connectors/*/config.sh)
if ((${#configs[@]})); then
  shellcheck --shell=bash --exclude=SC2034 "${configs[@]}"
fi
for script in connectors/*/*.sh; do
  if [[ $script != */config.sh ]]; then
    shellcheck --external-sources --source-path=SCRIPTDIR "$script"
  fi
done

bats bench/test

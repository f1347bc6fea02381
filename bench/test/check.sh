#!/usr/bin/env bash
# Checks all scripts of the repository by ShellCheck. Part of mvn verify.
# Usage: check.sh [DIRECTORY], which holds binaries for several platforms, as the build unpacks them.
set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
binaries=${1-}

# platform_name: how the directory of binaries calls this platform.
platform_name() {
  case $(uname -sm) in
    'Linux x86_64') echo Linux_x86_64 ;;
    'Linux aarch64') echo Linux_aarch64 ;;
    'Linux armv'[67]*) echo Linux_armv6hf ;;
    # An arm64 Mac runs the x86_64 binary if Rosetta is installed.
    Darwin*) echo macOS_x86_64 ;;
    *) echo none ;;
  esac
}

# find_shellcheck: prints the binary that the build unpacked if it runs here, else the one on PATH.
find_shellcheck() {
  local candidate
  for candidate in "$binaries/$(platform_name)"/*/shellcheck shellcheck; do
    if "$candidate" --version >/dev/null 2>&1; then
      printf '%s' "$candidate"
      return
    fi
  done
  echo "The build has no ShellCheck for this platform ($(uname -sm)):" \
    "put one on PATH (Debian package shellcheck), or skip the checks with -Dquick." >&2
  return 1
}

shellcheck=$(find_shellcheck)
cd -- "$root"
shopt -s nullglob

"$shellcheck" --check-sourced --external-sources bench/bench.sh bench/compare.sh
"$shellcheck" --external-sources --source-path=SCRIPTDIR .ci/run bench/test/*.sh bench/test/fake/*.sh \
  ./*/src/main/dist/bin/* connectors/*/src/main/dist/bin/* connectors/*/*/src/main/dist/bin/*
# A config.sh assigns variables that the harness reads.
configs=(connectors/*/config.sh)
if ((${#configs[@]})); then
  "$shellcheck" --shell=bash --exclude=SC2034 "${configs[@]}"
fi
for script in connectors/*/*.sh; do
  if [[ $script != */config.sh ]]; then
    "$shellcheck" --external-sources --source-path=SCRIPTDIR "$script"
  fi
done

#!/usr/bin/env bash
# check.sh MODE: whether the build in $BENCH_DIST has what the mode needs; if not, says what it lacks.
set -euo pipefail
# shellcheck source=connectors/postgres/config.sh
source "$BENCH_ROOT/connectors/$BENCH_CONNECTOR/config.sh"
# shellcheck source=bench/lib/weir-build.sh
source "$BENCH_ROOT/bench/lib/weir-build.sh"

mode=${1:?usage: check.sh MODE}
if [[ -n ${peer_methods[$mode]-} ]]; then
  program=${peer_methods[$mode]%%-*}
  if ! command -v "$program" >/dev/null; then
    echo "$program is not installed"
    exit 1
  fi
  exit 0
fi
require_build
require_jar weir-connector-postgres
case $mode in
  lz4) require_jar lz4-java ;;
  zstd) require_jar zstd-jni ;;
esac
require_pipeline "$fixture_pipelines/$mode.yaml"

#!/usr/bin/env bash
# check.sh MODE: whether the build in $BENCH_DIST has what the mode needs; if not, says what it lacks.
set -euo pipefail
# shellcheck source=connectors/files/config.sh
source "$BENCH_ROOT/connectors/$BENCH_CONNECTOR/config.sh"

# require_jar NAME: a jar of the product.
require_jar() {
  local jars=("$BENCH_DIST/lib/weir/$1"-[0-9]*.jar)
  if [[ ! -e ${jars[0]} ]]; then
    echo "the build has no $1 in lib/weir"
    exit 1
  fi
}

mode=${1:?usage: check.sh MODE}
if [[ $mode == copy-* ]]; then
  exit 0
fi
if [[ ! -x $BENCH_DIST/bin/weir ]]; then
  echo "the build has no bin/weir"
  exit 1
fi
require_jar weir-connector-postgres
require_jar weir-connector-files
if [[ $mode == *parquet ]]; then
  require_jar parquet-hadoop
fi
if [[ ! -f $BENCH_ROOT/$fixture_pipelines/$mode.yaml ]]; then
  echo "there is no $fixture_pipelines/$mode.yaml"
  exit 1
fi

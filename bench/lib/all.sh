# All parts that bench.sh and compare.sh share. Sourced, never run; root is set.
# shellcheck shell=bash

# shellcheck source=lib/common.sh
source "$root/bench/lib/common.sh"
# shellcheck source=lib/owner.sh
source "$root/bench/lib/owner.sh"
# shellcheck source=lib/lock.sh
source "$root/bench/lib/lock.sh"
# shellcheck source=lib/connectors.sh
source "$root/bench/lib/connectors.sh"
# shellcheck source=lib/options.sh
source "$root/bench/lib/options.sh"
# shellcheck source=lib/children.sh
source "$root/bench/lib/children.sh"
# shellcheck source=lib/hooks.sh
source "$root/bench/lib/hooks.sh"
# shellcheck source=lib/progress.sh
source "$root/bench/lib/progress.sh"
# shellcheck source=lib/measure.sh
source "$root/bench/lib/measure.sh"
# shellcheck source=lib/session.sh
source "$root/bench/lib/session.sh"
# shellcheck source=lib/builds.sh
source "$root/bench/lib/builds.sh"
# shellcheck source=lib/build.sh
source "$root/bench/lib/build.sh"

# Copies of builds, which nothing changes while they are measured. Sourced, never run.
# shellcheck shell=bash

# Each build is a directory named after its digest, so that its path, and with it the product's startup cache, stays
# the same in all runs that measure it. The files in names/ contain the digest of the build of a commit or of a state
# of this tree.
builds_dir=$root/target/builds

# How many builds are kept beside those of this run; one takes 60 to 150 MB.
readonly BUILDS_KEPT=6

# The build that keep_build or find_build has found: its directory and its digest.
build_dir=''
build_digest=''

# digest_build DIRECTORY: prints the SHA-256 over names and contents of its files, without what was made since.
digest_build() {
  (
    cd -- "$1" || exit
    find -L . -path ./startup-cache -prune -o -type f -print0 | LC_ALL=C sort -z | xargs -0 -r sha256sum
  ) | sha256sum | cut -d ' ' -f 1
}

# list_build DIRECTORY: prints its files with sizes and times.
list_build() {
  find -L "$1" -path "$1/startup-cache" -prune -o -type f -printf '%p %s %T@\n' | LC_ALL=C sort
}

# keep_build DIST NAME...: copies a build aside, unless an equal one is there, and gives it these names.
keep_build() {
  local new=$builds_dir/new.$owner listed entry
  rm -rf -- "$new"
  if ! mkdir -p -- "$new" "$builds_dir/names"; then
    say "Cannot write to $builds_dir."
    return "$EXIT_ENVIRONMENT"
  fi
  listed=$(list_build "$1")
  for entry in "$1"/*; do
    if [[ ${entry##*/} != startup-cache ]] && ! cp -a --reflink=auto -- "$entry" "$new/"; then
      say "The build in $1 could not be copied to $builds_dir; is the disk full?"
      rm -rf -- "$new"
      return "$EXIT_ENVIRONMENT"
    fi
  done
  if [[ $(list_build "$1") != "$listed" ]]; then
    say "$1 changed while it was copied: another build runs. Start again when that has ended."
    rm -rf -- "$new"
    return "$EXIT_ENVIRONMENT"
  fi
  build_digest=$(digest_build "$new")
  build_dir=$builds_dir/$build_digest
  # Only a complete copy gets this name; where it is taken, an equal one is there.
  mv -T -- "$new" "$build_dir" 2>/dev/null || rm -rf -- "$new"
  name_build "${@:2}"
}

# name_build NAMES...: gives names to the build that was found last, and marks it as used.
name_build() {
  local name
  touch -c -- "$build_dir"
  for name in "$@"; do
    printf '%s\n' "$build_digest" >"$builds_dir/names/$name.$owner"
    mv -f -- "$builds_dir/names/$name.$owner" "$builds_dir/names/$name"
  done
}

# find_build NAME: returns 1 where there is none of this name.
find_build() {
  local digest=''
  { read -r digest <"$builds_dir/names/$1"; } 2>/dev/null || return 1
  [[ $digest =~ ^[0-9a-f]{64}$ && -d $builds_dir/$digest ]] || return 1
  build_digest=$digest
  build_dir=$builds_dir/$digest
  name_build
}

# prune_builds DIGESTS...: removes all but these and the last used ones, and what an older harness kept for each commit.
prune_builds() {
  local kept=0 directory name digest
  while IFS= read -r directory; do
    if ! contains "${directory##*/}" "$@" && ((++kept > BUILDS_KEPT)); then
      rm -rf -- "$directory" || true
    fi
  done < <(find "$builds_dir" -mindepth 1 -maxdepth 1 -type d -name '[0-9a-f]*' -printf '%T@ %p\n' 2>/dev/null |
    sort -rn | cut -d ' ' -f 2-)
  for name in "$builds_dir"/names/*; do
    digest=''
    { read -r digest <"$name"; } 2>/dev/null || true
    [[ -n $digest && -d $builds_dir/$digest ]] || rm -f -- "$name"
  done
  for directory in "$builds_dir"/new.*; do
    if [[ -d $directory ]] && owner_has_ended "${directory##*/new.}"; then
      rm -rf -- "$directory"
    fi
  done
  rm -rf -- "$root"/target/refs/*/dist
}

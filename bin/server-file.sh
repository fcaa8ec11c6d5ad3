# To be sourced, with MUSTER_ROOT set: the server's main file, in MUSTER_SERVER. The last build (npm run build:server), which starts in a
# fraction of the time, while nothing it was made of has changed since it began; else the source itself.
MUSTER_SERVER=$MUSTER_ROOT/src/cli/main.ts
server_is_built() {
  current=$MUSTER_ROOT/dist/server/current
  read -r build 2>/dev/null <"$current" || return 1
  case $build in '' | *[!a-z0-9-]*) return 1 ;; esac
  [ -s "$MUSTER_ROOT/dist/server/$build/muster.js" ] || return 1
  # When it was changed here, whatever age an archive or a copy gives a file; what cannot be asked counts as changed.
  changed=$(cd "$MUSTER_ROOT" && find src demo web/locales package.json package-lock.json node_modules/.package-lock.json tools/build-server.ts -cnewer "$current" 2>&1) || return 1
  # A clock that was ahead when it was made, and no longer is, would hide every change.
  changed=$changed$(find "$current" -newermt now 2>&1)
  [ -z "$changed" ]
}
if server_is_built; then MUSTER_SERVER=$MUSTER_ROOT/dist/server/$build/muster.js; fi

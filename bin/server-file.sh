# To be sourced, with MUSTER_ROOT set: the server's main file, in MUSTER_SERVER. The last build (npm run build:server), which starts in a
# fraction of the time, while nothing it was made of has changed since it began; else the source itself.
MUSTER_SERVER=$MUSTER_ROOT/src/cli/main.ts
server_is_built() {
  [ -f "$MUSTER_ROOT/dist/server/current" ] || return 1
  read -r build <"$MUSTER_ROOT/dist/server/current" || return 1
  [ -f "$MUSTER_ROOT/dist/server/$build/muster.js" ] || return 1
  newer=$(cd "$MUSTER_ROOT" && find src demo web/locales package-lock.json tools/build-server.ts -newer dist/server/current -print 2>/dev/null | head -n 1)
  [ -z "$newer" ]
}
if server_is_built; then MUSTER_SERVER=$MUSTER_ROOT/dist/server/$build/muster.js; fi

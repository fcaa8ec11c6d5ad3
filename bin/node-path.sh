# Sourced by the programs beside it, in sh, from the checkout's root (or with MUSTER_ROOT set): puts a Node that runs
# TypeScript first on PATH. The system's when it is 22.18 or newer, else the one npm ci has put into node_modules.
: "${MUSTER_ROOT:=$(pwd -P)}"

node_runs_typescript() {
  version=$(node --version 2>/dev/null) || return 1
  version=${version#v}
  major=${version%%.*}
  minor=${version#*.}
  minor=${minor%%.*}
  [ "$major" -gt 22 ] || { [ "$major" -eq 22 ] && [ "$minor" -ge 18 ]; }
}

if ! node_runs_typescript; then
  for folder in "$MUSTER_ROOT"/node_modules/node-linux-*/bin; do
    # Both processors' packages may lie there after a copy: the one that runs is ours.
    if "$folder/node" --version >/dev/null 2>&1; then PATH=$folder:$PATH; fi
  done
  export PATH
fi

if ! node_runs_typescript; then
  echo "需要 Node 22.18 以上，这里没有找到；没有改动任何东西。请先运行 bin/start（它会安装自带的 Node 24），或自行安装 Node 24。" >&2
  echo "Node 22.18 or newer is needed and was not found; nothing was changed. Run bin/start first (it installs its own Node 24), or install Node 24." >&2
  exit 1
fi

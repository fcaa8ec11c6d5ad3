# To be sourced: how much memory Node may keep, in MUSTER_NODE_MEMORY and the environment.
# Left alone, the engine lets garbage pile up to several times what lives (70 MB) before it cleans: 470 MB under load instead of 240.
heap=${MUSTER_HEAP_MB:-768}
case $heap in
  [1-9][0-9][0-9] | [1-9][0-9][0-9][0-9] | [1-9][0-9][0-9][0-9][0-9]) ;;
  *)
    echo "MUSTER_HEAP_MB 应为 100 到 99999 的整数（MB），而不是“$heap” · MUSTER_HEAP_MB must be a whole number of megabytes from 100 to 99999, not \"$heap\"" >&2
    exit 2
    ;;
esac
# The same for what the C library keeps apart for each thread; and the old heap is cleaned when it has grown by a third of what lives, not doubled.
export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-2}"
MUSTER_NODE_MEMORY="--heap-growing-percent=30 --max-old-space-size=$heap --min-semi-space-size=16 --max-semi-space-size=16"

import { type Instant, laterOf } from '#kernel/instant'

/** One matter lived through: it yields the instant at which it goes on. */
export type Life = AsyncGenerator<Instant, void, void>
export type Scheduled = { readonly name: string; readonly at: Instant; readonly life: () => Life }

/**
 * Plays lives side by side in the order of their instants, up to and including `until`; what would happen later never does.
 * Equal instants go by the order in which the lives were given. `before` hears each instant, never an earlier one than the last, and how many lives have begun.
 */
export async function playLives(
  lives: readonly Scheduled[],
  until: Instant,
  hooks: { before(at: Instant, begun: number): Promise<void>; failed(name: string, error: unknown): void },
): Promise<void> {
  const turns = lives.map((one, order) => ({ at: one.at, order, name: one.name, life: undefined as Life | undefined, start: one.life }))
  const heap = new Heap<(typeof turns)[number]>((a, b) => a.at - b.at || a.order - b.order)
  for (const turn of turns) heap.push(turn)
  let begun = 0
  for (let turn = heap.pop(); turn !== undefined && turn.at <= until; turn = heap.pop()) {
    await hooks.before(turn.at, turn.life === undefined ? ++begun : begun)
    turn.life ??= turn.start()
    const next = await goOn(turn.life, turn.name, hooks.failed)
    if (next !== null) heap.push(Object.assign(turn, { at: laterOf(next, turn.at) }))
  }
}

async function goOn(life: Life, name: string, failed: (name: string, error: unknown) => void): Promise<Instant | null> {
  try {
    const { done, value } = await life.next()
    return done ? null : value
  } catch (error) {
    failed(name, error)
    return null
  }
}

/** A binary heap: the least first. */
class Heap<T> {
  readonly #items: T[] = []
  readonly #compare: (a: T, b: T) => number

  constructor(compare: (a: T, b: T) => number) {
    this.#compare = compare
  }

  push(item: T): void {
    const items = this.#items
    items.push(item)
    for (let i = items.length - 1; i > 0; ) {
      const parent = (i - 1) >> 1
      if (this.#compare(items[i]!, items[parent]!) >= 0) return
      this.#swap(i, parent)
      i = parent
    }
  }

  pop(): T | undefined {
    const items = this.#items
    const first = items[0]
    const last = items.pop()
    if (first === undefined || last === undefined || items.length === 0) return first
    items[0] = last
    for (let i = 0; ; ) {
      const [left, right] = [2 * i + 1, 2 * i + 2]
      let least = i
      if (left < items.length && this.#compare(items[left]!, items[least]!) < 0) least = left
      if (right < items.length && this.#compare(items[right]!, items[least]!) < 0) least = right
      if (least === i) return first
      this.#swap(i, least)
      i = least
    }
  }

  #swap(i: number, j: number): void {
    const items = this.#items
    ;[items[i], items[j]] = [items[j]!, items[i]!]
  }
}

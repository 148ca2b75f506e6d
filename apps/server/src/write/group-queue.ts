/**
 * Does work of one kind in groups: what comes while the groups before are at work is done together, as soon as one of them is done.
 * Units   `size` is whatever `sizeOf` counts; waits in ms.
 * Errors  what `work` throws is thrown to all items of the group; where `isOfOneItem` says so, each is tried again alone first.
 */
type Parts<Item, Answer> = Readonly<{
  /** So many run at once. */
  groups: number;
  /** An item larger than that is a group of its own. */
  mostSize: number;
  sizeOf: (item: Item) => number;
  /** Answers in the order of the items. */
  work: (items: readonly Item[]) => Promise<readonly Answer[]>;
  isOfOneItem: (error: unknown) => boolean;
}>;

type Waiting<Item, Answer> = Readonly<{
  item: Item;
  size: number;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
}>;

/** Of the newest group; what was before counts for the rest. */
const NEWEST_SHARE = 0.3;
/** Of the largest group. A smaller one counts for less: what it costs is mostly its own overhead, which a large one shares. */
const TELLING_SHARE = 0.1;

export class GroupQueue<Item, Answer> {
  readonly #parts: Parts<Item, Answer>;
  #waiting: Waiting<Item, Answer>[] = [];
  #running = 0;
  /** Of what waits and what runs. */
  #size = 0;
  #msPerSize = 0;
  #isStarting = false;

  constructor(parts: Parts<Item, Answer>) {
    this.#parts = parts;
  }

  add(item: Item): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const size = this.#parts.sizeOf(item);
      this.#waiting.push({ item, size, resolve, reject });
      this.#size += size;
      if (this.#isStarting || this.#running >= this.#parts.groups) return;
      this.#isStarting = true;
      // Whatever else has arrived by now comes along.
      setImmediate(() => {
        this.#isStarting = false;
        this.#start();
      });
    });
  }

  /** How long an item that came now would take, by how long the last ones took. `sizeAhead`: of what is about to come before it. */
  expectedWaitMs(sizeAhead = 0): number {
    return ((this.#size + sizeAhead) * this.#msPerSize) / this.#parts.groups;
  }

  #start(): void {
    while (this.#running < this.#parts.groups && this.#waiting.length > 0) void this.#run(this.#nextGroup());
  }

  #nextGroup(): readonly Waiting<Item, Answer>[] {
    let size = 0;
    let count = 0;
    for (const { size: next } of this.#waiting) {
      if (count > 0 && size + next > this.#parts.mostSize) break;
      size += next;
      count += 1;
    }
    return this.#waiting.splice(0, count);
  }

  async #run(group: readonly Waiting<Item, Answer>[]): Promise<void> {
    const size = group.reduce((sum, each) => sum + each.size, 0);
    const began = performance.now();
    this.#running += 1;
    const isDone = await this.#answer(group);
    this.#running -= 1;
    this.#size -= size;
    // How long a database was away says nothing of how fast it is.
    if (isDone && size > 0) this.#learn((performance.now() - began) / size, size);
    this.#start();
  }

  #learn(msPerSize: number, size: number): void {
    const weight = Math.min(1, size / (this.#parts.mostSize * TELLING_SHARE));
    this.#msPerSize += (msPerSize - this.#msPerSize) * NEWEST_SHARE * weight;
  }

  /** Whether the work was done for all of them. */
  async #answer(group: readonly Waiting<Item, Answer>[]): Promise<boolean> {
    try {
      const answers = await this.#parts.work(group.map(({ item }) => item));
      for (const [index, { resolve }] of group.entries()) resolve(answers[index] as Answer);
      return true;
    } catch (error) {
      if (group.length > 1 && this.#parts.isOfOneItem(error)) for (const each of group) await this.#answer([each]);
      else for (const { reject } of group) reject(error);
      return false;
    }
  }
}

/** Spans of one body that tell of one call, joined by what they have in common. */
import type { Call } from "./call";
import { isSameAnswer } from "./same-call";

export class CallGroups {
  readonly #groupOf: Map<Call, Call[]>;

  constructor(calls: readonly Call[]) {
    this.#groupOf = new Map(calls.map((call) => [call, [call]]));
  }

  get calls(): readonly Call[] {
    return [...this.#groupOf.keys()];
  }

  join(call: Call, other: Call): void {
    const [group, joined] = [this.#groupOf.get(call), this.#groupOf.get(other)];
    if (!group || !joined || group === joined) return;
    group.push(...joined);
    for (const each of joined) this.#groupOf.set(each, group);
  }

  isJoined(call: Call, other: Call): boolean {
    return this.#groupOf.get(call) === this.#groupOf.get(other);
  }

  /** Of calls that are one, the first. */
  oneOfEach(calls: readonly Call[]): readonly Call[] {
    return [...new Map(calls.toReversed().map((call) => [this.#groupOf.get(call), call])).values()].toReversed();
  }

  /** It is no call. */
  remove(call: Call): void {
    const group = this.#groupOf.get(call);
    group?.splice(group.indexOf(call), 1);
    this.#groupOf.delete(call);
  }

  isAlone(call: Call): boolean {
    return this.#groupOf.get(call)?.length === 1;
  }

  hasResponseId(call: Call): boolean {
    return this.#groupOf.get(call)?.some(({ responseId }) => responseId !== undefined) ?? false;
  }

  /** Joined, they would have two spans of one instrumentation. */
  areToldTwice(call: Call, other: Call): boolean {
    const scopes = new Set(this.#groupOf.get(call)?.map(({ span }) => span.scope));
    return (
      this.isJoined(call, other) || (this.#groupOf.get(other)?.some(({ span }) => scopes.has(span.scope)) ?? false)
    );
  }

  all(): readonly (readonly Call[])[] {
    return [...new Set(this.#groupOf.values())];
  }
}

/** A server that gives every answer one id has many calls under it: each is compared with the ones right before it. */
const MOST_COMPARED = 20;

export function joinByResponseId(groups: CallGroups): void {
  const firstOnes = new Map<string, Call[]>();
  for (const call of groups.calls.toSorted((a, b) => a.facts.startMs - b.facts.startMs)) {
    if (call.responseId === undefined) continue;
    const before = firstOnes.get(call.responseId) ?? [];
    const same = before.slice(-MOST_COMPARED).find((first) => isSameAnswer(first.facts, call.facts));
    if (same) groups.join(same, call);
    else before.push(call);
    firstOnes.set(call.responseId, before);
  }
}

/**
 * Which names of an invoice are which names of the ledger. A name of either side may be several of the other: they are one group then.
 * Order   what somebody mapped, the same name, the same words, the same words without the date. A name of the ledger that nothing named
 *         joins the only name of the invoice that differs by its date. An invoice that names no model is compared with all of them.
 */
import { type NameWords, nameWords } from "./name-words";

export type LedgerName = Readonly<{
  model: string;
  /** What it is an alias of, and what served it. */
  alsoKnownAs: readonly string[];
}>;

export type NameGroup = Readonly<{ billed: readonly string[]; booked: readonly string[] }>;

type Known = Readonly<{ model: string; names: readonly string[]; words: readonly NameWords[] }>;

export function matchNames(
  billed: readonly string[],
  ledger: readonly LedgerName[],
  mapped: ReadonlyMap<string, string>,
): readonly NameGroup[] {
  const known: readonly Known[] = ledger.map(({ model, alsoKnownAs }) => {
    const names = [...new Set([model, ...alsoKnownAs])];
    return { model, names: names.map((name) => name.toLowerCase()), words: names.map(nameWords) };
  });
  const groups = new Groups();
  for (const { model } of known) groups.open(`booked:${model}`);
  for (const name of billed) {
    groups.open(`billed:${name}`);
    for (const model of targetsOf(name, known, mapped.get(name))) groups.join(`billed:${name}`, `booked:${model}`);
  }
  joinDated(groups, billed, known, mapped);
  return groups.all().map((members) => ({ billed: namesOf(members, "billed:"), booked: namesOf(members, "booked:") }));
}

const namesOf = (members: readonly string[], side: string): readonly string[] =>
  members.flatMap((member) => (member.startsWith(side) ? [member.slice(side.length)] : []));

function targetsOf(name: string, known: readonly Known[], mapped: string | undefined): readonly string[] {
  if (mapped !== undefined) return known.flatMap(({ model }) => (model === mapped ? [model] : []));
  if (name === "") return known.map(({ model }) => model);
  const lower = name.toLowerCase();
  const { full, undated } = nameWords(name);
  const rules: readonly ((known: Known) => boolean)[] = [
    ({ names }) => names.includes(lower),
    ({ words }) => words.some((own) => own.full === full),
    ({ words }) => words.some((own) => own.undated === undated),
  ];
  for (const rule of rules) {
    const found = known.filter(rule).map(({ model }) => model);
    if (found.length > 0) return found;
  }
  return [];
}

function joinDated(
  groups: Groups,
  billed: readonly string[],
  known: readonly Known[],
  mapped: ReadonlyMap<string, string>,
): void {
  const free = billed.filter((name) => !mapped.has(name) && name !== "").map((name) => ({ name, ...nameWords(name) }));
  for (const { model, words } of known) {
    if (!groups.isAlone(`booked:${model}`)) continue;
    const near = free.filter(({ undated }) => words.some((own) => own.undated === undated));
    const [only] = near;
    if (near.length === 1 && only) groups.join(`billed:${only.name}`, `booked:${model}`);
  }
}

/** Members that were joined, directly or over others, are one group. */
class Groups {
  readonly #groupOf = new Map<string, string[]>();

  open(member: string): void {
    if (!this.#groupOf.has(member)) this.#groupOf.set(member, [member]);
  }

  isAlone(member: string): boolean {
    return this.#groupOf.get(member)?.length === 1;
  }

  join(left: string, right: string): void {
    const [into, from] = [this.#groupOf.get(left), this.#groupOf.get(right)];
    if (!into || !from || into === from) return;
    into.push(...from);
    for (const member of from) this.#groupOf.set(member, into);
  }

  all(): readonly (readonly string[])[] {
    return [...new Set(this.#groupOf.values())];
  }
}

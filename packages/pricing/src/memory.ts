/**
 * What was found out about names and providers, for as long as it holds; bounded, since both come from outside.
 * Time    a thing remembered holds on [from, until), epoch ms UTC.
 * Source  names live in two generations: when the younger is full the elder is forgotten, but for what was asked for meanwhile.
 *         So the memory never starts anew, and nothing is looked through to make room.
 */
export type Remembered = Readonly<{ provider: string | undefined; from: number; until: number }>;

export type Memory<T extends Remembered> = Readonly<{
  recall: (name: string, provider: string | undefined, at: number) => T | undefined;
  add: (name: string, thing: T) => void;
}>;

type OfName<T> = { byProvider: Map<string | undefined, T[]>; count: number };

export const MOST_OF_GENERATION = 25_000;
export const MOST_PROVIDERS_OF_NAME = 64;
const MOST_WINDOWS_OF_PROVIDER = 64;

export function createMemory<T extends Remembered>(): Memory<T> {
  let young = new Map<string, OfName<T>>();
  let elder = new Map<string, OfName<T>>();
  let count = 0;

  const makeRoom = (more: number): void => {
    if (count + more > MOST_OF_GENERATION) [elder, young, count] = [young, new Map(), 0];
    count += more;
  };
  const ofName = (name: string): OfName<T> | undefined => {
    const known = young.get(name);
    if (known) return known;
    const kept = elder.get(name);
    if (!kept) return undefined;
    elder.delete(name);
    makeRoom(kept.count);
    young.set(name, kept);
    return kept;
  };
  return {
    recall: (name, provider, at) => {
      for (const thing of ofName(name)?.byProvider.get(provider) ?? [])
        if (at >= thing.from && at < thing.until) return thing;
      return undefined;
    },
    add: (name, thing) => {
      makeRoom(1);
      const known = ofName(name);
      if (known) addTo(known, thing);
      else young.set(name, { byProvider: new Map([[thing.provider, [thing]]]), count: 1 });
    },
  };
}

/** Beyond a bound the oldest goes. */
function addTo<T extends Remembered>(known: OfName<T>, thing: T): void {
  const windows = known.byProvider.get(thing.provider) ?? [];
  if (windows.push(thing) > MOST_WINDOWS_OF_PROVIDER) windows.shift();
  else known.count += 1;
  known.byProvider.set(thing.provider, windows);
  if (known.byProvider.size <= MOST_PROVIDERS_OF_NAME) return;
  for (const [oldest, things] of known.byProvider) {
    known.byProvider.delete(oldest);
    known.count -= things.length;
    return;
  }
}

/**
 * What a page keeps over a reload of its tab, for one person; whoever signs out leaves nothing behind.
 * Units   characters; a browser gives a page about 5 MB in all, two bytes a character.
 * Errors  none thrown: no room, or storage switched off, is an answer.
 */
export type Keeping = "kept" | "too-long" | "no-room";

/** Safari's room, with some to spare. */
export const MOST_KEPT_CHARACTERS = 2_000_000;

const PREFIX = "ratecard:";

type TabStorage = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

export function keepInTab(owner: string, name: string, text: string, storage = tabStorage()): Keeping {
  const key = keyOf(owner, name);
  storage?.removeItem(key);
  if (text.length > MOST_KEPT_CHARACTERS) return "too-long";
  try {
    if (!storage) return "no-room";
    storage.setItem(key, text);
    return "kept";
  } catch {
    return "no-room";
  }
}

/** null: nothing is kept, or it is somebody else's. */
export const keptInTab = (owner: string, name: string, storage = tabStorage()): string | null =>
  storage?.getItem(keyOf(owner, name)) ?? null;

export const forgetInTab = (owner: string, name: string, storage = tabStorage()): void =>
  storage?.removeItem(keyOf(owner, name));

/** Everything, whoever kept it. */
export function forgetTab(storage = tabStorage()): void {
  const keys = Array.from({ length: storage?.length ?? 0 }, (_, index) => storage?.key(index) ?? "");
  for (const key of keys) if (key.startsWith(PREFIX)) storage?.removeItem(key);
}

const keyOf = (owner: string, name: string): string => `${PREFIX}${owner}:${name}`;

/** null: the person's settings forbid it. */
function tabStorage(): TabStorage | null {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}

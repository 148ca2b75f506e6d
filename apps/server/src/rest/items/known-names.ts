/** Names of fields, compared as bytes: most names of an item mean nothing here, and no text is made of them. */
export type KnownName = Readonly<{
  name: string;
  bytes: Buffer;
  /** Its value is never read. */
  isDropped: boolean;
  parts: readonly KnownName[];
}>;

/** `paths`: as `messages` or `response.choices`; `more` are looked for and kept. */
export function knownNames(paths: ReadonlySet<string>, more: readonly string[] = []): readonly KnownName[] {
  const split = [...paths].map((path) => path.split("."));
  const names = new Set([...split.flatMap(([first]) => first ?? []), ...more]);
  return [...names].map((name) => ({
    name,
    bytes: Buffer.from(name),
    isDropped: paths.has(name),
    parts: split.flatMap(([first, part]) =>
      first === name && part !== undefined ? { name: part, bytes: Buffer.from(part), isDropped: true, parts: [] } : [],
    ),
  }));
}

/** The one whose letters stand at `from`. A name that is written with escapes is none of them. */
export function nameAt(
  known: readonly KnownName[],
  bytes: Buffer,
  from: number,
  lengthBytes: number,
): KnownName | undefined {
  for (const one of known) {
    if (one.bytes.length === lengthBytes && isAt(one.bytes, bytes, from)) return one;
  }
  return undefined;
}

function isAt(name: Buffer, bytes: Buffer, from: number): boolean {
  for (let index = 0; index < name.length; index += 1) {
    if (name[index] !== bytes[from + index]) return false;
  }
  return true;
}

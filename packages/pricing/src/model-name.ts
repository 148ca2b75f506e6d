/** How names are compared: case-sensitive, dots removed on both sides, nothing else. */
export const normalisedKey = (name: string): string => (name.includes(".") ? name.replaceAll(".", "") : name);

/** An entry whose name ends in `*` is a prefix; any other entry never is. */
export const isWildcard = (name: string): boolean => name.endsWith("*");

/** The normalised prefix of a wildcard entry: "my-custom*" is "my-custom". */
export const wildcardPrefix = (name: string): string => normalisedKey(name.slice(0, -1));

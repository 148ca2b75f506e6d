/** The part of a page's state that differs from its defaults: what has to stand in the URL. */
export function withoutDefaults(
  state: Readonly<Record<string, unknown>>,
  defaults: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const differs = ([name, value]: [string, unknown]) =>
    value !== undefined && JSON.stringify(value) !== JSON.stringify(defaults[name]);
  return Object.fromEntries(Object.entries(state).filter(differs));
}

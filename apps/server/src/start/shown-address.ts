/** The address a person on this machine opens: "localhost" for every way of saying "here". */
export function shownAddress(listening: string): string {
  const url = new URL(listening);
  if (HERE.has(url.hostname)) url.hostname = "localhost";
  return url.origin;
}

const HERE = new Set(["127.0.0.1", "0.0.0.0", "[::1]", "[::]"]);

/** Settings of a server, from its environment. */
import type { ProblemTable } from "./problem-table";

const GENERATED = "Leave it out and one is generated.";

export const SETTINGS_PROBLEMS = {
  "not-a-setting": ({ known }: { known: readonly string[] }) =>
    `is not a setting of Ratecard. Known ones: ${known.join(", ")}.`,
  "not-a-path": () => "must be a path, without control characters.",
  "not-a-host": () => "must be an address or a host name, as 127.0.0.1 or 0.0.0.0, without scheme and port.",
  "not-a-public-url": () => "must be the http(s) address people open, as https://rates.example.org.",
  "public-url-with-path": () => "must be scheme, host and port alone, as https://rates.example.org.",
  "not-a-database-url": () => "must be a URL as postgresql://user:password@host:5432/database.",
  "secret-too-short": ({ least }: { least: number }) => `must have at least ${least} characters. ${GENERATED}`,
  "secret-well-known": () => `is a well-known or default value. ${GENERATED}`,
  "not-ascii": () => "must be letters, digits and signs of ASCII without blanks.",
  "not-a-source": () => "must start with https:, http: or file:, as file:///full/path.json.",
  "source-path-not-full": () => "must name a file by its full path, as file:///full/path.json.",
  "source-not-whole": () => "must be a whole address, as https://example.org/prices.json.",
  "source-with-login": () =>
    "must hold no user and password, because everybody sees it. Use an address that is open to this server.",
  "both-or-neither": ({ other }: { other: string }) => `goes together with ${other}. Set both or neither.`,
} satisfies ProblemTable;

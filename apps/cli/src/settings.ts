/** Where the server is and who asks: options first, then RATECARD_URL and RATECARD_KEY; nothing else reads the environment. */
import { resolve } from "node:path";
import { CliProblem } from "./cli-problem";

export type GlobalOptions = Readonly<{ url?: string; key?: string; json?: boolean; dryRun?: boolean }>;

export type Settings = Readonly<{
  url: string;
  /** Undefined: nobody; the server will ask for one. */
  key: string | undefined;
  isJson: boolean;
  isDryRun: boolean;
}>;

const DEFAULT_URL = "http://localhost:3000";
const DEFAULT_DATA_DIR = ".ratecard";

export function readSettings({ url, key, json, dryRun }: GlobalOptions): Settings {
  const given = url ?? nonEmpty(process.env.RATECARD_URL) ?? DEFAULT_URL;
  if (!URL.canParse(given) || !/^https?:$/.test(new URL(given).protocol)) {
    throw new CliProblem(`--url: "${given}" is no address. Write it with its scheme, as ${DEFAULT_URL}.`, {
      kind: "usage",
    });
  }
  return {
    url: given.replace(/\/+$/, ""),
    key: key ?? nonEmpty(process.env.RATECARD_KEY),
    isJson: json ?? false,
    isDryRun: dryRun ?? false,
  };
}

/** The data folder of the server on this machine. */
export const readDataDir = (given: string | undefined): string =>
  resolve(given ?? nonEmpty(process.env.RATECARD_DATA_DIR) ?? DEFAULT_DATA_DIR);

const nonEmpty = (text: string | undefined) => (text === "" ? undefined : text);

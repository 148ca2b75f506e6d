/** Where the server is and who asks: options first, then RATECARD_URL and RATECARD_KEY; nothing else reads the environment. */
import { resolve } from "node:path";
import { CliProblem } from "./cli-problem";

export type GlobalOptions = Readonly<{
  url?: string;
  key?: string;
  wait?: string;
  json?: boolean;
  dryRun?: boolean;
  acceptFailingCases?: boolean;
}>;

export type Settings = Readonly<{
  url: string;
  /** Undefined: nobody; the server will ask for one. */
  key: string | undefined;
  /** How long long work waits for a server that goes away. */
  waitMs: number;
  isJson: boolean;
  isDryRun: boolean;
  /** Prices are published although golden cases fail by them. */
  acceptsFailingCases: boolean;
}>;

const DEFAULT_URL = "http://localhost:3000";
const DEFAULT_WAIT_S = "60";
const DEFAULT_DATA_DIR = ".ratecard";

export function readSettings({ url, key, wait, json, dryRun, acceptFailingCases }: GlobalOptions): Settings {
  const given = url ?? nonEmpty(process.env.RATECARD_URL) ?? DEFAULT_URL;
  const problem = addressProblem(given);
  if (problem !== null) throw new CliProblem(`--url: "${given}" ${problem}`, { kind: "usage" });
  const credential = key ?? nonEmpty(process.env.RATECARD_KEY);
  if (credential !== undefined && !SENDABLE.test(credential)) {
    throw new CliProblem("--key: is empty or holds characters that no key has. Copy it again.", { kind: "usage" });
  }
  const waitS = wait ?? DEFAULT_WAIT_S;
  if (!/^\d{1,5}$/.test(waitS)) {
    throw new CliProblem(
      `--wait: "${waitS}" is no number of seconds. Write it as ${DEFAULT_WAIT_S}, or 0 not to wait.`,
      {
        kind: "usage",
      },
    );
  }
  return {
    url: given.replace(/\/+$/, ""),
    key: credential,
    waitMs: Number(waitS) * 1000,
    isJson: json ?? false,
    isDryRun: dryRun ?? false,
    acceptsFailingCases: acceptFailingCases ?? false,
  };
}

/** The data folder of the server on this machine. */
export const readDataDir = (given: string | undefined): string =>
  resolve(given ?? nonEmpty(process.env.RATECARD_DATA_DIR) ?? DEFAULT_DATA_DIR);

/** What an HTTP header can carry; ours are of that kind. */
const SENDABLE = /^[\x21-\x7e]+$/;

function addressProblem(given: string): string | null {
  if (!URL.canParse(given) || !/^https?:$/.test(new URL(given).protocol)) {
    return `is no address. Write it with its scheme, as ${DEFAULT_URL}.`;
  }
  const { username, search, hash } = new URL(given);
  if (username !== "") return "holds a user. Leave it out, and give an API key with --key.";
  return search + hash === "" ? null : "has a ? or # part. Leave it out.";
}

const nonEmpty = (text: string | undefined) => (text === "" ? undefined : text);

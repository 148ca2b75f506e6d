/** What of a scheduled discovery is worth telling: models that are new and have no price, servers that fail since then. Pure. */
import { createHash } from "node:crypto";
import type { NewNotification } from "@ratecard/contract";
import type { Discovered } from "../discover-server";

export type DiscoveryRun = Readonly<{
  jobId: string;
  discovered: readonly Discovered[];
  /** Names without a price. */
  missing: ReadonlySet<string>;
  /** Ids of servers that could not be asked before either. */
  failedBefore: ReadonlySet<string>;
}>;

const MOST_NAMED = 5;

export function newsOfDiscovery(run: DiscoveryRun): readonly NewNotification[] {
  return [missingNews(run), failedNews(run)].filter((news) => news !== null);
}

/** By its names: a server that lists the same models anew is no news. */
function missingNews({ discovered, missing }: DiscoveryRun): NewNotification | null {
  const found = discovered
    .map(({ result, newNames }) => ({ server: result, names: newNames.filter((name) => missing.has(name)) }))
    .filter(({ names }) => names.length > 0);
  const names = [...new Set(found.flatMap((at) => at.names))].sort();
  const [first] = found;
  if (!first) return null;
  const at = found.length === 1 ? `&at=${first.server.serverId}` : "";
  return {
    key: `discovery.missing:${createHash("sha256").update(JSON.stringify(names)).digest("hex")}`,
    title: `${counted(names.length, "new model")} without a price at ${counted(found.length, "server")}`,
    detail: `${listed(names)}. Served by ${listed(found.map(({ server }) => server.name))}.`,
    link: `/admin/discovery?tab=sync&step=review&show=missing${at}`,
    permission: "discovery:read",
  };
}

function failedNews({ jobId, discovered, failedBefore }: DiscoveryRun): NewNotification | null {
  const failed = discovered
    .map(({ result }) => result)
    .filter(({ isOk, code, serverId }) => !isOk && code !== "aborted" && !failedBefore.has(serverId));
  if (failed.length === 0) return null;
  return {
    key: `discovery.failed:${jobId}`,
    title: `${counted(failed.length, "server")} could not be asked for models`,
    detail: failed
      .slice(0, MOST_NAMED)
      .map(({ name, message }) => `${name}: ${message ?? ""}`)
      .join(" "),
    link: "/admin/discovery?tab=servers&sort=health",
    permission: "discovery:read",
  };
}

const counted = (count: number, noun: string): string =>
  `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;

function listed(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  const shown = names.slice(0, MOST_NAMED).join(", ");
  return more > 0 ? `${shown} and ${more.toLocaleString("en")} more` : shown;
}

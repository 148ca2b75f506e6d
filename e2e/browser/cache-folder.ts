import { homedir } from "node:os";
import { join } from "node:path";

/** Where tests keep what is slow to get and the same for every checkout. */
export const cacheFolder = (): string => process.env.RATECARD_CACHE_DIR ?? join(homedir(), ".cache", "ratecard");

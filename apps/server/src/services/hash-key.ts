/** Keys and tokens of high entropy are stored as their SHA-256, in hex. */
import { createHash } from "node:crypto";

export const hashKey = (key: string): string => createHash("sha256").update(key, "utf8").digest("hex");

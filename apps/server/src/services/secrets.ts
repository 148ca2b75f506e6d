/**
 * Wraps the keys of gateways before they are stored, and signs the statements of months.
 * Units   `v1.<key id>.<nonce>.<tag>.<ciphertext>`, base64url; the key id tells which RATECARD_SECRET wrapped it.
 * Errors  unwrap throws SecretMismatch when the secret has changed since, or the text was tampered with.
 * Source  AES-256-GCM and Ed25519; keys by HKDF-SHA256 from RATECARD_SECRET.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  hkdfSync,
  randomBytes,
  sign,
  verify,
} from "node:crypto";
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Env } from "./env";

export type ServerSecrets = Readonly<{
  wrap: (plain: string) => string;
  unwrap: (wrapped: string) => string;
  /** First characters of the hash of the wrapping key. */
  keyId: string;
  statements: StatementKey;
}>;

/** What the statements of months are signed with. The public half is kept with each, so that anybody can check it. */
export type StatementKey = Readonly<{ sign: (text: string) => string; publicKey: string }>;

export class SecretMismatch extends Error {
  override name = "SecretMismatch";
}

const NONCE_BYTES = 12;
const KEY_BYTES = 32;

export function createServerSecrets(secret: string): ServerSecrets {
  const key = Buffer.from(hkdfSync("sha256", secret, "ratecard", "server keys v1", KEY_BYTES));
  const keyId = createHash("sha256").update(key).digest("hex").slice(0, 8);

  const wrap = (plain: string) => {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv("aes-256-gcm", key, nonce);
    cipher.setAAD(Buffer.from(keyId));
    const text = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
    return ["v1", keyId, ...[nonce, cipher.getAuthTag(), text].map((part) => part.toString("base64url"))].join(".");
  };

  const unwrap = (wrapped: string) => {
    const [version, id, nonce, tag, text] = wrapped.split(".");
    if (version !== "v1" || id !== keyId || nonce === undefined || tag === undefined || text === undefined) {
      throw new SecretMismatch("The key was stored under another RATECARD_SECRET. Enter it again.");
    }
    try {
      const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(nonce, "base64url"));
      decipher.setAAD(Buffer.from(keyId));
      decipher.setAuthTag(Buffer.from(tag, "base64url"));
      return decipher.update(text, "base64url", "utf8") + decipher.final("utf8");
    } catch (cause) {
      throw new SecretMismatch("The stored key was damaged. Enter it again.", { cause });
    }
  };

  return { wrap, unwrap, keyId, statements: statementKeyOf(secret) };
}

/** What precedes the 32 bytes of a private key of Ed25519 in PKCS #8. */
const ED25519_PKCS8 = Buffer.from("302e020100300506032b657004220420", "hex");

function statementKeyOf(secret: string): StatementKey {
  const seed = Buffer.from(hkdfSync("sha256", secret, "ratecard", "statements v1", KEY_BYTES));
  const key = createPrivateKey({ key: Buffer.concat([ED25519_PKCS8, seed]), format: "der", type: "pkcs8" });
  return {
    sign: (text) => sign(null, Buffer.from(text, "utf8"), key).toString("base64url"),
    publicKey: createPublicKey(key).export({ format: "der", type: "spki" }).toString("base64url"),
  };
}

/** Whether a text was signed by the owner of a public key. What is no key or no signature at all was not. */
export function isSignedBy(publicKey: string, text: string, signature: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, "base64url"), format: "der", type: "spki" });
    return verify(null, Buffer.from(text, "utf8"), key, Buffer.from(signature, "base64url"));
  } catch {
    return false;
  }
}

/** Keys and tokens of high entropy are stored as their SHA-256, in hex. */
export const hashKey = (key: string): string => createHash("sha256").update(key, "utf8").digest("hex");

const SECRET_BYTES = 32;

/** The secret that signs sessions and wraps server keys: the setting, else one generated once and kept with mode 600. */
export async function loadSecret(env: Pick<Env, "RATECARD_SECRET">, dataDir: string): Promise<string> {
  if (env.RATECARD_SECRET !== undefined) return env.RATECARD_SECRET;
  const path = join(dataDir, "secret");
  await mkdir(dataDir, { recursive: true });
  try {
    // `wx`: of two servers that start together one writes, and both read what it wrote.
    await writeFile(path, randomBytes(SECRET_BYTES).toString("base64url"), { mode: 0o600, flag: "wx" });
  } catch (error) {
    if (!isThere(error)) throw error;
    await chmod(path, 0o600);
  }
  const secret = (await readFile(path, "utf8")).trim();
  if (secret.length < SECRET_BYTES) throw new SecretProblem(path);
  return secret;
}

class SecretProblem extends Error {
  override name = "SecretProblem";

  constructor(path: string) {
    super(`${path}: is damaged. Restore it from a backup; without it stored server keys cannot be read.`);
  }
}

const isThere = (error: unknown) => error instanceof Error && "code" in error && error.code === "EEXIST";

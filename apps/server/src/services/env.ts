/**
 * The settings of a server, read once from the environment (and `.env`); nothing else reads process.env.
 * Units   hours, tokens, as the names say. Errors  EnvProblem lists every wrong setting in one go.
 */
import { z } from "zod";

// Each shape of a setting carries the sentence that says what it must be, without its name and without a full stop.

function wholeNumber(least: number, most: number) {
  const problem = `must be a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,16}$/, problem)
    .transform(Number)
    .refine((value) => value >= least && value <= most, problem);
}

const oneOf = <const Values extends readonly [string, ...string[]]>(...values: Values) =>
  z.enum(values, `must be ${values.length === 2 ? values.join(" or ") : `one of ${values.join(", ")}`}`);

const flag = oneOf("true", "false").transform((text) => text === "true");

/** Control characters, and blanks alone. */
const path = z.string().regex(/^(?=.*\S)\P{Cc}+$/u, "must be a path, without control characters");

const host = z
  .string()
  .regex(/^[^\s/]+$/, "must be an address or a host name, as 127.0.0.1 or 0.0.0.0, without scheme and port");

/** Pages stand at its root, so it has no path. */
const publicUrl = z
  .url({ protocol: /^https?$/, error: "must be the http(s) address people open, as https://rates.example.org" })
  .transform((text) => text.replace(/\/$/, ""))
  .refine((text) => {
    const { pathname, search, hash, username } = new URL(text);
    return pathname === "/" && search + hash + username === "";
  }, "must be scheme, host and port alone, as https://rates.example.org");

const databaseUrl = z.url({
  protocol: /^postgres(ql)?$/,
  error: "must be a URL as postgresql://user:password@host:5432/database",
});

const WEAK = /^(.)\1+$|secret|password|changeme|default/i;

/** Never names the value. */
const secret = z
  .string()
  .min(32, "must have at least 32 characters. Leave it out and one is generated")
  .refine((text) => !WEAK.test(text), "is a well-known or default value. Leave it out and one is generated");

/** It has to fit into the header that carries it. */
const apiKey = z
  .string()
  .min(32, "must have at least 32 characters")
  .max(256, "must have at most 256 characters")
  .regex(/^[\x21-\x7e]+$/, "must be letters, digits and signs of ASCII without blanks");

const password = z.string().min(12, "must have at least 12 characters").max(128, "must have at most 128 characters");

/** A file is named by its full path: a relative one would be looked up at the root. */
const catalogSource = z
  .string()
  .regex(/^(https?:|file:)/, "must start with https:, http: or file:, as file:///full/path.json")
  .refine(
    (text) => !text.startsWith("file:") || (/^file:\/(\/\/)?[^/]/.test(text) && URL.canParse(text)),
    "must name a file by its full path, as file:///full/path.json",
  )
  .refine(
    (text) => text.startsWith("file:") || URL.canParse(text),
    "must be a whole address, as https://example.org/prices.json",
  )
  .refine(
    (text) => !URL.canParse(text) || new URL(text).username === "",
    "must hold no user and password, because everybody sees it. Use an address that is open to this server",
  );

const EnvSchema = z.object({
  PORT: wholeNumber(0, 65_535).default(3000),
  HOST: host.default("127.0.0.1"),
  /** Where people reach this server when it stands behind a proxy or a name: its host is allowed, cookies follow its scheme. */
  PUBLIC_URL: publicUrl.optional(),
  DATABASE_URL: databaseUrl.optional(),
  RATECARD_DATA_DIR: path.default(".ratecard"),
  RATECARD_ADMIN_EMAIL: z.email("must be an e-mail address, as ann@example.org").optional(),
  RATECARD_ADMIN_PASSWORD: password.optional(),
  RATECARD_API_KEY: apiKey.optional(),
  RATECARD_SECRET: secret.optional(),
  LITELLM_CATALOG_URL: catalogSource.default(
    "https://raw.githubusercontent.com/BerriAI/litellm/main/model_prices_and_context_window.json",
  ),
  CATALOG_TTL_HOURS: wholeNumber(1, 8760).default(24),
  PRICING_CONFIG: path.optional(),
  ON_UNPRICED: oneOf("default", "error").default("default"),
  TYPICAL_INPUT_TOKENS: wholeNumber(0, 10_000_000).default(1000),
  TYPICAL_OUTPUT_TOKENS: wholeNumber(0, 10_000_000).default(500),
  ALLOW_PRIVATE_NETWORKS: flag.optional(),
  NODE_ENV: oneOf("production", "development", "test").default("production"),
  LOG_LEVEL: oneOf("silent", "fatal", "error", "warn", "info", "debug", "trace").default("warn"),
});

export type Env = Omit<z.output<typeof EnvSchema>, "ALLOW_PRIVATE_NETWORKS"> & { ALLOW_PRIVATE_NETWORKS: boolean };

/** Wrong settings, one sentence each. The start prints them and exits. */
export class EnvProblem extends Error {
  override name = "EnvProblem";
}

export function readEnv(source: Record<string, string | undefined>): Env {
  const known = EnvSchema.keyof().options as readonly string[];
  const given = Object.fromEntries(
    Object.entries(source).filter(([name, text]) => known.includes(name) && text !== ""),
  );
  const problems = Object.keys(source)
    .filter((name) => name.startsWith("RATECARD_") && !known.includes(name) && !TOOL_SETTINGS.includes(name))
    .map((name) => `${name}: is not a setting of Ratecard. ${knownOnes(known)}`);

  const parsed = EnvSchema.safeParse(given);
  if (!parsed.success) {
    problems.push(...firstOfEach(parsed.error.issues).map(({ path: at, message }) => `${at.join(".")}: ${message}.`));
  } else {
    problems.push(...crossChecks(parsed.data));
  }
  if (problems.length > 0 || !parsed.success) throw new EnvProblem(problems.join("\n"));
  const env = parsed.data;
  return { ...env, ALLOW_PRIVATE_NETWORKS: env.ALLOW_PRIVATE_NETWORKS ?? env.DATABASE_URL === undefined };
}

/** One sentence a setting, however many rules it breaks. */
const firstOfEach = (issues: z.ZodError["issues"]) =>
  issues.filter(({ path: at }, index) => index === issues.findIndex((issue) => issue.path[0] === at[0]));

/** Read by the launcher and the tests, not by the server. */
const TOOL_SETTINGS = [
  "RATECARD_TEST_DATABASE_URL",
  "RATECARD_CACHE_DIR",
  "RATECARD_SHARED_DATA",
  "RATECARD_URL",
  "RATECARD_KEY",
];

function crossChecks(env: z.output<typeof EnvSchema>): string[] {
  const problems: string[] = [];
  if ((env.RATECARD_ADMIN_EMAIL === undefined) !== (env.RATECARD_ADMIN_PASSWORD === undefined)) {
    problems.push("RATECARD_ADMIN_EMAIL and RATECARD_ADMIN_PASSWORD: set both or neither.");
  }
  return problems;
}

function knownOnes(known: readonly string[]): string {
  const own = known.filter((candidate) => candidate.startsWith("RATECARD_"));
  return `Known ones: ${own.join(", ")}.`;
}

/**
 * The settings of a server, read once from the environment (and `.env`); nothing else reads process.env.
 * Units   hours, tokens, as the names say. Errors  EnvProblem lists every wrong setting in one go.
 */
import { type FieldProblem, fieldProblem, problemsOfZod, zodMessage } from "@ratecard/contract";
import { z } from "zod";

function wholeNumber(least: number, most: number) {
  const problem = zodMessage("not-in-range", { least, most });
  return z
    .string()
    .regex(/^\d{1,16}$/, problem)
    .transform(Number)
    .refine((value) => value >= least && value <= most, problem);
}

const oneOf = <const Values extends readonly [string, ...string[]]>(...values: Values) =>
  z.enum(values, zodMessage("not-one-of", { options: values }));

const flag = oneOf("true", "false").transform((text) => text === "true");

/** Control characters, and blanks alone. */
const path = z.string().regex(/^(?=.*\S)\P{Cc}+$/u, zodMessage("not-a-path"));

const host = z.string().regex(/^[^\s/]+$/, zodMessage("not-a-host"));

/** Pages stand at its root, so it has no path. */
const publicUrl = z
  .url({ protocol: /^https?$/, error: zodMessage("not-a-public-url") })
  .transform((text) => text.replace(/\/$/, ""))
  .refine((text) => {
    const { pathname, search, hash, username } = new URL(text);
    return pathname === "/" && search + hash + username === "";
  }, zodMessage("public-url-with-path"));

const databaseUrl = z.url({
  protocol: /^postgres(ql)?$/,
  error: zodMessage("not-a-database-url"),
});

const WEAK = /^(.)\1+$|secret|password|changeme|default/i;

/** Never names the value. */
const secret = z
  .string()
  .min(32, zodMessage("secret-too-short", { least: 32 }))
  .refine((text) => !WEAK.test(text), zodMessage("secret-well-known"));

/** It has to fit into the header that carries it. */
const apiKey = z
  .string()
  .min(32, zodMessage("too-short", { least: 32 }))
  .max(256, zodMessage("too-long", { most: 256 }))
  .regex(/^[\x21-\x7e]+$/, zodMessage("not-ascii"));

const password = z
  .string()
  .min(12, zodMessage("too-short", { least: 12 }))
  .max(128, zodMessage("too-long", { most: 128 }));

/** A file is named by its full path: a relative one would be looked up at the root. */
const catalogSource = z
  .string()
  .regex(/^(https?:|file:)/, zodMessage("not-a-source"))
  .refine(
    (text) => !text.startsWith("file:") || (/^file:\/(\/\/)?[^/]/.test(text) && URL.canParse(text)),
    zodMessage("source-path-not-full"),
  )
  .refine((text) => text.startsWith("file:") || URL.canParse(text), zodMessage("source-not-whole"))
  .refine((text) => !URL.canParse(text) || new URL(text).username === "", zodMessage("source-with-login"));

const EnvSchema = z.object({
  PORT: wholeNumber(0, 65_535).default(3000),
  HOST: host.default("127.0.0.1"),
  /** Where people reach this server when it stands behind a proxy or a name: its host is allowed, cookies follow its scheme. */
  PUBLIC_URL: publicUrl.optional(),
  DATABASE_URL: databaseUrl.optional(),
  RATECARD_DATA_DIR: path.default(".ratecard"),
  RATECARD_ADMIN_EMAIL: z.email(zodMessage("not-an-email")).optional(),
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
  readonly problems: readonly FieldProblem[];

  constructor(problems: readonly FieldProblem[]) {
    super(problems.map(({ field, problem }) => `${field}: ${problem}`).join("\n"));
    this.problems = problems;
  }
}

export function readEnv(source: Record<string, string | undefined>): Env {
  const known = EnvSchema.keyof().options as readonly string[];
  const given = Object.fromEntries(
    Object.entries(source).filter(([name, text]) => known.includes(name) && text !== ""),
  );
  const problems = Object.keys(source)
    .filter((name) => name.startsWith("RATECARD_") && !known.includes(name) && !TOOL_SETTINGS.includes(name))
    .map((name) => fieldProblem(name, "not-a-setting", { known: ownOnes(known) }));

  const parsed = EnvSchema.safeParse(given);
  if (!parsed.success) {
    problems.push(...firstOfEach(problemsOfZod(parsed.error)));
  } else {
    problems.push(...crossChecks(parsed.data));
  }
  if (problems.length > 0 || !parsed.success) throw new EnvProblem(problems);
  const env = parsed.data;
  return { ...env, ALLOW_PRIVATE_NETWORKS: env.ALLOW_PRIVATE_NETWORKS ?? env.DATABASE_URL === undefined };
}

/** One sentence a setting, however many rules it breaks. */
const firstOfEach = (problems: readonly FieldProblem[]) =>
  problems.filter(({ field }, index) => index === problems.findIndex((problem) => problem.field === field));

/** Read by the launcher and the tests, not by the server. */
const TOOL_SETTINGS = [
  "RATECARD_TEST_DATABASE_URL",
  "RATECARD_CACHE_DIR",
  "RATECARD_SHARED_DATA",
  "RATECARD_URL",
  "RATECARD_KEY",
];

function crossChecks(env: z.output<typeof EnvSchema>): FieldProblem[] {
  if ((env.RATECARD_ADMIN_EMAIL === undefined) === (env.RATECARD_ADMIN_PASSWORD === undefined)) return [];
  return [fieldProblem("RATECARD_ADMIN_EMAIL", "both-or-neither", { other: "RATECARD_ADMIN_PASSWORD" })];
}

const ownOnes = (known: readonly string[]) => known.filter((candidate) => candidate.startsWith("RATECARD_"));

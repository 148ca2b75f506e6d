/**
 * The settings of a server, read once from the environment (and `.env`); nothing else reads process.env.
 * Units   hours, tokens, as the names say. Errors  EnvProblem lists every wrong setting in one go.
 */
import { z } from "zod";
import {
  apiKey,
  catalogSource,
  databaseUrl,
  flag,
  host,
  oneOf,
  password,
  path,
  publicUrl,
  secret,
  wholeNumber,
} from "./setting-shapes";

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

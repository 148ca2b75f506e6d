/**
 * The settings of a server, read once from the environment (and `.env`); nothing else reads process.env.
 * Units   hours, tokens, as the names say. Errors  EnvProblem lists every wrong setting in one go.
 * Source  design, interfaces.md "Settings".
 */
import { z } from "zod";

const flag = z.enum(["true", "false"]).transform((text) => text === "true");
const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/, `must be a whole number from ${least} to ${most}`)
    .transform(Number)
    .refine((value) => value >= least && value <= most, `must be a whole number from ${least} to ${most}`);

const EnvSchema = z.object({
  PORT: wholeNumber(0, 65_535).default(3000),
  HOST: z.string().min(1).default("127.0.0.1"),
  /** Where people reach this server when it stands behind a proxy or a name: its host is allowed, cookies follow its scheme. */
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: "must be the http(s) address people open" }).optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "must be a postgresql:// URL" }).optional(),
  RATECARD_DATA_DIR: z.string().min(1).default(".ratecard"),
  RATECARD_ADMIN_EMAIL: z.email("must be an e-mail address").optional(),
  RATECARD_ADMIN_PASSWORD: z.string().min(12, "must have at least 12 characters").max(128).optional(),
  RATECARD_API_KEY: z.string().min(32, "must have at least 32 characters").max(256).optional(),
  RATECARD_SECRET: z.string().min(32, "must have at least 32 characters").optional(),
  LITELLM_CATALOG_URL: z
    .string()
    .regex(/^(https?:|file:)/, "must start with https:, http: or file:")
    .default("https://raw.githubusercontent.com/BerriAI/litellm/main/model_prices_and_context_window.json"),
  CATALOG_TTL_HOURS: wholeNumber(1, 8760).default(24),
  PRICING_CONFIG: z.string().min(1).optional(),
  ON_UNPRICED: z.enum(["default", "error"]).default("default"),
  TYPICAL_INPUT_TOKENS: wholeNumber(0, 10_000_000).default(1000),
  TYPICAL_OUTPUT_TOKENS: wholeNumber(0, 10_000_000).default(500),
  ALLOW_PRIVATE_NETWORKS: flag.optional(),
  NODE_ENV: z.enum(["production", "development", "test"]).default("production"),
  LOG_LEVEL: z.enum(["silent", "fatal", "error", "warn", "info", "debug", "trace"]).default("warn"),
});

export type Env = Omit<z.output<typeof EnvSchema>, "ALLOW_PRIVATE_NETWORKS"> & { ALLOW_PRIVATE_NETWORKS: boolean };

/** Wrong settings, one sentence each. The start prints them and exits. */
export class EnvProblem extends Error {
  override name = "EnvProblem";
}

const WEAK_SECRET = /^(.)\1+$|secret|password|changeme|default/i;

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
    problems.push(...parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}.`));
  } else {
    problems.push(...crossChecks(parsed.data));
  }
  if (problems.length > 0 || !parsed.success) throw new EnvProblem(problems.join("\n"));
  const env = parsed.data;
  return { ...env, ALLOW_PRIVATE_NETWORKS: env.ALLOW_PRIVATE_NETWORKS ?? env.DATABASE_URL === undefined };
}

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
  if (env.RATECARD_SECRET !== undefined && WEAK_SECRET.test(env.RATECARD_SECRET)) {
    problems.push("RATECARD_SECRET: is a well-known or default value. Leave it out and one is generated.");
  }
  return problems;
}

function knownOnes(known: readonly string[]): string {
  const own = known.filter((candidate) => candidate.startsWith("RATECARD_"));
  return `Known ones: ${own.join(", ")}.`;
}

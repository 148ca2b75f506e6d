import { describe, expect, it } from "vitest";
import { EnvProblem, readEnv } from "./env";

const problemsOf = (settings: Record<string, string>): string => {
  try {
    readEnv(settings);
  } catch (error) {
    if (error instanceof EnvProblem) return error.problems.map(({ field, code }) => `${field}: ${code}`).join("\n");
    throw error;
  }
  return "";
};

const PORT = "PORT: not-in-range";
const POSTGRES = "DATABASE_URL: not-a-database-url";
const HOST = "HOST: not-a-host";
const PUBLIC = "PUBLIC_URL: not-a-public-url";
const ORIGIN = "PUBLIC_URL: public-url-with-path";
const WEAK = "RATECARD_SECRET: secret-well-known";
const ASCII = "RATECARD_API_KEY: not-ascii";
const FULL_PATH = "LITELLM_CATALOG_URL: source-path-not-full";
const SCHEME = "LITELLM_CATALOG_URL: not-a-source";
const HOURS = "CATALOG_TTL_HOURS: not-in-range";

describe("a bad setting", () => {
  it.each([
    ["PORT", "http", PORT],
    ["PORT", "70000", PORT],
    ["PORT", "-1", PORT],
    ["PORT", "3000.5", PORT],
    ["PORT", "0x10", PORT],
    ["PORT", " 3000", PORT],
    ["PORT", "99999999999999999999", PORT],
    ["HOST", " ", HOST],
    ["HOST", "my host", HOST],
    ["HOST", "http://localhost", HOST],
    ["PUBLIC_URL", "rates.example.org", PUBLIC],
    ["PUBLIC_URL", "ftp://rates.example.org", PUBLIC],
    ["PUBLIC_URL", "https://rates.example.org/desk", ORIGIN],
    ["PUBLIC_URL", "https://ann:pw@rates.example.org", ORIGIN],
    ["DATABASE_URL", "mysql://localhost/x", POSTGRES],
    ["DATABASE_URL", "localhost:5432", POSTGRES],
    ["DATABASE_URL", "postgresql://db:99999/x", POSTGRES],
    ["RATECARD_DATA_DIR", " ", "RATECARD_DATA_DIR: not-a-path"],
    ["RATECARD_DATA_DIR", "a\0b", "RATECARD_DATA_DIR: not-a-path"],
    ["RATECARD_ADMIN_EMAIL", "ann", "RATECARD_ADMIN_EMAIL: not-an-email"],
    ["RATECARD_ADMIN_PASSWORD", "short", "RATECARD_ADMIN_PASSWORD: too-short"],
    ["RATECARD_ADMIN_PASSWORD", "x".repeat(129), "RATECARD_ADMIN_PASSWORD: too-long"],
    ["RATECARD_API_KEY", "too-short", "RATECARD_API_KEY: too-short"],
    ["RATECARD_API_KEY", "x".repeat(257), "RATECARD_API_KEY: too-long"],
    ["RATECARD_API_KEY", "several words ".repeat(4), ASCII],
    ["RATECARD_API_KEY", "\u00e9".repeat(40), ASCII],
    ["RATECARD_SECRET", "too-short", "RATECARD_SECRET: secret-too-short"],
    ["RATECARD_SECRET", "changeme-changeme-changeme-changeme", WEAK],
    ["RATECARD_SECRET", "a".repeat(40), WEAK],
    ["LITELLM_CATALOG_URL", "ftp://example.org/x.json", SCHEME],
    ["LITELLM_CATALOG_URL", "/full/path.json", SCHEME],
    ["LITELLM_CATALOG_URL", "file:relative.json", FULL_PATH],
    ["LITELLM_CATALOG_URL", "file://host/x.json", FULL_PATH],
    ["LITELLM_CATALOG_URL", "https:", "LITELLM_CATALOG_URL: source-not-whole"],
    ["LITELLM_CATALOG_URL", "https://ann:pw@example.org/x.json", "LITELLM_CATALOG_URL: source-with-login"],
    ["CATALOG_TTL_HOURS", "0", HOURS],
    ["CATALOG_TTL_HOURS", "1.5", HOURS],
    ["CATALOG_TTL_HOURS", "9000", HOURS],
    ["CATALOG_TTL_HOURS", "daily", HOURS],
    ["PRICING_CONFIG", " ", "PRICING_CONFIG: not-a-path"],
    ["ON_UNPRICED", "maybe", "ON_UNPRICED: not-one-of"],
    ["ON_UNPRICED", "ERROR", "ON_UNPRICED: not-one-of"],
    ["TYPICAL_INPUT_TOKENS", "-1", "TYPICAL_INPUT_TOKENS: not-in-range"],
    ["TYPICAL_INPUT_TOKENS", "1e3", "TYPICAL_INPUT_TOKENS: not-in-range"],
    ["TYPICAL_OUTPUT_TOKENS", "NaN", "TYPICAL_OUTPUT_TOKENS: not-in-range"],
    ["TYPICAL_OUTPUT_TOKENS", "10000001", "TYPICAL_OUTPUT_TOKENS: not-in-range"],
    ["ALLOW_PRIVATE_NETWORKS", "yes", "ALLOW_PRIVATE_NETWORKS: not-one-of"],
    ["ALLOW_PRIVATE_NETWORKS", "1", "ALLOW_PRIVATE_NETWORKS: not-one-of"],
    ["NODE_ENV", "staging", "NODE_ENV: not-one-of"],
    ["LOG_LEVEL", "loud", "LOG_LEVEL: not-one-of"],
  ])("%s=%j stops the start: %s", (name, value, refused) => {
    expect(problemsOf({ [name]: value })).toBe(refused);
  });
});

describe("readEnv", () => {
  it("needs nothing", () => {
    expect(readEnv({})).toMatchObject({
      PORT: 3000,
      HOST: "127.0.0.1",
      RATECARD_DATA_DIR: ".ratecard",
      CATALOG_TTL_HOURS: 24,
      ON_UNPRICED: "default",
      TYPICAL_INPUT_TOKENS: 1000,
      TYPICAL_OUTPUT_TOKENS: 500,
      ALLOW_PRIVATE_NETWORKS: true,
      NODE_ENV: "production",
    });
  });

  it("keeps private networks closed with a database of one's own, unless allowed", () => {
    const DATABASE_URL = "postgresql://u:p@db:5432/ratecard";
    expect(readEnv({ DATABASE_URL }).ALLOW_PRIVATE_NETWORKS).toBe(false);
    expect(readEnv({ DATABASE_URL, ALLOW_PRIVATE_NETWORKS: "true" }).ALLOW_PRIVATE_NETWORKS).toBe(true);
    expect(readEnv({ ALLOW_PRIVATE_NETWORKS: "false" }).ALLOW_PRIVATE_NETWORKS).toBe(false);
  });

  it("takes an empty setting as a missing one, and leaves foreign variables alone", () => {
    expect(readEnv({ PORT: "", DATABASE_URL: "", PATH: "/bin", SOME_OTHER: "x" }).PORT).toBe(3000);
  });

  it("refuses an unknown RATECARD_ setting and lists the known ones", () => {
    expect(problemsOf({ RATECARD_PASWORD: "x" })).toBe("RATECARD_PASWORD: not-a-setting");
    expect(() => readEnv({ RATECARD_PASWORD: "x" })).toThrow("RATECARD_ADMIN_PASSWORD");
  });

  it("wants e-mail and password of the admin together", () => {
    expect(problemsOf({ RATECARD_ADMIN_EMAIL: "a@example.org" })).toBe("RATECARD_ADMIN_EMAIL: both-or-neither");
  });

  it("lists every wrong setting in one go, and never a secret's value", () => {
    const settings = { PORT: "x", RATECARD_API_KEY: "sk-short-value", RATECARD_NO: "1" };
    expect(problemsOf(settings).split("\n")).toHaveLength(3);
    expect(() => readEnv(settings)).not.toThrow("sk-short-value");
  });
});

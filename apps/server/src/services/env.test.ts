import { describe, expect, it } from "vitest";
import { EnvProblem, readEnv } from "./env";

const problemsOf = (settings: Record<string, string>): string => {
  try {
    readEnv(settings);
  } catch (error) {
    if (error instanceof EnvProblem) return error.message;
    throw error;
  }
  return "";
};

const PORT = "PORT: must be a whole number from 0 to 65535.";
const POSTGRES = "DATABASE_URL: must be a URL as postgresql://user:password@host:5432/database.";
const HOST = "HOST: must be an address or a host name, as 127.0.0.1 or 0.0.0.0, without scheme and port.";
const PUBLIC = "PUBLIC_URL: must be the http(s) address people open, as https://rates.example.org.";
const ORIGIN = "PUBLIC_URL: must be scheme, host and port alone, as https://rates.example.org.";
const WEAK = "RATECARD_SECRET: is a well-known or default value. Leave it out and one is generated.";
const ASCII = "RATECARD_API_KEY: must be letters, digits and signs of ASCII without blanks.";
const FULL_PATH = "LITELLM_CATALOG_URL: must name a file by its full path, as file:///full/path.json.";
const SCHEME = "LITELLM_CATALOG_URL: must start with https:, http: or file:, as file:///full/path.json.";
const HOURS = "CATALOG_TTL_HOURS: must be a whole number from 1 to 8760.";

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
    ["RATECARD_DATA_DIR", " ", "RATECARD_DATA_DIR: must be a path, without control characters."],
    ["RATECARD_DATA_DIR", "a\0b", "RATECARD_DATA_DIR: must be a path, without control characters."],
    ["RATECARD_ADMIN_EMAIL", "ann", "RATECARD_ADMIN_EMAIL: must be an e-mail address, as ann@example.org."],
    ["RATECARD_ADMIN_PASSWORD", "short", "RATECARD_ADMIN_PASSWORD: must have at least 12 characters."],
    ["RATECARD_ADMIN_PASSWORD", "x".repeat(129), "RATECARD_ADMIN_PASSWORD: must have at most 128 characters."],
    ["RATECARD_API_KEY", "too-short", "RATECARD_API_KEY: must have at least 32 characters."],
    ["RATECARD_API_KEY", "x".repeat(257), "RATECARD_API_KEY: must have at most 256 characters."],
    ["RATECARD_API_KEY", "several words ".repeat(4), ASCII],
    ["RATECARD_API_KEY", "\u00e9".repeat(40), ASCII],
    [
      "RATECARD_SECRET",
      "too-short",
      "RATECARD_SECRET: must have at least 32 characters. Leave it out and one is generated.",
    ],
    ["RATECARD_SECRET", "changeme-changeme-changeme-changeme", WEAK],
    ["RATECARD_SECRET", "a".repeat(40), WEAK],
    ["LITELLM_CATALOG_URL", "ftp://example.org/x.json", SCHEME],
    ["LITELLM_CATALOG_URL", "/full/path.json", SCHEME],
    ["LITELLM_CATALOG_URL", "file:relative.json", FULL_PATH],
    ["LITELLM_CATALOG_URL", "file://host/x.json", FULL_PATH],
    [
      "LITELLM_CATALOG_URL",
      "https:",
      "LITELLM_CATALOG_URL: must be a whole address, as https://example.org/prices.json.",
    ],
    [
      "LITELLM_CATALOG_URL",
      "https://ann:pw@example.org/x.json",
      "LITELLM_CATALOG_URL: must hold no user and password, because everybody sees it. Use an address that is open to this server.",
    ],
    ["CATALOG_TTL_HOURS", "0", HOURS],
    ["CATALOG_TTL_HOURS", "1.5", HOURS],
    ["CATALOG_TTL_HOURS", "9000", HOURS],
    ["CATALOG_TTL_HOURS", "daily", HOURS],
    ["PRICING_CONFIG", " ", "PRICING_CONFIG: must be a path, without control characters."],
    ["ON_UNPRICED", "maybe", "ON_UNPRICED: must be default or error."],
    ["ON_UNPRICED", "ERROR", "ON_UNPRICED: must be default or error."],
    ["TYPICAL_INPUT_TOKENS", "-1", "TYPICAL_INPUT_TOKENS: must be a whole number from 0 to 10000000."],
    ["TYPICAL_INPUT_TOKENS", "1e3", "TYPICAL_INPUT_TOKENS: must be a whole number from 0 to 10000000."],
    ["TYPICAL_OUTPUT_TOKENS", "NaN", "TYPICAL_OUTPUT_TOKENS: must be a whole number from 0 to 10000000."],
    ["TYPICAL_OUTPUT_TOKENS", "10000001", "TYPICAL_OUTPUT_TOKENS: must be a whole number from 0 to 10000000."],
    ["ALLOW_PRIVATE_NETWORKS", "yes", "ALLOW_PRIVATE_NETWORKS: must be true or false."],
    ["ALLOW_PRIVATE_NETWORKS", "1", "ALLOW_PRIVATE_NETWORKS: must be true or false."],
    ["NODE_ENV", "staging", "NODE_ENV: must be one of production, development, test."],
    ["LOG_LEVEL", "loud", "LOG_LEVEL: must be one of silent, fatal, error, warn, info, debug, trace."],
  ])("%s=%j stops the start with a sentence", (name, value, sentence) => {
    expect(problemsOf({ [name]: value })).toBe(sentence);
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
    const problem = problemsOf({ RATECARD_PASWORD: "x" });
    expect(problem).toMatch(/^RATECARD_PASWORD: is not a setting of Ratecard\./);
    expect(problem).toContain("RATECARD_ADMIN_PASSWORD");
  });

  it("wants e-mail and password of the admin together", () => {
    expect(problemsOf({ RATECARD_ADMIN_EMAIL: "a@example.org" })).toContain("set both or neither");
  });

  it("lists every wrong setting in one go, and never a secret's value", () => {
    const problems = problemsOf({ PORT: "x", RATECARD_API_KEY: "sk-short-value", RATECARD_NO: "1" });
    expect(problems.split("\n")).toHaveLength(3);
    expect(problems).not.toContain("sk-short-value");
  });
});

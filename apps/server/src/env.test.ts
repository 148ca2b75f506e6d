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

  it.each([
    ["PORT", "http"],
    ["PORT", "70000"],
    ["PORT", "-1"],
    ["PORT", "3000.5"],
    ["DATABASE_URL", "mysql://localhost/x"],
    ["DATABASE_URL", "localhost:5432"],
    ["RATECARD_API_KEY", "too-short"],
    ["RATECARD_SECRET", "too-short"],
    ["RATECARD_SECRET", "changeme-changeme-changeme-changeme"],
    ["RATECARD_SECRET", "a".repeat(40)],
    ["ON_UNPRICED", "maybe"],
    ["ALLOW_PRIVATE_NETWORKS", "yes"],
    ["CATALOG_TTL_HOURS", "0"],
    ["LITELLM_CATALOG_URL", "ftp://example.org/x.json"],
    ["PUBLIC_URL", "rates.example.org"],
    ["NODE_ENV", "staging"],
    ["LOG_LEVEL", "loud"],
  ])("refuses %s=%s by its name", (name, value) => {
    expect(problemsOf({ [name]: value })).toMatch(new RegExp(`^${name}: .+\\.$`));
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

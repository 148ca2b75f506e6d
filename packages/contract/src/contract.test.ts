import { describe, expect, it } from "vitest";
import { CreateApiKey, CreateUser, Email } from "./access";
import { ChangeSource } from "./changes";
import { describeError } from "./describe-error";
import type { DomainErrorDetails } from "./errors";
import { leastRoleFor, PERMISSIONS, ROLES, roleMay, SCOPES, scopesMay } from "./roles";

/** One of each; a new code fails to compile until it stands here. */
const SAMPLES: DomainErrorDetails = {
  NOT_SIGNED_IN: {},
  FORBIDDEN: { permission: "audit:read", ask: "finance" },
  INVALID_INPUT: { issues: [{ field: "price", problem: "is negative. Use 0 or more." }] },
  NOT_FOUND: { what: "server", name: "x" },
  ALREADY_EXISTS: { what: "server", name: "x" },
  VERSION_REQUIRED: { what: "price", name: "gpt-4o", as: "If-Match" },
  VERSION_MOVED: { what: "price", name: "gpt-4o", current: {} },
  ENTRY_PINNED: { model: "gpt-4o", pinnedBy: "prices.json" },
  DEFAULT_ENTRY_KEPT: {},
  SERVER_UNREACHABLE: { server: "prod", cause: "refused", advice: "Check the port." },
  CATALOG_REFUSED: { source: "file:x", problem: "it is empty" },
  JOB_RUNNING: { kind: "discovery" },
  LAST_ADMIN: { email: "ada@example.org" },
  SETUP_DONE: {},
  SETUP_LINK_INVALID: {},
  TOO_BUSY: { retryAfterSeconds: 3 },
  UNAVAILABLE: { retryAfterSeconds: 3 },
};

describe("every code", () => {
  it.each(Object.keys(SAMPLES) as (keyof DomainErrorDetails)[])("%s is a whole sentence with its details", (code) => {
    const sentence = describeError(code, SAMPLES[code]);
    expect(sentence).toMatch(/^\S.*\.$/);
    expect(sentence).not.toMatch(/undefined|\[object/);
    for (const detail of Object.values(SAMPLES[code])) {
      if (typeof detail === "string" && code !== "FORBIDDEN") expect(sentence).toContain(detail);
    }
  });
});

describe("rights", () => {
  it("grow from role to role, up to everything a person may do", () => {
    for (const permission of PERMISSIONS) {
      const may = ROLES.map((role) => roleMay(role, permission));
      expect(may).toEqual([...may].sort((a, b) => Number(a) - Number(b)));
      expect(roleMay("admin", permission)).toBe(permission !== "usage:ingest");
      expect(ROLES).toContain(leastRoleFor(permission));
    }
  });

  it("a key for intake reads nothing, and a reading key changes nothing", () => {
    for (const permission of PERMISSIONS) {
      expect(scopesMay(["ingest"], permission)).toBe(permission === "usage:ingest");
      if (!permission.endsWith(":read")) expect(scopesMay(["read"], permission)).toBe(false);
    }
    expect(scopesMay([], "spend:read")).toBe(false);
    expect(PERMISSIONS.every((permission) => scopesMay(SCOPES, permission))).toBe(true);
  });
});

describe("inputs", () => {
  it("a source of a change without a kind is told all kinds there are", () => {
    const said = ChangeSource.safeParse({}).error?.issues[0]?.message.match(/[a-z-]+(?=,| or|\.)|(?<=or )[a-z-]+/g);
    const kinds = ChangeSource.options.map(({ shape }) => shape.kind.value);
    expect(kinds.filter((kind) => !said?.includes(kind))).toEqual([]);
  });

  it("take an e-mail in any case, as one account", () => {
    expect(Email.parse("  Ada@Example.ORG ")).toBe("ada@example.org");
  });

  it.each([
    { name: "x", scopes: [] },
    { name: "x", scopes: ["write"] },
    { name: "", scopes: ["read"] },
    { name: "x", scopes: ["read"], key: "mine" },
  ])("refuse the API key %j", (input) => {
    expect(CreateApiKey.safeParse(input).success).toBe(false);
  });

  it("keep the blanks of a password, and count it in characters", () => {
    const user = { name: "Ada", email: "ada@example.org", role: "viewer", password: " twelve chars" };
    expect(CreateUser.parse(user).password).toBe(" twelve chars");
    expect(CreateUser.safeParse({ ...user, password: "eleven chrs" }).success).toBe(false);
  });
});

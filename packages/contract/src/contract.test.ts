import { describe, expect, it } from "vitest";
import { CreateApiKey, CreateUser, Email } from "./access";
import { ChangeSource } from "./changes";
import { fieldProblem } from "./problems/describe-problem";
import { problemsOfZod } from "./problems/zod-problems";
import { leastRoleFor, PERMISSIONS, ROLES, roleMay, SCOPES, scopesMay } from "./roles";

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
    const { error } = ChangeSource.safeParse({});
    const kinds = ChangeSource.options.map(({ shape }) => shape.kind.value);
    expect(error && problemsOfZod(error)).toEqual([fieldProblem("kind", "not-one-of", { options: kinds })]);
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

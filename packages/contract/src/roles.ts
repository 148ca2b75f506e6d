/** Roles of people, scopes of API keys, and what each may do. Source: design, screens.md "Roles". */
export const ROLES = ["viewer", "support", "finance", "admin"] as const;
export type Role = (typeof ROLES)[number];

export const SCOPES = ["ingest", "read", "admin"] as const;
export type Scope = (typeof SCOPES)[number];

/** Every procedure and REST call declares exactly one of these. */
export const PERMISSIONS = [
  "spend:read",
  "spend-views:write",
  "explain:read",
  "price-book:read",
  "price-book:write",
  "price-reviews:write",
  "price-cases:write",
  "catalog:read",
  "catalog:refresh",
  "catalog:review",
  "discovery:read",
  "discovery:write",
  "requests:read",
  "price-proposals:write",
  "price-proposals:decide",
  "usage:ingest",
  "usage:import",
  "quarantine:settle",
  "ledger:verify",
  "ledger:zone",
  "ledger:retention",
  "months:read",
  "months:close",
  "months:reopen",
  "budgets:write",
  "alerts:read",
  "alerts:write",
  "what-if:write",
  "recost:run",
  "reconciliation:read",
  "reconciliation:write",
  "sample-world:write",
  "jobs:cancel",
  "notifications:settle",
  "access:manage",
  "audit:read",
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const VIEWER_READS: readonly Permission[] = ["spend:read", "explain:read", "price-book:read", "catalog:read"];
const VIEWER: readonly Permission[] = [...VIEWER_READS, "spend-views:write"];
const SUPPORT_READS: readonly Permission[] = [...VIEWER_READS, "requests:read"];
const SUPPORT: readonly Permission[] = [...SUPPORT_READS, "spend-views:write", "price-proposals:write"];
const FINANCE_READS: readonly Permission[] = [
  ...SUPPORT_READS,
  "discovery:read",
  "audit:read",
  "months:read",
  "alerts:read",
  "reconciliation:read",
];
const FINANCE: readonly Permission[] = [
  ...FINANCE_READS,
  "spend-views:write",
  "price-proposals:write",
  "price-proposals:decide",
  "price-reviews:write",
  "price-cases:write",
  "catalog:review",
  "quarantine:settle",
  "ledger:verify",
  "months:close",
  "budgets:write",
  "alerts:write",
  "what-if:write",
  "recost:run",
  "reconciliation:write",
];

const ROLE_GRANTS = {
  viewer: VIEWER,
  support: SUPPORT,
  finance: FINANCE,
  admin: PERMISSIONS.filter((permission) => permission !== "usage:ingest"),
} satisfies Record<Role, readonly Permission[]>;

const SCOPE_GRANTS = {
  ingest: ["usage:ingest"],
  read: [...FINANCE_READS],
  admin: PERMISSIONS.filter((permission) => permission !== "usage:ingest"),
} satisfies Record<Scope, readonly Permission[]>;

export const roleMay = (role: Role, permission: Permission): boolean =>
  (ROLE_GRANTS[role] as readonly Permission[]).includes(permission);

export const scopesMay = (scopes: readonly Scope[], permission: Permission): boolean =>
  scopes.some((scope) => (SCOPE_GRANTS[scope] as readonly Permission[]).includes(permission));

/** The least role that may do it: whom a refused person has to ask. */
export const leastRoleFor = (permission: Permission): Role =>
  ROLES.find((role) => roleMay(role, permission)) ?? "admin";

/** What both sides say to each other: inputs, error codes, roles and permissions. */
export * from "./access";
export * from "./describe-error";
export * from "./errors";
export * from "./name";
export * from "./roles";
export * from "./usage";

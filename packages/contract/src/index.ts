/** What both sides say to each other: inputs, error codes, roles and permissions. */
export * from "./access";
export * from "./bulk-edit";
export * from "./catalog";
export * from "./describe-error";
export * from "./describe-price-problem";
export * from "./discovery";
export * from "./errors";
export * from "./explain";
export * from "./name";
export * from "./price-book";
export * from "./price-fields";
export * from "./price-sync";
export * from "./requests";
export * from "./roles";
export * from "./sample-world";
export * from "./spend";
export * from "./usage";

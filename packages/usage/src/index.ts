/** What other programs report as usage, and files of it, as events. */
export * from "./days-of-file";
export { recogniseFormat } from "./formats/usage-formats";
export * from "./litellm/kind-of-call";
export * from "./litellm/read-conditions";
export * from "./litellm/read-counts";
export * from "./litellm/read-payload";
export * from "./open-usage-file";
export * from "./read-loosely";
export * from "./records/file-rows";
export * from "./sha-256";
export * from "./short-id";
export * from "./usage-item";

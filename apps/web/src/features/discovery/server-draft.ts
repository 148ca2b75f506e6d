/** A server as it is typed, and what of it is sent. Pure. */
import type { ServerKind, UpdateServer } from "@ratecard/contract";

export type ServerDraft = {
  name: string;
  kind: ServerKind;
  baseUrl: string;
  /** Empty: the stored one stays. */
  apiKey: string;
  forgetsKey: boolean;
  isActive: boolean;
  /** One name a line. */
  supportedModels: string;
};

type Stored = Readonly<{
  name: string;
  kind: ServerKind;
  baseUrl: string;
  isActive: boolean;
  supportedModels: readonly string[];
}>;

export const serverDraft = (server: Stored | null): ServerDraft => ({
  name: server?.name ?? "",
  kind: server?.kind ?? "litellm",
  baseUrl: server?.baseUrl ?? "",
  apiKey: "",
  forgetsKey: false,
  isActive: server?.isActive ?? true,
  supportedModels: server?.supportedModels.join("\n") ?? "",
});

/** A server to connect; an empty key is none. */
export const newServer = ({ name, kind, baseUrl, isActive, apiKey }: ServerDraft) => ({
  name,
  kind,
  baseUrl,
  isActive,
  ...(apiKey === "" ? {} : { apiKey }),
});

/** Only what differs: fields left out stay as they are. */
export function serverUpdate(draft: ServerDraft, stored: Stored): Omit<UpdateServer, "id"> {
  const models = namesOf(draft.supportedModels);
  return {
    ...(draft.name === stored.name ? {} : { name: draft.name }),
    ...(draft.kind === stored.kind ? {} : { kind: draft.kind }),
    ...(draft.baseUrl === stored.baseUrl ? {} : { baseUrl: draft.baseUrl }),
    ...(draft.isActive === stored.isActive ? {} : { isActive: draft.isActive }),
    ...(models.join("\n") === stored.supportedModels.join("\n") ? {} : { supportedModels: models }),
    ...(draft.apiKey === "" ? (draft.forgetsKey ? { apiKey: null } : {}) : { apiKey: draft.apiKey }),
  };
}

const namesOf = (text: string): string[] => [
  ...new Set(
    text
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== ""),
  ),
];

/** An address that is not finished yet is no other origin. */
export const isOtherOrigin = (typed: string, stored: string): boolean =>
  URL.canParse(typed.trim()) && new URL(typed.trim()).origin !== new URL(stored).origin;

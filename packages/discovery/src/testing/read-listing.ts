/** Listings read from whole texts, cut into chunks as they may come. */
import type { Listing } from "../listed-model";
import { type LitellmListing, litellmReader } from "../litellm-listing";
import { pageReader } from "../page-reader";
import type { ServerKind } from "../server-address";

const CHUNK = 7;

type Written = Readonly<{ write: (chunk: string) => boolean }>;

function writeAll(reader: Written, text: string, chunk = CHUNK): void {
  for (let at = 0; at < text.length; at += chunk) if (!reader.write(text.slice(at, at + chunk))) return;
}

export function readPage(kind: Exclude<ServerKind, "litellm">, text: string): Listing {
  const reader = pageReader(kind);
  writeAll(reader, text);
  return reader.finish();
}

export function readLitellm(
  answers: Partial<Record<"models" | "modelInfo" | "modelGroupInfo", string>>,
): LitellmListing {
  const reader = litellmReader();
  for (const which of ["models", "modelInfo", "modelGroupInfo"] as const) writeAll(reader[which], answers[which] ?? "");
  return reader.finish({
    modelInfo: answers.modelInfo !== undefined,
    modelGroupInfo: answers.modelGroupInfo !== undefined,
  });
}

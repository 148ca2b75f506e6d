/**
 * Who serves a request, and who told so.
 *
 * Order   the event, the price book's entry, the connected server, a known id before the first slash
 *         of the name; else the name is guessed from, and the cost says so (`provider-guessed`).
 */
import { detectProvider, providerBeforeSlash, providerId } from "./providers";
import type { PriceRequest, ProviderOrigin } from "./resolution";

export type KnownProvider = Readonly<{
  /** A LiteLLM id. */
  provider: string | undefined;
  providerFrom: ProviderOrigin | undefined;
}>;

type Told = Readonly<{ provider: string; providerFrom: ProviderOrigin }>;

/** `entryProvider`: of the price book's entry that answers, if one does. */
export function knownProvider(request: PriceRequest, entryProvider?: string): KnownProvider {
  return (
    withOrigin(request.provider, "event") ??
    withOrigin(entryProvider, "entry") ??
    withOrigin(request.serverProvider, "server") ??
    providerOfName(request.model) ?? { provider: undefined, providerFrom: undefined }
  );
}

/** What the name alone gives away. */
export function providerOfName(model: string): Told | undefined {
  const written = providerBeforeSlash(model);
  if (written !== undefined) return { provider: written, providerFrom: "prefix" };
  const detected = detectProvider(model);
  return detected === undefined ? undefined : { provider: detected, providerFrom: "detected" };
}

const withOrigin = (provider: string | undefined, providerFrom: ProviderOrigin): Told | undefined =>
  provider === undefined || provider.trim() === "" ? undefined : { provider: providerId(provider), providerFrom };

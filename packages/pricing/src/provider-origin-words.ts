/** Who told a provider, in words that follow it: "openai, guessed from the name". */
import type { ProviderOrigin } from "./resolution";

export const PROVIDER_ORIGIN_WORDS: Readonly<Record<ProviderOrigin, string>> = {
  event: "given with the request",
  entry: "by the entry of the price book",
  server: "by the connected server",
  prefix: "before the slash of the name",
  detected: "guessed from the name",
};

/** Who serves a request, and the catalogue keys of its name, written a second time without a shared line. In tests only. */
export type NaiveRequest = Readonly<{
  model: string;
  provider: string | undefined;
  serverProvider: string | undefined;
  at: number;
}>;

export type NaiveProvider = Readonly<{ provider: string | undefined; isGuessed: boolean }>;

/** Enough for the names of the generated world. */
const KNOWN_IDS = ["openai", "azure", "gemini", "cohere", "ollama"];
const CALLED_BY: Readonly<Record<string, string>> = { cohere_chat: "cohere", "vertex_ai-language-models": "vertex_ai" };

export function naiveProvider({ model, provider, serverProvider }: NaiveRequest, entry: string | null): NaiveProvider {
  const named = [provider, entry, serverProvider].find((text) => typeof text === "string" && text !== "");
  if (named) return { provider: named === "google" ? "gemini" : named, isGuessed: false };
  const [first, ...others] = model.split("/");
  if (first !== undefined && others.join("/") !== "" && KNOWN_IDS.includes(first)) {
    return { provider: first, isGuessed: false };
  }
  const words: readonly (readonly [string, string])[] = [
    ["gpt", "openai"],
    ["claude", "anthropic"],
    ["llama", "groq"],
  ];
  const guess = words.find(([word]) => model.includes(word))?.[1];
  return { provider: guess, isGuessed: guess !== undefined };
}

/** Keys in the order they are tried: with the provider in front, then without. */
export function naiveKeys(model: string, provider: string | undefined): { scoped: string[]; bare: string[] } {
  if (provider === undefined) return { scoped: [], bare: tuned(model) };
  const fronts = [provider, CALLED_BY[provider] ?? provider];
  for (const front of fronts) {
    const [first, ...others] = model.split("/");
    const rest = others.join("/");
    if (first === front && rest !== "")
      return { scoped: tuned(rest).map((key) => `${front}/${key}`), bare: tuned(rest) };
  }
  return { scoped: tuned(model).map((key) => `${provider}/${key}`), bare: tuned(model) };
}

/** `ft:BASE:org:name:id` is tried as itself, then as `ft:BASE`. */
function tuned(name: string): string[] {
  const parts = name.split(":");
  return parts[0] === "ft" && parts.length > 2 && parts[1] !== "" ? [name, `ft:${parts[1]}`] : [name];
}

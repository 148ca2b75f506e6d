/** What the guide is about, in its order: the contents beside it, and what the command palette finds. Each has a body in `guide-page.tsx`. */
export const TOPICS = [
  { id: "names", title: "Which name is priced", about: "custom names, aliases, mappings, served model" },
  {
    id: "chain",
    title: "How a name gets its price",
    about: "price book, wildcard, catalogue, default entry, strict mode",
  },
  {
    id: "units",
    title: "Units, empty and zero",
    about: "USD per 1M tokens, per request, free, no price, cache, batch",
  },
  { id: "dates", title: "Prices in time", about: "effective from, history, backdating, closed months" },
  { id: "import", title: "Importing models", about: "connect a server, discover, review, file, undo a batch" },
  { id: "usage", title: "Bringing in usage", about: "LiteLLM callback, OpenTelemetry, REST, files of the past" },
  {
    id: "instrumentations",
    title: "What instrumentations leave out",
    about:
      "OpenTelemetry, OpenLLMetry, OpenInference, Langfuse, Vercel AI SDK, cache, reasoning, streams without counts",
  },
  {
    id: "models-missing",
    title: "Models are missing",
    about: "troubleshooting: not listed, wildcard route, server failed",
  },
  {
    id: "costs-wrong",
    title: "Costs are wrong",
    about: "troubleshooting: differs from invoice or gateway, cache, date",
  },
  {
    id: "default-pricing",
    title: "Default pricing is used",
    about: "troubleshooting: unknown name, exposure, price it, re-cost",
  },
] as const;

export type TopicId = (typeof TOPICS)[number]["id"];

/** Where our cost of a record is not LiteLLM's, why, and who is right. Anything else that differs fails the suite, and so does an entry that nothing needs. */

export type CostDifference = Readonly<{
  scenario: string;
  /** Of LiteLLM; both when left out. */
  version?: string;
  ours: string;
  /** "varies": LiteLLM's own cost is another one every time. */
  theirs: string;
  right: "ratecard" | "litellm" | "neither" | "both";
  reason: string;
}>;

const PINNED = "1.106.2";

export const COST_DIFFERENCES: readonly CostDifference[] = [
  {
    scenario: "chat-no-usage",
    ours: "0.0075",
    theirs: "0",
    right: "neither",
    reason:
      "The provider counted nothing. LiteLLM takes that for 0 tokens; Ratecard charges a typical request and flags it.",
  },
  {
    scenario: "responses-file-search",
    ours: "0.0058",
    theirs: "0.0083",
    right: "litellm",
    reason:
      "One file search at 0.0025, which LiteLLM has in its code and its price list has not. Ratecard names it as usage that nothing charged.",
  },
  {
    scenario: "gemini-cached-audio-untold",
    ours: "0.001779",
    theirs: "0.001765",
    right: "neither",
    reason:
      "500 cached tokens of which nobody says how many were audio. Ratecard takes the least that must have been and charges those as cached audio; LiteLLM charges them as cached text.",
  },
  {
    scenario: "gemini-tool-prompt",
    version: PINNED,
    ours: "0.00161",
    theirs: "0.00155",
    right: "ratecard",
    reason:
      "The 200 tokens of a tool's answer are part of the prompt of 1,200. This version bills 1,000; later ones bill all.",
  },
  {
    scenario: "perplexity-search",
    ours: "0.0245",
    theirs: "0.0105",
    right: "ratecard",
    reason: "The search of high context, 0.014 in LiteLLM's own list, is not in LiteLLM's cost.",
  },
  {
    scenario: "perplexity-deep-research",
    ours: "0.0218",
    theirs: "0.0028",
    right: "ratecard",
    reason:
      "100 + 500 is the total, so 700 reasoning tokens stand beside the 500. LiteLLM bills them in place of the 500, and none of the three searches.",
  },
  {
    scenario: "price-by-second",
    ours: "0.005",
    theirs: "varies",
    right: "litellm",
    reason:
      "The operator priced the seconds that the proxy waits. Ratecard knows no such price: the import's placeholder stands in for it, and is flagged.",
  },
  {
    scenario: "no-price",
    ours: "0.005",
    theirs: "0",
    right: "neither",
    reason: "Nobody has a price. LiteLLM says 0; Ratecard charges the default, flagged as a placeholder.",
  },
  {
    scenario: "mistral-ocr",
    ours: "0.012",
    theirs: "0",
    right: "ratecard",
    reason:
      "Three pages at 0.004. LiteLLM looks for the dated name of the answer, which its list has not, and charges nothing.",
  },
  {
    scenario: "speech-by-character",
    ours: "no cost",
    theirs: "0.00081",
    right: "litellm",
    reason:
      "Its characters are told nowhere but in the text itself, which Ratecard does not read: units-unknown, not 0.",
  },
  {
    scenario: "speech-by-token",
    ours: "0.0056",
    theirs: "0.0000084",
    right: "neither",
    reason:
      "No tokens are told. LiteLLM counts the text and leaves the audio out; Ratecard charges a typical request and flags it.",
  },
  {
    scenario: "transcription-verbose",
    version: PINNED,
    ours: "0.0009",
    theirs: "0.00085",
    right: "ratecard",
    reason:
      "OpenAI bills the 9 whole seconds that its usage has; this version bills the 8.5 of the recording, later ones the 9.",
  },
  {
    scenario: "transcription-json",
    version: PINNED,
    ours: "0.0009",
    theirs: "0.00085",
    right: "ratecard",
    reason: "As transcription-verbose; here the proxy measured the recording itself.",
  },
  {
    scenario: "batch",
    ours: "duplicate",
    theirs: "0.0075",
    right: "ratecard",
    reason: "Each look at the finished batch is a record with its whole cost. The work was done once.",
  },
];

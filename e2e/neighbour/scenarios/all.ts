import { anthropic } from "./anthropic";
import { batches } from "./batches";
import { byThePiece } from "./by-the-piece";
import { gemini } from "./gemini";
import { openaiChat } from "./openai-chat";
import { openaiMedia } from "./openai-media";
import { openaiResponses } from "./openai-responses";
import { otherProviders } from "./other-providers";
import { routing } from "./routing";
import type { Scenario } from "./scenario";

export const SCENARIOS: readonly Scenario[] = [
  ...openaiChat,
  ...anthropic,
  ...openaiResponses,
  ...gemini,
  ...otherProviders,
  ...byThePiece,
  ...openaiMedia,
  ...batches,
  ...routing,
];

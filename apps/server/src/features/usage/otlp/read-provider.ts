/**
 * Who served a call, as LiteLLM's id.
 * Source  Vercel's AI SDK adds the kind of call to its provider (`openai.chat`, `anthropic.messages`, `google.generative-ai`);
 *         the GenAI conventions have names of their own (`azure.ai.openai`), which @ratecard/pricing knows.
 */
import { providerId } from "@ratecard/pricing";
import { textOf } from "@ratecard/usage";
import { LANGFUSE_PROVIDER, LITELLM_MODEL, PROVIDER } from "./attribute-names";
import { type Attributes, firstText, jsonIn } from "./span";

const KIND_OF_CALL =
  /\.(chat|completion|responses|embedding|messages|image|image-model|transcription|speech|rerank|generative-ai)s?$/;
const ON_VERTEX = /^(google\.)?vertex\./;
/** Frameworks that stand there serve nothing: Strands always, LangChain where LangSmith does not know better, LiteLLM's library by OpenLIT. */
const FRAMEWORKS = new Set(["strands-agents", "langchain", "litellm"]);

export function readProvider(attributes: Attributes): string | undefined {
  const told = firstText(attributes, PROVIDER) ?? textOf(jsonIn(attributes, LANGFUSE_PROVIDER));
  if (told === undefined || FRAMEWORKS.has(told)) return providerBeforeSlash(attributes);
  const name = told.toLowerCase().replace(KIND_OF_CALL, "");
  return providerId(ON_VERTEX.test(name) ? "vertex_ai" : name);
}

/** LiteLLM leaves the provider of some calls empty, not their routed model. */
function providerBeforeSlash(attributes: Attributes): string | undefined {
  const routed = firstText(attributes, [LITELLM_MODEL]);
  const slash = routed?.indexOf("/") ?? -1;
  return slash > 0 ? routed?.slice(0, slash) : undefined;
}

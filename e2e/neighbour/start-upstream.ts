/** Stands in for OpenAI behind the proxy: answers with a usage that has cached and reasoning tokens, or fails. */
import { serveOnLoopback } from "./serve-on-loopback";

/** Counts include their parts, as OpenAI's do. */
export const UPSTREAM_USAGE = {
  prompt_tokens: 1000,
  completion_tokens: 500,
  total_tokens: 1500,
  prompt_tokens_details: { cached_tokens: 400 },
  completion_tokens_details: { reasoning_tokens: 200 },
};

export async function startUpstream(): Promise<{ url: string; stop: () => Promise<void> }> {
  let answers = 0;
  return serveOnLoopback(async (request, response) => {
    request.resume();
    response.setHeader("content-type", "application/json");
    if (request.url?.startsWith("/broken")) {
      response.writeHead(500).end(JSON.stringify({ error: { message: "Out of order.", type: "server_error" } }));
      return;
    }
    answers += 1;
    const message = { role: "assistant", content: "Hello." };
    response.end(
      JSON.stringify({
        id: `chatcmpl-upstream-${answers}`,
        object: "chat.completion",
        created: 1,
        model: "gpt-4o",
        choices: [{ index: 0, message, finish_reason: "stop" }],
        usage: UPSTREAM_USAGE,
      }),
    );
  });
}

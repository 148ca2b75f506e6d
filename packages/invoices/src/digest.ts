/** Tells the same file again: a chain of SHA-256 over its text in blocks, however it arrives in pieces. */
import { sha256 } from "@ratecard/usage";

const BLOCK = 65_536;

export function digested(chunks: AsyncIterable<string>): { chunks: AsyncIterable<string>; digest: () => string } {
  let chain = "";
  let open = "";
  async function* passed() {
    for await (const chunk of chunks) {
      open += chunk;
      while (open.length >= BLOCK) {
        chain = sha256(chain + open.slice(0, BLOCK));
        open = open.slice(BLOCK);
      }
      yield chunk;
    }
  }
  return { chunks: passed(), digest: () => sha256(chain + open) };
}

/** The whole text of a file the user named; `-` is stdin. Errors: a sentence, as wrong usage. */
import { openInput } from "./open-input";

export async function readInputFile(file: string): Promise<string> {
  const { chunks } = await openInput(file);
  let text = "";
  for await (const chunk of chunks) text += chunk;
  return text;
}

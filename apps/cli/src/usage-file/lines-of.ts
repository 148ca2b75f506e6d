/** Text in pieces as lines, numbered from 1. */
export type Line = Readonly<{ number: number; text: string }>;

export async function* linesOf(chunks: AsyncIterable<string> | Iterable<string>): AsyncGenerator<Line> {
  let number = 0;
  let open: string[] = [];
  for await (const chunk of chunks) {
    const parts = chunk.split("\n");
    const last = parts.pop() ?? "";
    for (const part of parts) {
      number += 1;
      yield { number, text: open.join("") + part };
      open = [];
    }
    open.push(last);
  }
  const text = open.join("");
  if (text !== "") yield { number: number + 1, text };
}

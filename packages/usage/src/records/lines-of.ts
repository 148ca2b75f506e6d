/** Text in pieces as lines, numbered from 1. What is beyond the longest record is passed by up to the end of its line. */
export type Line = Readonly<{ number: number; text: string }>;

/** Units: UTF-16 units. A record with a whole conversation in it has some megabytes. */
const LONGEST_LINE = 32 * 1024 * 1024;

export async function* linesOf(chunks: AsyncIterable<string> | Iterable<string>): AsyncGenerator<Line> {
  let number = 0;
  let open: string[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    const parts = chunk.split("\n");
    const last = parts.pop() ?? "";
    for (const part of parts) {
      number += 1;
      yield { number, text: open.length === 0 ? part : open.join("") + part };
      open = [];
      length = 0;
    }
    length += last.length;
    // What follows belongs to a line that nobody reads.
    if (length <= LONGEST_LINE) open.push(last);
  }
  const text = open.join("");
  if (text !== "") yield { number: number + 1, text };
}

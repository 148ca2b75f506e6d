/** Makes one call of a scenario as a client does, with the scenario's mark in it, and reads the answer to its end. */
import { MASTER_KEY } from "./litellm-config";
import { type Call, MARK } from "./scenarios/scenario";
import { markOf } from "./start-scenario-upstream";

/** Stands for a file in a form. */
const FILE = "FILE";

export type CallAnswer = Readonly<{ status: number; headers: Headers; text: string }>;

export async function sendCall(proxyUrl: string, scenario: string, call: Call): Promise<CallAnswer> {
  const mark = markOf(scenario);
  const leave = new AbortController();
  const answer = await fetch(`${proxyUrl}${call.path.replaceAll(MARK, mark)}`, {
    method: call.method ?? "POST",
    headers: {
      authorization: `Bearer ${MASTER_KEY}`,
      ...(call.body && { "content-type": "application/json" }),
      ...call.headers,
    },
    ...(call.body && { body: JSON.stringify(call.body).replaceAll(MARK, mark) }),
    ...(call.form && { body: formOf(call.form, mark) }),
    signal: leave.signal,
  });
  const { status, headers } = answer;
  if (!call.leavesEarly) return { status, headers, text: await answer.text() };
  await answer.body?.getReader().read();
  leave.abort();
  return { status, headers, text: "" };
}

function formOf(fields: Readonly<Record<string, string>>, mark: string): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (value === FILE)
      form.append(name, fileOf(fields, mark), name === "image" ? "in.png" : fields.purpose ? "in.jsonl" : "in.wav");
    else form.append(name, value.replaceAll(MARK, mark));
  }
  return form;
}

function fileOf(fields: Readonly<Record<string, string>>, mark: string): Blob {
  if (fields.purpose) return new Blob([batchLine(mark)], { type: "application/jsonl" });
  if ("image" in fields) return new Blob([new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10])], { type: "image/png" });
  return new Blob([silence(2)], { type: "audio/wav" });
}

const batchLine = (mark: string) =>
  `${JSON.stringify({
    custom_id: "one",
    method: "POST",
    url: "/v1/chat/completions",
    body: { model: "gpt-4o", messages: [{ role: "user", content: mark }] },
  })}\n`;

/** A WAV file of so many seconds, 8 kHz, 8 bit, mono. */
function silence(seconds: number): ArrayBuffer {
  const rate = 8000;
  const size = rate * seconds;
  const wav = Buffer.alloc(44 + size, 128);
  wav.write("RIFF", 0);
  wav.writeUInt32LE(36 + size, 4);
  wav.write("WAVEfmt ", 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(rate, 24);
  wav.writeUInt32LE(rate, 28);
  wav.writeUInt16LE(1, 32);
  wav.writeUInt16LE(8, 34);
  wav.write("data", 36);
  wav.writeUInt32LE(size, 40);
  return new Uint8Array(wav).buffer;
}

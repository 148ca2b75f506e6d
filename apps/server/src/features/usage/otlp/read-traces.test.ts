import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import { describe, expect, it } from "vitest";
import { readJsonTraces } from "./read-json-traces";
import { readProtobufTraces } from "./read-protobuf-traces";
import { IN_PROTOBUF, readProtobufRecording, readRecording } from "./testing/recordings";
import { chat, START_MS, TRACE, tracesOf } from "./testing/spans";

const readMade = (...spans: Parameters<typeof tracesOf>[0]) => readJsonTraces(JSON.stringify(tracesOf(spans)));

it("both encodings of one body hold the same spans", () => {
  const bodies = IN_PROTOBUF.flatMap((name) => readRecording(name).bodies);
  const inJson = bodies.flatMap((body) => readJsonTraces(JSON.stringify(body)));
  expect(inJson.length).toBeGreaterThan(20);
  expect(readProtobufTraces(readProtobufRecording())).toEqual(inJson);
});

it("a span has its own attributes, then its resource's, and of all of them what is read", () => {
  const [span] = readMade({ attributes: chat("a", { "service.name": "own", "gen_ai.input.messages": "secret" }) });
  expect(span).toMatchObject({
    traceId: TRACE,
    scope: "test",
    startMs: START_MS,
    endMs: START_MS + 1000,
    isError: false,
  });
  expect(span?.attributes.get("service.name")).toBe("own");
  expect([...(span?.attributes.values() ?? [])]).not.toContain("secret");
});

describe("a run of LangSmith that failed after its status was set to OK", () => {
  const inJson = (scope: string, name: string) =>
    JSON.stringify({
      resourceSpans: [
        { scopeSpans: [{ scope: { name: scope }, spans: [{ status: { code: 1 }, events: [{ name }] }] }] },
      ],
    });
  /** Numbers of the fields: a span's events 11 and status 15, an event's name 2, a status's code 3. */
  const inProtobuf = (scope: string, name: string) => {
    const writer = new BinaryWriter();
    for (const number of [1, 2]) writer.tag(number, WireType.LengthDelimited).fork();
    writer.tag(1, WireType.LengthDelimited).fork().tag(1, WireType.LengthDelimited).string(scope).join();
    writer.tag(2, WireType.LengthDelimited).fork();
    writer.tag(11, WireType.LengthDelimited).fork().tag(2, WireType.LengthDelimited).string(name).join();
    writer.tag(15, WireType.LengthDelimited).fork().tag(3, WireType.Varint).int32(1).join();
    return Buffer.from(writer.join().join().join().finish());
  };

  it.each([
    ["langsmith", "exception", true],
    ["langsmith", "new_token", false],
    ["another", "exception", false],
  ])("%s with the event %s: %s", (scope, name, isError) => {
    expect(readJsonTraces(inJson(scope, name))).toMatchObject([{ isError }]);
    expect(readProtobufTraces(inProtobuf(scope, name))).toMatchObject([{ isError }]);
  });
});

describe("protobuf", () => {
  const recording = readProtobufRecording();

  it("that is cut off anywhere is refused, or is a shorter body", () => {
    for (let length = 1; length < recording.length; length += 97) {
      try {
        readProtobufTraces(recording.subarray(0, length));
      } catch (error) {
        expect(error).toMatchObject({ code: "INVALID_INPUT" });
      }
    }
  });

  it.each([
    ["an endless number", Buffer.alloc(64, 0xff)],
    ["a length beyond its end", Buffer.from("0affffffff0f", "hex")],
    ["a group that has no end", Buffer.from("0b0b0b", "hex")],
    ["JSON", Buffer.from('{"resourceSpans":[]}')],
  ])("%s is refused", (_, bytes) => {
    expect(() => readProtobufTraces(bytes)).toThrow("is no ExportTraceServiceRequest in protobuf");
  });
});

describe("a body of nothing but small parts", () => {
  const FAR_MORE = /holds (far more than spans do|more than 50000 spans)|is no ExportTraceServiceRequest/;
  /** Field 1 or 2 of wire type 2, with its length. */
  const message = (field: number, content: Uint8Array): Buffer => {
    const length: number[] = [];
    for (let rest = content.length; rest > 0 || length.length === 0; rest = Math.floor(rest / 128)) {
      length.push((rest % 128) + (rest >= 128 ? 128 : 0));
    }
    return Buffer.concat([Buffer.from([field * 8 + 2, ...length]), content]);
  };

  it.each<[what: string, read: () => unknown]>([
    ["objects", () => readJsonTraces(`{"resourceSpans":[${"{},".repeat(3_000_000)}{}]}`)],
    ["lists in lists", () => readJsonTraces(`{"resourceSpans":${"[".repeat(3_000_000)}`)],
    ["spans", () => readJsonTraces(`{"resourceSpans":[{"scopeSpans":[{"spans":[${"{},".repeat(60_000)}{}]}]}]}`)],
    ["empty messages", () => readProtobufTraces(message(1, message(2, Buffer.alloc(400_000, Buffer.from([18, 0])))))],
    ["empty scopes", () => readProtobufTraces(message(1, Buffer.alloc(400_000, Buffer.from([18, 0]))))],
    [
      "spans in many scopes",
      () => {
        const scope = message(2, Buffer.alloc(20_000, Buffer.from([18, 0])));
        return readProtobufTraces(message(1, Buffer.concat(Array.from({ length: 20 }, () => scope))));
      },
    ],
  ])("%s is refused before it takes memory", (_, read) => expect(read).toThrow(FAR_MORE));

  it("values in values end", () => {
    const deep = `${'{"arrayValue":{"values":['.repeat(20_000)}${"]}}".repeat(20_000)}`;
    const body = `{"resourceSpans":[{"scopeSpans":[{"spans":[{"attributes":[{"key":"tag.tags","value":${deep}}]}]}]}]}`;
    expect(readJsonTraces(body)).toHaveLength(1);
  });
});

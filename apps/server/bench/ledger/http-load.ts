/**
 * Posts events over kept connections as cheaply as Node can: bodies are made before, and of an answer only its size and its
 * beginning are read.
 * Errors  an answer that is not the expected one ends the whole load.
 */
import { connect } from "node:net";
import { API_KEY } from "#server/testing/spawn-server";
import { makeEvents } from "./events";
import type { CallResult, HttpLoad, LoadedConnections } from "./loads";
import { idPlaces, writeNewIds } from "./request-ids";

/** As many as there may be connections; each has bodies of its own. */
const bodiesFor = (eventsACall: number): number => (eventsACall === 1 ? 4096 : eventsACall <= 100 ? 640 : 64);
/** In the beginning of a body; the results of single events come behind it. */
const SHOWN_BYTES = 200;

type Call = Readonly<{ bytes: Buffer; places: readonly number[] }>;

export function httpConnections({ port, path, eventsACall, answer }: HttpLoad): LoadedConnections {
  const now = Date.now();
  const calls = Array.from({ length: bodiesFor(eventsACall) }, (_, nth) =>
    callOf(port, path, JSON.stringify({ events: makeEvents(eventsACall, nth, now) })),
  );
  return {
    open: async (connection, connections) => {
      const post = await openConnection(port, answer);
      const own = calls.filter((_, nth) => nth % connections === connection);
      let turn = 0;
      return {
        call: async () => {
          const call = own[turn % own.length];
          if (!call) throw new Error(`There are fewer bodies than ${connections} connections.`);
          turn += 1;
          writeNewIds(call.bytes, call.places);
          return post.send(call.bytes);
        },
        close: post.close,
      };
    },
  };
}

function callOf(port: number, path: string, body: string): Call {
  const head = [
    `POST ${path} HTTP/1.1`,
    `host: 127.0.0.1:${port}`,
    `authorization: Bearer ${API_KEY}`,
    "content-type: application/json",
    `content-length: ${Buffer.byteLength(body)}`,
  ];
  const bytes = Buffer.from(`${head.join("\r\n")}\r\n\r\n${body}`);
  return { bytes, places: idPlaces(bytes) };
}

async function openConnection(port: number, expected: string) {
  const socket = connect({ port, host: "127.0.0.1", noDelay: true });
  let shown = "";
  let left: number | undefined;
  let settle: { resolve: (result: CallResult) => void; reject: (error: Error) => void } | undefined;

  socket.on("data", (part) => {
    if (left === undefined) {
      shown += part.toString("latin1");
      left = bytesLeft(shown);
    } else {
      left -= part.length;
    }
    if (left !== 0) return;
    const isExpected = shown.startsWith("HTTP/1.1 200 ") && shown.includes(expected);
    const problem = shown.slice(0, 1500);
    shown = "";
    left = undefined;
    if (isExpected) settle?.resolve("done");
    else if (/^HTTP\/1.1 (429|503) .*^retry-after: [1-9]/ims.test(problem)) settle?.resolve("refused");
    else settle?.reject(new Error(`Not the expected answer:\n${problem}`));
  });
  socket.on("error", (error) => settle?.reject(error));
  socket.on("close", () => settle?.reject(new Error("The server closed the connection.")));
  await new Promise((resolve) => socket.once("connect", resolve));
  return {
    send: (bytes: Buffer) =>
      new Promise<CallResult>((resolve, reject) => {
        settle = { resolve, reject };
        socket.write(bytes);
      }),
    close: async () => {
      settle = undefined;
      socket.destroy();
    },
  };
}

/** undefined: the head, or the beginning of the body, is not there yet. */
function bytesLeft(shown: string): number | undefined {
  const end = shown.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const length = Number(/content-length: (\d+)/i.exec(shown.slice(0, end))?.[1]);
  if (Number.isNaN(length)) throw new Error(`An answer without its length:\n${shown.slice(0, end)}`);
  const received = shown.length - end - 4;
  return received < Math.min(length, SHOWN_BYTES) ? undefined : length - received;
}

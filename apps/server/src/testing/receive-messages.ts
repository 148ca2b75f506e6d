/** A mail server and a webhook of the test's own, on this machine. `hold`: takes a message and never says so, as one that is cut off. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

export type Received = Readonly<{ headers: Readonly<Record<string, string>>; body: string }>;

export type Receiver = Readonly<{
  port: number;
  /** Taken whole, whatever was answered. */
  received: readonly Received[];
  /** What the next messages are answered; `hold`: nothing at all. */
  answerWith: (answer: Answer) => void;
  close: () => Promise<void>;
}>;

export type Answer = "take" | "hold" | "later" | "never";

export async function receiveWebhooks(): Promise<Receiver> {
  const received: Received[] = [];
  let answer: Answer = "take";
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (text: string) => (body += text));
    request.on("end", () => {
      if (answer === "take" || answer === "hold") {
        received.push({ headers: request.headers as Record<string, string>, body });
      }
      if (answer !== "hold") response.writeHead({ take: 200, later: 503, never: 404 }[answer]).end("ok");
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    received,
    answerWith: (next) => {
      answer = next;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** Asks for user and password; `later` and `never` are said when the message was sent. */
export async function receiveMail(login: Readonly<{ user: string; password: string }>): Promise<Receiver> {
  const received: Received[] = [];
  let answer: Answer = "take";
  const refusals = { later: [451, "try again later"], never: [550, "no such mailbox"] } as const;
  const server = new SMTPServer({
    disabledCommands: ["STARTTLS"],
    allowInsecureAuth: true,
    closeTimeout: 100,
    onAuth: ({ username, password }, _session, done) => {
      const isRight = username === login.user && password === login.password;
      done(isRight ? null : new Error("wrong password"), isRight ? { user: username } : undefined);
    },
    onData: (stream, _session, done) => {
      let text = "";
      stream.on("data", (part: Buffer) => (text += part.toString("utf8")));
      stream.on("end", () => {
        if (answer === "later" || answer === "never") {
          const [responseCode, words] = refusals[answer];
          return done(Object.assign(new Error(words), { responseCode }));
        }
        received.push(parsed(text));
        if (answer === "take") done();
      });
    },
  });
  server.on("error", () => undefined);
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  return {
    port: (server.server.address() as AddressInfo).port,
    received,
    answerWith: (next) => {
      answer = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
      }),
  };
}

function parsed(text: string): Received {
  const [head = "", ...rest] = text.split("\r\n\r\n");
  const lines = head.replaceAll(/\r\n[ \t]+/g, " ").split("\r\n");
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(":")).toLowerCase(), line.slice(line.indexOf(":") + 2)]),
  );
  // Quoted-printable, as far as these messages need it.
  return { headers, body: rest.join("\r\n\r\n").replaceAll("=\r\n", "").replaceAll("=3D", "=") };
}

/** What every command is given. */
import type { Client } from "./client";
import type { Settings } from "./settings";
import type { Terminal } from "./terminal";

export type CommandContext = Readonly<{ settings: Settings; client: Client; terminal: Terminal }>;

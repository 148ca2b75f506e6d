/** News for people: what a part of the server adds, and what somebody does about it. */
import { z } from "zod";
import type { Permission } from "./roles";
import { zodMessage } from "./problems/zod-problems";

export type NewNotification = Readonly<{
  /** Told once by it: begins with the name of what tells it, as `discovery.missing:`. */
  key: string;
  title: string;
  detail: string;
  /** A page of ours, from its slash on. */
  link: string;
  /** Who may not do this does not see it. */
  permission: Permission;
}>;

export const OneNotification = z.strictObject({ id: z.uuid(zodMessage("not-an-id", { of: "a notification" })) });
export type OneNotification = z.output<typeof OneNotification>;

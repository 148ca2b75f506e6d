/** Today in UTC; a page that stays open overnight moves on with it. */
import { useInterval } from "@mantine/hooks";
import { useState } from "react";
import { todayUtc } from "./period";

const CHECK_MS = 60_000;

export function useToday(): string {
  const [today, setToday] = useState(() => todayUtc(new Date()));
  useInterval(() => setToday(todayUtc(new Date())), CHECK_MS, { autoInvoke: true });
  return today;
}

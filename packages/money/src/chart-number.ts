/** The only door from money to a binary float: where a chart needs a pixel. Units: USD. */
import { formatUsd } from "./format-money";
import type { PicoUsd } from "./pico-usd";

/** Never feed the answer back into a price, a cost or a sum. */
export const toNumberForChart = (amount: PicoUsd): number => Number(formatUsd(amount));

/** An amount in USD above 0, as text: at most 12 decimals, and less than a trillion. */
import { z } from "zod";
import { zodMessage } from "./problems/zod-problems";

const AMOUNT = /^(?=.*[1-9])\d{1,12}(\.\d{1,12})?$/;

export const UsdAmount = z.string(zodMessage("not-a-budget")).trim().regex(AMOUNT, zodMessage("not-an-amount"));

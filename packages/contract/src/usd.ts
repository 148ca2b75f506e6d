/** An amount in USD as decimal text: not negative, less than a trillion, at most 12 decimals. */
import { z } from "zod";
import { zodMessage } from "./problems/zod-problems";

export const Usd = z.string(zodMessage("not-usd")).regex(/^\d{1,12}(\.\d{1,12})?$/, zodMessage("not-usd"));

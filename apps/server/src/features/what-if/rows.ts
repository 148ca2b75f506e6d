/** Kept what-ifs as the table has them, and as they are answered. */
import { WhatIfQuestion } from "@ratecard/contract";
import type { Prisma } from "@ratecard/prisma";

export type WhatIfRow = Prisma.WhatIfGetPayload<object>;

export type KeptWhatIf = Readonly<{
  id: string;
  name: string;
  question: WhatIfQuestion;
  isShared: boolean;
  /** Who keeps it, as the audit log shows people. */
  owner: string;
  mayChange: boolean;
}>;

export const whatIfView = (
  { id, name, question, isShared, ownerLabel }: WhatIfRow,
  mayChange: boolean,
): KeptWhatIf => ({ id, name, question: WhatIfQuestion.parse(question), isShared, owner: ownerLabel, mayChange });

export const questionJson = (question: WhatIfQuestion): Prisma.InputJsonObject =>
  JSON.parse(JSON.stringify(question)) as Prisma.InputJsonObject;

/** A form checked by the contract's own schema: `useForm({ validate: checkWith(CreateUser) })`; field names are the schema's. */
import type { z } from "zod";

export const checkWith =
  (schema: z.ZodType) =>
  (values: unknown): Record<string, string> => {
    const parsed = schema.safeParse(values);
    if (parsed.success) return {};
    return Object.fromEntries(
      parsed.error.issues.map(({ path, message }) => [
        path.join("."),
        message.charAt(0).toUpperCase() + message.slice(1),
      ]),
    );
  };

/** A JSON object that stands for several rows: a page, a day of sums, a bucket of time with its results. Another is a row by itself. */
import { rowsOfActivity } from "../formats/litellm-daily";
import { type Fields, fieldsOf, objectsOf } from "../read-loosely";

export function* expandRow(fields: Fields): Generator<Fields> {
  const { data, results, ...around } = fields;
  if (Array.isArray(data)) for (const part of objectsOf(data)) yield* expandRow(part);
  else if (Array.isArray(results)) for (const result of objectsOf(results)) yield { ...around, ...result };
  else if (fieldsOf(fields.breakdown) && fields.date !== undefined) yield* rowsOfActivity(fields);
  else yield fields;
}

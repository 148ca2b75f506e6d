/** OTLP's ExportTraceServiceRequest by media type, for the description alone: it is decoded span by span. */
import { z } from "zod";

const ResourceSpans = z
  .looseObject({
    resource: z.looseObject({ attributes: z.array(z.unknown()).optional() }).optional(),
    scopeSpans: z.array(z.looseObject({ spans: z.array(z.unknown()).optional() })).optional(),
  })
  .meta({ description: "opentelemetry.proto.trace.v1.ResourceSpans" });

export const TracesBody = {
  "application/json": z
    .looseObject({ resourceSpans: z.array(ResourceSpans).optional() })
    .meta({ description: "ExportTraceServiceRequest in OTLP's JSON." }),
  "application/x-protobuf": z
    .string()
    .meta({ description: "ExportTraceServiceRequest in protobuf.", format: "binary" }),
};

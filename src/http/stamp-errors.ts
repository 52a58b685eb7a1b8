import { z } from 'zod';

const refusedAnswer = z.looseObject({
  errors: z.array(z.looseObject({ extensions: z.record(z.string(), z.unknown()).optional() })),
});

/**
 * The same answer with the request's id in each error. For what Apollo Server refuses before it has a context
 * and so before any plugin could add it; such answers are small. Anything else comes back as it was.
 */
export function stampErrors(body: string, requestId: string): string {
  const decoded = refusedAnswer.safeParse(parsed(body));
  if (!decoded.success) return body;
  const errors = decoded.data.errors.map((error) => ({
    ...error,
    extensions: { ...error.extensions, requestId },
  }));
  return `${JSON.stringify({ ...decoded.data, errors })}\n`;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

import { z } from 'zod';

/** A boolean, also as text; null, absent and "" become null. */
export const flag = z
  .union([z.boolean(), z.enum(['true', 'false', ''])])
  .nullish()
  .transform((value) =>
    value === undefined || value === null || value === '' ? null : String(value) === 'true',
  );

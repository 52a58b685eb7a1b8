import { z } from 'zod';
import { accountSchema, type AccountSchemaContext } from './account-schema.js';
import { secret } from './secret.js';

const milliseconds = z.int().min(0);
const positive = z.int().min(1);
const notYet = (what: string) => `${what} is not available yet.`;

/** A setting that has no effect yet: its default may stand there, another value would promise what is not kept. */
const onlyDefault = (value: number) =>
  positive.refine((given) => given === value, notYet('Another value than the default')).default(value);

const ttlMs = z.strictObject({
  loadBalancer: milliseconds.default(60_000),
  listener: milliseconds.default(60_000),
  rule: milliseconds.default(60_000),
  instance: milliseconds.default(60_000),
  router: milliseconds.default(60_000),
  backend: milliseconds.default(15_000),
  health: milliseconds.default(5_000),
  missing: milliseconds.default(10_000),
});

const cache = z.strictObject({
  enabled: z.boolean().default(true),
  url: z.undefined(notYet('A shared cache')).optional(),
  minAgeMs: milliseconds.default(2_000),
  ttlMs: ttlMs.prefault({}),
  maxMemoryMb: positive.default(256),
});

const limits = z.strictObject({
  upstreamTimeoutMs: positive.default(10_000),
  requestDeadlineMs: positive.default(25_000),
  maxPageSize: positive.default(1_000),
  upstreamBudget: onlyDefault(1_000),
  connectionNodes: onlyDefault(200_000),
  cursorSearchPages: onlyDefault(2),
});

const auth = z
  .strictObject({
    mode: z
      .enum(['none', 'keys', 'jwt'], 'Must be one of none, keys, jwt.')
      .refine((mode) => mode === 'none', notYet('This mode'))
      .default('none'),
    allowNonLoopback: z.boolean().default(false),
    keys: z
      .array(
        z.strictObject({
          name: z.string().min(1),
          sha256: z.string().regex(/^[0-9a-f]{64}$/i, 'Must be 64 hexadecimal digits.'),
          accounts: z.array(z.string()),
          introspect: z.boolean().optional(),
          trace: z.boolean().optional(),
        }),
      )
      .optional(),
    jwt: z
      .strictObject({
        issuer: z.string(),
        audience: z.string(),
        jwks: z.string(),
        clockToleranceS: z.int().min(0).optional(),
        accountsClaim: z.string().optional(),
      })
      .optional(),
  })
  .transform(({ allowNonLoopback }) => ({ mode: 'none' as const, allowNonLoopback }));

const cors = z.strictObject({
  origins: z.array(z.string()).max(0, notYet('Access from pages of other origins')).default([]),
});

/** The configuration file (design, section 7): each key that it may have, with its default. */
export function fileSchema(context: AccountSchemaContext) {
  return z.strictObject({
    accounts: z.array(accountSchema(context)).min(1, 'List at least one account.'),
    cache: cache.prefault({}),
    limits: limits.prefault({}),
    auth: auth.prefault({}),
    server: z
      .strictObject({
        cursorKey: secret(context.reader, context.source)
          .nullish()
          .transform((key) => key ?? null),
        cors: cors.prefault({}),
      })
      .prefault({}),
  });
}

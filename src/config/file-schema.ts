import { z } from 'zod';
import { accountSchema, type AccountSchemaContext } from './account-schema.js';
import { authSchema } from './auth-schema.js';
import { secret } from './secret.js';

const milliseconds = z.int().min(0);
const count = z.int().min(0);
const positive = z.int().min(1);
const notYet = (what: string) => `${what} is not available yet.`;

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
  upstreamBudget: positive.default(1_000),
  connectionNodes: positive.default(200_000),
  cursorSearchPages: count.default(2),
  maxBodyBytes: positive.default(256 * 1024),
  // More, and a query of nothing but brackets would overflow the parser's stack.
  maxTokens: positive.max(1_000, 'Must be at most 1000.').default(1_000),
  maxDepth: positive.default(20),
  maxAliases: count.default(30),
  maxRootFields: positive.default(20),
  maxDirectives: count.default(50),
  maxSelections: positive.default(10_000),
  maxNodeIds: positive.default(100),
  maxAnswerValues: positive.default(1_000_000),
  maxValidationErrors: positive.default(10),
});

/** An origin as browsers send it; no pattern: who may read an answer is named. */
const origin = z.string().transform((text, context) => {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isOrigin = url !== null && /^https?:$/.test(url.protocol) && url.origin === text.toLowerCase();
  if (isOrigin && !text.includes('*')) return url.origin;
  context.addIssue('Must be an origin such as https://portal.example, without a path.');
  return z.NEVER;
});

const cors = z.strictObject({ origins: z.array(origin).default([]) });

/** The configuration file (design, section 7): each key that it may have, with its default. */
export function fileSchema(context: AccountSchemaContext) {
  return z.strictObject({
    accounts: z.array(accountSchema(context)).min(1, 'List at least one account.'),
    cache: cache.prefault({}),
    limits: limits.prefault({}),
    auth: authSchema(context).prefault({}),
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

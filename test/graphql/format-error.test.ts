import { buildSchema, graphql, GraphQLError, validate, parse, type GraphQLFormattedError } from 'graphql';
import { describe, expect, test } from 'vitest';
import { badUserInput, LbgraphError } from '../../src/errors.js';
import { formatError as format } from '../../src/graphql/format-error.js';

const formatError = (formatted: GraphQLFormattedError, error: unknown) =>
  format(formatted, error, { maxTokens: 1000 });

const schema = buildSchema('type Query { field: String, list: [String!] }');

/** The first error of a query whose field throws, as the server would give it. */
async function formatted(thrown: unknown, query = '{ field }') {
  const fail = () => {
    throw thrown;
  };
  const { errors } = await graphql({ schema, source: query, rootValue: { field: fail, list: () => [null] } });
  const [error] = errors ?? [];
  if (error === undefined) throw new Error('nothing failed');
  return formatError(error.toJSON(), error);
}

const secret = 'postgres://user:hunter2@10.0.0.1';

describe('an error of ours', () => {
  const ours = new LbgraphError(
    'UPSTREAM_RATE_LIMITED',
    'Slow down.',
    {
      account: 'acme',
      provider: 'ACME',
      region: null,
      action: 'DescribeThings',
      retryable: true,
      retryAfterMs: 500,
    },
    { cause: new Error(secret) },
  );

  test('keeps its message, code, details and place, and tells nothing of its cause', async () => {
    const error = await formatted(ours);
    expect(error).toEqual({
      message: 'Slow down.',
      locations: [{ line: 1, column: 3 }],
      path: ['field'],
      extensions: {
        code: 'UPSTREAM_RATE_LIMITED',
        account: 'acme',
        provider: 'ACME',
        region: null,
        action: 'DescribeThings',
        retryable: true,
        retryAfterMs: 500,
      },
    });
    expect(JSON.stringify(error)).not.toContain('hunter2');
  });

  test('is the same when it is reported beside a field that is not null', () => {
    expect(formatError({ message: ours.message, path: ['loadBalancers'] }, ours)).toMatchObject({
      message: 'Slow down.',
      path: ['loadBalancers'],
      extensions: { code: 'UPSTREAM_RATE_LIMITED', account: 'acme' },
    });
  });

  test('is found however often it was wrapped', () => {
    const cause = badUserInput('No.');
    const inner = new GraphQLError('inner', { originalError: cause });
    const outer = new GraphQLError('outer', { originalError: inner });
    expect(formatError(outer.toJSON(), outer)).toEqual({
      message: 'No.',
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });
});

describe('an error that is not ours', () => {
  test.each<readonly [string, unknown]>([
    ['an Error', new Error(secret)],
    ['an error of another kind', new TypeError(secret)],
    [
      'one with a code of its own',
      Object.assign(new Error(secret), { code: 'ECONNREFUSED', extensions: { a: secret } }),
    ],
    ['one that hides another', new Error('outer', { cause: new Error(secret) })],
    ['a text', secret],
    ['an object', { secret }],
    ['nothing', undefined],
  ])('is internal, and its text stays inside: %s', async (_, thrown) => {
    const error = await formatted(thrown);
    expect(error).toMatchObject({ path: ['field'], extensions: { code: 'INTERNAL_SERVER_ERROR' } });
    expect(Object.keys(error.extensions ?? {})).toEqual(['code']);
    expect(JSON.stringify(error)).not.toContain('hunter2');
    expect(JSON.stringify(error)).not.toContain('outer');
  });

  test('is internal where a field gives what the schema forbids', async () => {
    const error = await formatted(undefined, '{ list }');
    expect(error.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR' });
    expect(error.message).not.toContain('non-nullable');
  });
});

describe("GraphQL's own refusal of a query", () => {
  test('says what is wrong', () => {
    const [error] = validate(schema, parse('{ fild }'));
    if (error === undefined) throw new Error('nothing was wrong');
    const given = { ...error.toJSON(), extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } };
    expect(formatError(given, error)).toEqual(given);
    expect(given.message).toContain('fild');
  });
});

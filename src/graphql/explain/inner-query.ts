import {
  getOperationAST,
  getVariableValues,
  GraphQLError,
  parse,
  specifiedRules,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';
import { badUserInput } from '../../errors.js';
import type { Context } from '../context.js';
import { formatError } from '../format-error.js';
import { withoutSuggestions, withShortMessage } from '../message.js';
import type { AskedQuery } from '../asked-query.js';
import { checkQuery } from '../query-checks.js';
import { queryShapeRule } from '../query-shape-rule.js';
import type { ExplanationErrorValue } from './explanation-value.js';

export interface InnerQuery {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
  readonly operationName?: string | null | undefined;
}

export type ReadQuery =
  | { readonly ok: true; readonly query: AskedQuery }
  | { readonly ok: false; readonly errors: readonly ExplanationErrorValue[] };

const cannotNest = 'explain does not explain itself: pass the query that it is about.';

/**
 * A query as it would be read if it came by itself, under the limits and grants of its caller.
 * @throws {LbgraphError} BAD_USER_INPUT when it asks for explain itself
 */
export function readInnerQuery(schema: GraphQLSchema, inner: InnerQuery, context: Context): ReadQuery {
  const { limits } = context;
  const refuse = (errors: readonly unknown[], code: string): ReadQuery => ({
    ok: false,
    errors: errors.map((error) => toValue(error, code, context)),
  });
  let document: DocumentNode;
  try {
    document = parse(inner.query, { maxLexicalTokens: limits.maxTokens });
  } catch (error) {
    return refuse([error], 'GRAPHQL_PARSE_FAILED');
  }
  if (asksToExplain(schema, document)) throw badUserInput(cannotNest);
  const rules = [...specifiedRules, queryShapeRule(limits)];
  const invalid = validate(schema, document, rules, { maxErrors: limits.maxValidationErrors });
  if (invalid.length > 0) return refuse(invalid, 'GRAPHQL_VALIDATION_FAILED');
  const operation = getOperationAST(document, inner.operationName);
  if (!operation) return refuse([new GraphQLError(noOperation(inner))], 'OPERATION_RESOLUTION_FAILURE');
  const variables = inner.variables ?? {};
  const definitions = operation.variableDefinitions ?? [];
  const { errors: wrong = [] } = getVariableValues(schema, definitions, variables, {
    maxErrors: limits.maxValidationErrors,
  });
  if (wrong.length > 0) return refuse(wrong, 'BAD_USER_INPUT');
  const query = { schema, document, operation, variables };
  try {
    checkQuery(query, context);
    return { ok: true, query };
  } catch (error) {
    return refuse([error], 'BAD_USER_INPUT');
  }
}

function noOperation({ operationName }: InnerQuery): string {
  return operationName === null || operationName === undefined
    ? 'The query has several operations: say in operationName which is meant.'
    : 'The query has no operation of that name.';
}

/** Whether a query asks for explain, wherever it is spread. */
function asksToExplain(schema: GraphQLSchema, document: DocumentNode): boolean {
  const types = new TypeInfo(schema);
  let found = false;
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: ({ name }) => {
        if (name.value === 'explain' && types.getParentType() === schema.getQueryType()) found = true;
      },
    }),
  );
  return found;
}

/** An error as the query's own answer would tell it. */
function toValue(error: unknown, code: string, { limits, grants }: Context): ExplanationErrorValue {
  const message = error instanceof Error ? error.message : '';
  const formatted = formatError({ message, extensions: { code } }, error, limits);
  const shown = withShortMessage(grants.introspect ? formatted : withoutSuggestions(formatted));
  const known = shown.extensions?.['code'];
  return { code: typeof known === 'string' ? known : code, message: shown.message, path: null };
}

import { explainQuery, refusedExplanation } from '../explain/explanation.js';
import { readInnerQuery } from '../explain/inner-query.js';
import type { QueryResolvers } from '../generated/resolvers.js';

export const explainQueries: Pick<QueryResolvers, 'explain'> = {
  explain: (_root, inner, context, { schema }) => {
    const read = readInnerQuery(schema, inner, context);
    return read.ok ? explainQuery(read.query, context) : refusedExplanation(read.errors);
  },
};

import { GraphQLError, type DocumentNode, type ValidationRule } from 'graphql';
import { queryTooComplex } from '../errors.js';
import type { QueryLimits } from './query-limits.js';
import { queryShapes, type QueryShape } from './query-shape.js';

interface Measure {
  readonly of: keyof QueryShape;
  readonly limit: 'maxDepth' | 'maxAliases' | 'maxRootFields' | 'maxDirectives' | 'maxSelections';
  readonly counted: string;
  readonly advice: string;
}

const measures: readonly Measure[] = [
  {
    of: 'depth',
    limit: 'maxDepth',
    counted: 'levels of fields',
    advice: 'Ask for what is deeper by its id, in a query of its own.',
  },
  {
    of: 'aliases',
    limit: 'maxAliases',
    counted: 'aliases',
    advice: 'Use a filter or nodes(ids) instead, or several queries.',
  },
  {
    of: 'rootFields',
    limit: 'maxRootFields',
    counted: 'root fields',
    advice: 'Use a filter or nodes(ids) instead, or several queries.',
  },
  { of: 'directives', limit: 'maxDirectives', counted: 'directives', advice: 'Use fewer.' },
  {
    of: 'selections',
    limit: 'maxSelections',
    counted: 'selections, fragments counted wherever they are spread',
    advice: 'Select less, or spread fragments less often.',
  },
];

/** Refuses operations that are larger than the limits: one error for each limit, of the operation that is worst. */
export function queryShapeRule(limits: QueryLimits): ValidationRule {
  return (context) => ({
    Document: (document) => {
      for (const error of tooLarge(document, limits)) context.reportError(error);
    },
  });
}

function tooLarge(document: DocumentNode, limits: QueryLimits): readonly GraphQLError[] {
  const shapes = [...queryShapes(document)];
  return measures.flatMap(({ of, limit, counted, advice }) => {
    const [operation, worst] = shapes.reduce<(typeof shapes)[number] | readonly []>(
      (most, one) => ((most[1]?.[of] ?? -1) >= one[1][of] ? most : one),
      [],
    );
    const actual = worst?.[of] ?? 0;
    if (operation === undefined || actual <= limits[limit]) return [];
    const message = `The query has ${actual} ${counted}; ${limit} allows ${limits[limit]}. ${advice}`;
    const originalError = queryTooComplex(message, { limit: limits[limit], actual });
    return [new GraphQLError(message, { nodes: operation, originalError })];
  });
}

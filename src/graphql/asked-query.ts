import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';

/** A valid query as it came. */
export interface AskedQuery {
  readonly schema: GraphQLSchema;
  /** Of a shape within the limits: fragments are walked wherever they are spread. */
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** As they came; they must be such that they can be coerced. */
  readonly variables: Readonly<Record<string, unknown>>;
}

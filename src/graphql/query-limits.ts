/** What one query may hold, counted as it would be executed: a fragment as often as it is spread. */
export interface QueryLimits {
  /** Rows that the connections of a query ask for at most, by their page sizes. */
  readonly connectionNodes: number;
  readonly maxTokens: number;
  readonly maxDepth: number;
  readonly maxAliases: number;
  readonly maxRootFields: number;
  readonly maxDirectives: number;
  readonly maxSelections: number;
  /** Ids in one `nodes`. */
  readonly maxNodeIds: number;
  /** Values of one answer, counted while it is made. */
  readonly maxAnswerValues: number;
  /** Of which a refused query is told. */
  readonly maxValidationErrors: number;
  /** Upstream calls of one request. */
  readonly upstreamBudget: number;
  /** `first` or `last` of one connection. */
  readonly maxPageSize: number;
}

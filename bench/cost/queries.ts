import { finding } from './queries/finding.js';
import { lookUps } from './queries/look-ups.js';
import { pages } from './queries/pages.js';
import type { CostQuery } from './queries/query.js';
import { trees } from './queries/trees.js';

/** The queries of the table, each by a name of its own. */
export const queries: readonly CostQuery[] = [...pages, ...trees, ...finding, ...lookUps];

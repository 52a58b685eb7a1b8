import { BREAK, visit, type DocumentNode } from 'graphql';

/** Fields and arguments for which more may be read than a page shows. */
const wholeReads: ReadonlySet<string> = new Set(['backends', 'instances', 'health', 'filter', 'orderBy']);

/** No row, source or record leads to more calls by itself. */
const mostCalls = 10;

export interface QueryScale {
  readonly document: DocumentNode;
  /** How many rows the query's connections ask for, by their page sizes. */
  readonly rows: number;
  /** How many sources its caller may see. */
  readonly sources: number;
  /** How many records and lists are at hand, whatever their age. */
  readonly known: number;
}

/**
 * Whether more than so many calls may be sure to be needed, told at no cost: what is not known may be empty, and of what is known each record
 * leads to few calls, as does each row that is asked for, unless something is read as a whole.
 */
export function mayExceed(limit: number, { document, rows, sources, known }: QueryScale): boolean {
  if ((known + sources) * mostCalls <= limit) return false;
  return (rows + sources) * mostCalls > limit || readsWholes(document);
}

function readsWholes(document: DocumentNode): boolean {
  let found = false;
  const look = ({ name }: { readonly name: { readonly value: string } }) => {
    if (!wholeReads.has(name.value)) return undefined;
    found = true;
    return BREAK;
  };
  visit(document, { Field: look, Argument: look });
  return found;
}

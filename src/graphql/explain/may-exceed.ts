import { BREAK, visit, type DocumentNode } from 'graphql';

/** Fields and arguments for which more may be read than a page shows. */
const wholeReads: ReadonlySet<string> = new Set(['backends', 'instances', 'health', 'filter', 'orderBy']);

/** No row leads to more calls by itself. */
const callsForRow = 10;

/**
 * Whether a query may take more than so many calls, told at no cost from its shape alone: a row, and a source, lead to few calls unless
 * something is read as a whole.
 */
export function mayExceed(limit: number, document: DocumentNode, rows: number, sources: number): boolean {
  return (rows + sources) * callsForRow > limit || readsWholes(document);
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

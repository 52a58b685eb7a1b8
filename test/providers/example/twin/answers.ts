import type { Answer, PageReply, WireRow } from '../../../../src/simulator/vendor.js';

export function toAnswer(status: number, body: string, code: string | number): Answer {
  return { kind: 'answer', status, headers: { 'content-type': 'application/json' }, body, code, rows: 0 };
}

/** Sheet "Refusals". */
export function refuse(code: string): Answer {
  return toAnswer(200, JSON.stringify({ request: 'r-18', error: { code, text: `refused: ${code}` } }), code);
}

/** Rows of `total` that match. `counted`: whether the answer tells the total. */
export function toPage(
  rows: readonly WireRow[],
  total: number,
  shape: Pick<PageReply, 'traits' | 'narrowed'> & { readonly counted: boolean },
): PageReply {
  const { counted, ...known } = shape;
  return {
    ...known,
    kind: 'page',
    rows,
    total,
    code: null,
    wrap: (items, count) => ({ request: 'r-17', items, ...(counted ? { count } : {}) }),
  };
}

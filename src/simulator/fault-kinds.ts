import type { Random } from './random.js';
import type { Answer, PageReply, VendorFailure, WireRow } from './vendor.js';

interface AlteredPage {
  readonly rows: readonly unknown[];
  readonly total: number;
}

/** At which point of a call a fault acts, and how. */
export type FaultEffect =
  /** Wait `ms`, then go on. */
  | { readonly stage: 'delay' }
  /** The vendor's clock is `ms` ahead of ours for this call. */
  | { readonly stage: 'clock' }
  | { readonly stage: 'connection'; readonly end: 'hang' | 'reset' | 'cut' }
  | { readonly stage: 'failure'; readonly failure: VendorFailure }
  | { readonly stage: 'body'; readonly body: string; readonly contentType: string }
  | { readonly stage: 'rows'; alter(page: PageReply, random: Random): AlteredPage };

const alterRows = (alter: (page: PageReply, random: Random) => AlteredPage): FaultEffect => ({
  stage: 'rows',
  alter,
});

const replaceBody = (body: string, contentType = 'application/json'): FaultEffect => ({
  stage: 'body',
  body,
  contentType,
});

/** Changes one row of the page, chosen by the fault's own seed. */
const alterOneRow = (alter: (row: WireRow, page: PageReply) => WireRow): FaultEffect =>
  alterRows((page, random) => {
    const chosen = page.rows.length === 0 ? -1 : random.int(0, page.rows.length - 1);
    return {
      rows: page.rows.map((row, index) => (index === chosen ? alter(row, page) : row)),
      total: page.total,
    };
  });

const without = (row: WireRow, name: string): WireRow =>
  Object.fromEntries(Object.entries(row).filter(([key]) => key !== name));

const HTML = '<!DOCTYPE html><html><head><title>502</title></head><body>Bad Gateway</body></html>';

/** What each kind does to a call that it strikes. */
export const faultKinds: ReadonlyMap<string, FaultEffect> = new Map<string, FaultEffect>([
  ['latency', { stage: 'delay' }],
  ['clock', { stage: 'clock' }],
  ['hang', { stage: 'connection', end: 'hang' }],
  ['reset', { stage: 'connection', end: 'reset' }],
  ['truncate', { stage: 'connection', end: 'cut' }],
  ['http500', { stage: 'failure', failure: 'http500' }],
  ['http429', { stage: 'failure', failure: 'http429' }],
  ['vendor-throttle', { stage: 'failure', failure: 'vendor-throttle' }],
  ['vendor-internal', { stage: 'failure', failure: 'vendor-internal' }],
  ['auth', { stage: 'failure', failure: 'auth' }],
  ['garbage', replaceBody('{"ret_code":0,"response":{"total_cou\u0000\u0007]]>>not json')],
  ['empty-body', replaceBody('')],
  ['html', replaceBody(HTML, 'text/html')],
  ['wrong-type', alterOneRow((row, { traits }) => ({ ...row, [traits.id]: { unexpected: true } }))],
  [
    'unknown-enum',
    alterOneRow((row, { traits }) => ({ ...row, [traits.enumerated]: 'a-value-nobody-knows' })),
  ],
  ['missing-field', alterOneRow((row, { traits }) => without(row, traits.optional))],
  ['total-mismatch', alterRows(({ rows, total }) => ({ rows, total: total + 2 }))],
  ['short-page', alterRows(({ rows, total }) => ({ rows: rows.slice(0, -1), total }))],
  ['duplicate-row', alterRows(({ rows, total }) => ({ rows: [...rows, ...rows.slice(0, 1)], total }))],
  ['foreign-row', alterRows(addForeignRow)],
]);

/**
 * A row of another parent, or one whose id was not asked for; a list of everything has no such row. After an empty
 * page it has nothing but its ids.
 */
function addForeignRow({ rows, total, traits, narrowed }: PageReply): AlteredPage {
  if (!narrowed) return { rows, total };
  const { parent = [] } = traits;
  const names: readonly string[] = typeof parent === 'string' ? [parent] : parent;
  const parents = names.map((name): [string, string] => [name, 'foreign-parent']);
  const foreign = { ...rows[0], [traits.id]: 'foreign-0000', ...Object.fromEntries(parents) };
  return { rows: [...rows, foreign], total };
}

export function alterBody(answer: Answer, effect: Extract<FaultEffect, { stage: 'body' }>): Answer {
  return {
    ...answer,
    status: 200,
    headers: { ...answer.headers, 'content-type': effect.contentType },
    body: effect.body,
    rows: 0,
  };
}

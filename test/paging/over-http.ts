import type { Simulator } from '../../src/simulator/simulator.js';
import { startFleet, type Fleet } from '../support/gateway.js';
import { subjects, type Subject } from './subjects.js';
import { lifeMs } from './trace.js';
import { CursorLost, type ListReader, type VendorList, type VendorPaging } from './vendor-list.js';

/** A gateway over the simulator, joined by real signed HTTP, with one list of each paging style. */
export interface HttpLists {
  readonly lists: Readonly<Record<VendorPaging['style'], HttpList>>;
  readonly stop: () => Promise<void>;
}

export interface HttpList {
  readonly list: VendorList;
  readonly paging: VendorPaging;
  /** A reader that finds nothing fresh at hand. */
  readonly open: () => Promise<ListReader>;
}

interface Page {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly hasPreviousPage: boolean };
  readonly edges: readonly { readonly cursor: string; readonly node: Row }[];
}

interface Row {
  readonly vendorId: string | null;
  readonly port?: number | null;
  readonly target?: { readonly vendorId?: string; readonly address?: string };
}

const page = `(first: $first, after: $after, last: $last, before: $before) {
  totalCount @include(if: $total) pageInfo { hasNextPage hasPreviousPage } edges { cursor node {`;
const variables = '$id: ID!, $first: Int, $after: String, $last: Int, $before: String, $total: Boolean!';

const queries = {
  loadBalancer: `query Trace(${variables}) { at: account(id: $id) { list: loadBalancers${page} vendorId } } } } }`,
  backend: `query Trace(${variables}) { at: node(id: $id) { ... on Listener { list: backends${page}
    vendorId port target { ... on Instance { vendorId } ... on UnknownTarget { vendorId } ... on IpTarget { address } }
    } } } } } }`,
};

export async function startHttpLists(): Promise<HttpLists> {
  let now = Date.parse('2026-03-01T00:00:00.000Z');
  const chosen = { offset: subjects.offset[0], number: subjects.number.at(-1), unpaged: subjects.unpaged[0] };
  const accounts = Object.values(chosen).flatMap((subject) => subject?.account ?? []);
  const ttlMs = { loadBalancer: lifeMs, backend: lifeMs };
  const fleet = await startFleet({ accounts }, { now: () => now, cache: { ttlMs: { ...ttls, ...ttlMs } } });
  const pass = (ms: number) => {
    now += ms;
  };
  const openOf = async (subject: Subject | undefined): Promise<HttpList> => {
    if (subject === undefined) throw new Error('no list of this style');
    const { paging } = subject;
    const id = subject.kind === 'loadBalancer' ? subject.account.id : await listenerIdOf(fleet, subject);
    const open = async () => {
      const reader = openReader(fleet, subject, id, pass);
      // Nothing of an earlier trace is fresh any more, nor does the gateway remember how long the list was then.
      pass(2 * lifeMs);
      await reader.turn({ direction: 'forward', count: 1, cursor: null, wantsTotal: true });
      pass(2 * lifeMs);
      return reader;
    };
    return { list: toVendorList(fleet.simulator, subject), paging, open };
  };
  return {
    lists: {
      offset: await openOf(chosen.offset),
      number: await openOf(chosen.number),
      unpaged: await openOf(chosen.unpaged),
    },
    stop: () => fleet.stop(),
  };
}

const ttls = {
  listener: lifeMs,
  rule: lifeMs,
  instance: lifeMs,
  router: lifeMs,
  health: lifeMs,
  missing: lifeMs,
};

async function listenerIdOf({ query }: Fleet, { account }: Subject): Promise<string> {
  const { data } = await query<{
    readonly account: {
      readonly loadBalancers: {
        readonly nodes: readonly {
          readonly listeners: { readonly nodes: readonly { readonly id: string }[] };
        }[];
      };
    };
  }>(
    'query Ids($id: ID!) { account(id: $id) { loadBalancers(first: 1) { nodes { listeners(first: 1) { nodes { id } } } } } }',
    { id: account.id },
  );
  return data.account.loadBalancers.nodes[0]?.listeners.nodes[0]?.id ?? '';
}

function openReader(
  { query, simulator }: Fleet,
  subject: Subject,
  id: string,
  elapse: (ms: number) => void,
): ListReader {
  let shown: readonly string[] = [];
  const { provider } = subject.account;
  const [tree] = simulator.inventory(subject.account.id).accounts[0]?.loadBalancers ?? [];
  const parentId = subject.kind === 'loadBalancer' ? null : (tree?.listeners[0]?.vendorId ?? '');
  return {
    elapse,
    // Of what was read besides, an answer says nothing.
    brought: () => shown,
    turn: async ({ direction, count, cursor, wantsTotal }) => {
      simulator.clearCalls();
      const window =
        direction === 'forward' ? { first: count, after: cursor } : { last: count, before: cursor };
      const { data, errors } = await query<{ readonly at: { readonly list: Page } }>(queries[subject.kind], {
        id,
        ...window,
        total: wantsTotal,
      });
      const [error] = errors;
      if (error?.extensions.code === 'CURSOR_LOST') throw new CursorLost(error.message);
      if (error !== undefined) throw new Error(`${error.extensions.code}: ${error.message}`);
      const { edges, pageInfo } = data.at.list;
      shown = edges.map(({ node }) => idOf(node, parentId));
      return {
        ids: shown,
        cursorAt: (index) => edges[index]?.cursor ?? '',
        more: direction === 'forward' ? pageInfo.hasNextPage : pageInfo.hasPreviousPage,
        calls: simulator.calls().byAction[`${provider} ${subject.action}`] ?? 0,
      };
    },
  };
}

function idOf({ vendorId, port, target }: Row, parentId: string | null): string {
  return parentId === null
    ? (vendorId ?? '')
    : `${parentId}/${target?.vendorId ?? target?.address ?? ''}:${port ?? ''}`;
}

/** The list as the simulator's own inventory tells it and its mutations change it. */
function toVendorList(simulator: Simulator, { name, account, region, kind, most }: Subject): VendorList {
  const trees = () => simulator.inventory(account.id).accounts[0]?.loadBalancers ?? [];
  const listener = () => trees()[0]?.listeners[0];
  const ids = () => {
    if (kind === 'loadBalancer') return trees().map(({ vendorId }) => vendorId);
    const { vendorId = '', backends = [] } = listener() ?? {};
    return backends.map(({ target, port }) => {
      const named = target.__typename === 'IpTarget' ? target.address : target.vendorId;
      return `${vendorId}/${named}:${port ?? ''}`;
    });
  };
  const where = { account: account.id, region, kind };
  const insert = (index: number, rows: number) => {
    const under = kind === 'loadBalancer' ? {} : { parentId: listener()?.vendorId ?? '' };
    for (let row = 0; row < rows; row++) simulator.mutate({ op: 'insert', ...where, ...under, index });
  };
  const remove = (id: string) => {
    simulator.mutate({ op: 'remove', ...where, id });
  };
  return {
    name: `${name}, over HTTP`,
    ids,
    most,
    insert,
    remove,
    move: (id, index) => {
      simulator.mutate({ op: 'move', ...where, id, index });
    },
    reset: (rows) => {
      const there = ids();
      if (rows > there.length) insert(there.length, rows - there.length);
      there.slice(rows).forEach(remove);
    },
  };
}

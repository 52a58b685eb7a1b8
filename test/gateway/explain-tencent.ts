import { expect } from 'vitest';
import { startFleet, type Fleet } from '../support/gateway.js';
import { bmlbAccount, clbAccount, type Account } from './tencent-accounts.js';

interface Range {
  readonly min: number;
  readonly max: number | null;
}

async function foretold({ query, calls }: Fleet, inner: string): Promise<Range> {
  const { data, errors } = await query<{ readonly explain: { readonly calls: Range } }>(
    'query Explain($inner: String!) { explain(query: $inner) { calls { min max } errors { message } } }',
    { inner },
  );
  expect(errors).toEqual([]);
  expect(data.explain).toMatchObject({ errors: [] });
  expect(calls()).toBe(0);
  return data.explain.calls;
}

async function made({ query, calls }: Fleet, inner: string): Promise<number> {
  const { errors } = await query(inner);
  expect(errors).toEqual([]);
  return calls();
}

type ToQuery = (machine: string) => string;

const tenMinutes = 600_000;

/** What a query takes where nothing is known is within what was foretold; ten minutes later, it takes what was foretold. */
export async function expectForetold(account: Account, toQuery: ToQuery): Promise<void> {
  let now = Date.parse('2026-03-01T00:00:00.000Z');
  const own = await startFleet({ seed: 7, accounts: [account] }, { now: () => now });
  try {
    await ask(own, toQuery, () => {
      now += tenMinutes;
    });
  } finally {
    await own.stop();
  }
}

async function ask(own: Fleet, toQuery: ToQuery, wait: () => void): Promise<void> {
  const [truth] = own.simulator.inventory().accounts;
  const bound = truth?.loadBalancers
    .flatMap(({ listeners }) => listeners.flatMap(({ backends }) => backends))
    .flatMap(({ target }) => (target.__typename === 'Instance' ? target.vendorId : []))[0];
  const inner = toQuery(bound ?? '');
  const cold = await foretold(own, inner);
  const first = await made(own, inner);
  expect(first).toBeGreaterThanOrEqual(cold.min);
  expect(first).toBeLessThanOrEqual(cold.max ?? Number.POSITIVE_INFINITY);
  wait();
  const warm = await foretold(own, inner);
  expect(warm.max).toBe(warm.min);
  expect(await made(own, inner)).toBe(warm.min);
}

const all = (inner: string) => () => `{ loadBalancers(first: 100) { nodes { name ${inner} } } }`;
const reverse = (fields: string) => (machine: string) =>
  `{ instance(account: "t", region: "ap-guangzhou", vendorId: "${machine}") { backends(first: 100) { nodes { ${fields} } } } }`;
const fronts = (machine: string) =>
  `{ instance(account: "t", region: "ap-guangzhou", vendorId: "${machine}") { loadBalancers { nodes { name } } } }`;
const place = 'loadBalancer { name } listener { port } rule { domain }';

export const queries: readonly (readonly [string, ToQuery])[] = [
  ['backends', all('backends(first: 100) { totalCount nodes { port weight } }')],
  ['the first backends', all('backends(first: 5) { nodes { port } }')],
  ['backends with where they are bound', all(`backends(first: 100) { nodes { port ${place} } }`)],
  ['backends with more of their listeners', all('backends(first: 100) { nodes { listener { name } } }')],
  ['machines', all('instances(first: 100) { nodes { name status } }')],
  ['health', all('health { up down }')],
  ['listeners with backends', all('listeners { nodes { name backends(first: 100) { nodes { port } } } }')],
  ['a machine’s ports', reverse(`port ${place}`)],
  ['a machine’s weights and health', reverse(`weight health ${place}`)],
  ['a machine’s load balancers', fronts],
];

export const accounts: readonly (readonly [string, Account])[] = [
  ['TENCENT_CLB', clbAccount('t', 'cn-2018', { classic: 4, application: 6, backends: 120, instances: 40 })],
  ['TENCENT_BMLB', bmlbAccount('t', 8, { backends: 60, instances: 30 })],
];

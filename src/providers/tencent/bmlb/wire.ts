import { z } from 'zod';
import { LbgraphError } from '../../../errors.js';
import { identifier, integer, listOf, text } from '../../wire-values.js';

/**
 * Rows as API 2.0 writes them, in its spelling; API 3.0 has the same ones under other names. Its pages quote numbers here and there, one of them with a blank inside,
 * and leave a field out, or write "", where another page has none.
 */

function trimmed<T extends z.ZodType>(schema: T) {
  return z.preprocess((value) => (typeof value === 'string' ? value.trim() : value), schema);
}

const word = trimmed(text);
const number = trimmed(integer);

/** A number of things or seconds; null when it is negative, which means that none is set. */
const count = number.transform((value) => (value !== null && value >= 0 ? value : null));

/** 1 and 0. */
const flag = word.transform((value) => (value === '1' ? true : value === '0' ? false : null));

/** A list inside a row, which `readInner` reads row by row: what it holds never makes its parent unreadable. */
const inner = z.unknown().optional();

/** "DescribeBmLoadBalancers", `loadBalancerSet[]`. */
export const loadBalancerRow = z.looseObject({
  loadBalancerId: identifier,
  loadBalancerName: text,
  loadBalancerType: word,
  domain: text,
  loadBalancerVips: listOf(text),
  status: word,
  createTime: word,
  unVpcId: word,
});

/** `listenerSet[]` of every action that lists listeners; "DescribeBmVportInfo" tells no more than this. */
export const portRow = z.looseObject({
  listenerId: identifier,
  listenerName: text,
  protocol: word,
  loadBalancerPort: word,
  status: word,
});

/** What "DescribeBmListeners" tells of sessions and checks. */
export const l4ListenerRow = portRow.extend({
  sessionExpire: count,
  healthSwitch: flag,
  timeOut: count,
  intervalTime: count,
  healthNum: count,
  unhealthNum: count,
});

/** "DescribeBmForwardListenerInfo": listeners, domains and locations, one inside the other, each list read row by row. */
export const l7ListenerRow = portRow.extend({ ruleSet: inner });
export const domainRow = z.looseObject({ domain: text, locations: inner });
export const locationRow = z.looseObject({
  locationId: identifier,
  url: text,
  healthSwitch: flag,
  httpCheckPath: text,
  httpCheckDomain: text,
  intervalTime: count,
  healthNum: count,
  unhealthNum: count,
  status: word,
  rsList: inner,
});

/** "DescribeBmL4ListenerBackends", `data[]`; `rsList[]` of a location. */
export const backendRow = z.looseObject({
  bindType: word,
  rsPort: word,
  weight: number,
  status: word,
  instanceId: word,
  alias: text,
  lanIp: word,
});

/** What is bound in the reverse look-up, laid flat: with the ids of what it stands under, and what is told of that. */
export const bindingRow = z.object({
  loadBalancerId: identifier,
  unVpcId: word,
  listenerId: identifier,
  protocol: word,
  loadBalancerPort: word,
  locationId: identifier.nullable(),
  domain: text,
  url: text,
  rs: z.object({ instanceId: trimmed(identifier), rsPort: word }),
});

/** "DescribeDevice" and "DescribeDeviceTrash", `deviceList[]`. */
export const instanceRow = z.looseObject({
  instanceId: identifier,
  alias: text,
  deviceStatus: word,
  operateStatus: word,
  zoneId: word,
  lanIp: word,
  wanIp: word,
  deliverTime: word,
});

export { readRow, type RawRow } from '../../wire-values.js';

/** What could be read of a list inside a row; not exact when one of its rows could not be. */
export interface InnerList<T> {
  readonly items: readonly T[];
  readonly exact: boolean;
}

/** A list that is left out, null or "" is an empty one. `read` gives null for a row that cannot be read. */
export function readInner<T>(list: unknown, read: (row: unknown) => T | null): InnerList<T> {
  const told = list === undefined || list === null || list === '' ? [] : list;
  const rows: readonly unknown[] = Array.isArray(told) ? told : [];
  const items = rows.flatMap((row) => read(row) ?? []);
  return { items, exact: Array.isArray(told) && items.length === rows.length };
}

/** Stands for an id that a caller's reference lacks: nothing is found by it, while an empty filter would find everything. */
const noId = '-';

/** An id for a call's parameters; never empty. */
export function toId(id: string | null): string {
  return id === null || id === '' ? noId : id;
}

/** Ids for a call's parameters, each once; never an empty list. */
export function toIdList(ids: readonly string[]): readonly string[] {
  if (ids.length === 0) throw new LbgraphError('INTERNAL_SERVER_ERROR', 'A look-up was made of no ids.');
  return [...new Set(ids.map(toId))];
}

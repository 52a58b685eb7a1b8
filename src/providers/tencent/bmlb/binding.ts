import type { Backend, Target } from '../../../model/backend.js';
import type { Answer, DecodeContext, Dropped, Harvest } from '../../provider.js';
import { toAddresses, toPort } from '../../wire-values.js';
import { inside, isObject, type Row } from '../nested-values.js';
import { toBoundListener } from './listener.js';
import { bindingsSegment, readBoundSubject } from './places.js';
import { toBoundRule } from './rule.js';
import { bindingRow, readRow } from './wire.js';

/** What a binding's own list tells of it. What is bound, by its id and port, and where, are told here too. */
export const untold = [
  'name',
  'weight',
  'status',
  'vendorStatus',
  'health',
  'vendorHealth',
  'healthAsOf',
  'addresses',
  'createdAt',
  'vendorFields',
];

/** What a dialect calls the parts of the reverse look-up's answer: load balancers, with listeners of both layers, domains and locations. */
export interface BindingNames {
  readonly network: string;
  readonly l4: string;
  readonly l7: string;
  readonly domains: string;
  readonly locations: string;
  /** The list of what is bound, in the innermost. */
  readonly bound: string;
  readonly boundPort: string;
  /** Any other name, by that of the row that is made. */
  readonly of: (name: string) => string;
}

/**
 * The rows of the reverse look-up laid flat, one for each binding, under one set of names. A total, which API 2.0 shows in the example
 * alone, is that of the load balancers: if it is another one, bindings are missing.
 */
export function layBindingsFlat(
  { rows, total, ...answer }: Extract<Answer, { ok: true }>,
  names: BindingNames,
): Answer {
  const flat = rows.flatMap((row) => layLoadBalancerFlat(row, names));
  const isMissing = total !== null && total !== rows.length;
  return { ...answer, rows: flat, total: isMissing ? flat.length + Math.abs(total - rows.length) : null };
}

function layLoadBalancerFlat(row: unknown, names: BindingNames): readonly unknown[] {
  if (!isObject(row)) return [row];
  const pick = (from: Row, ...fields: readonly string[]): Row =>
    Object.fromEntries(fields.map((name) => [name, from[names.of(name)]]));
  const above = { ...pick(row, 'loadBalancerId'), unVpcId: row[names.network] };
  const put = (place: Row, listener: Row, rule: Row) =>
    inside(place[names.bound]).map((rs) => ({
      ...above,
      ...pick(listener, 'listenerId', 'protocol', 'loadBalancerPort'),
      ...rule,
      rs: isObject(rs) ? { ...pick(rs, 'instanceId'), rsPort: rs[names.boundPort] } : rs,
    }));
  return [
    ...each(row[names.l4], (listener) => put(listener, listener, { locationId: null })),
    ...each(row[names.l7], (listener) =>
      each(listener[names.domains], (domain) =>
        each(domain[names.locations], (location) =>
          put(location, listener, { ...pick(domain, 'domain'), ...pick(location, 'locationId', 'url') }),
        ),
      ),
    ),
  ];
}

/** What cannot be read stays as it is, to be counted. */
function each(list: unknown, lay: (row: Row) => readonly unknown[]): readonly unknown[] {
  return inside(list).flatMap((row) => (isObject(row) ? lay(row) : [row]));
}

/** A binding of one of the subjects, by its reference alone, with little of its listener and rule: the call tells no more. */
export function decodeBinding(row: unknown, { source, asOf, subjects }: DecodeContext): Harvest | Dropped {
  const wire = readRow(bindingRow, row);
  if (wire === null) return 'malformed';
  const { loadBalancerId, unVpcId, listenerId, locationId, domain, url, rs } = wire.read;
  const subject = subjects.find((each) => {
    const { network, target } = readBoundSubject(each);
    return target === rs.instanceId && (unVpcId === null || unVpcId === network);
  });
  if (subject === undefined) return 'foreign';
  const item: Backend = {
    kind: 'backend',
    source,
    asOf,
    lacks: untold,
    loadBalancerId,
    listenerId,
    ruleId: locationId,
    target: toTarget(rs.instanceId),
    port: toPort(rs.rsPort),
    vendorId: null,
    name: null,
    weight: null,
    status: 'UNKNOWN',
    vendorStatus: null,
    addresses: null,
    createdAt: null,
    vendorFields: {},
    carried: {},
  };
  const listener = toBoundListener(wire.read, item);
  const above = { source, asOf, loadBalancerId, listenerId };
  const rule = locationId === null ? [] : [toBoundRule({ locationId, domain, url }, above)];
  return {
    item,
    parent: bindingsSegment(source, subject),
    records: listener === null ? [] : [listener, ...rule],
  };
}

/** The address of a virtual machine stands in the place of an id here. */
function toTarget(named: string): Target {
  const [address] = toAddresses([named]);
  return address === undefined
    ? { type: 'Instance', kind: 'BARE_METAL', id: named }
    : { type: 'IpTarget', id: address };
}

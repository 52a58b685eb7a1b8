import { inside, isObject, type Row } from '../nested-values.js';

/** What one row inside others stands under: ids, and perhaps more. What cannot be read stays as it is, to be counted. */
interface Place extends Row {
  readonly loadBalancerId?: unknown;
  readonly listenerId: unknown;
  /** Null in layer 4. */
  readonly locationId: unknown;
}

/** `data[]` of DescribeForwardLBBackends: listeners with `backends` of their own, or with `rules` that have them. */
export function layBackendsFlat(rows: readonly unknown[]): readonly unknown[] {
  return rows.flatMap((listener) => {
    if (!isObject(listener)) return [listener];
    const { loadBalancerPort, protocol, protocolType } = listener;
    const told = { loadBalancerPort, protocol, protocolType };
    return layListenerFlat(listener, told, ({ locationId, domain, url }) => [{ locationId, domain, url }]);
  });
}

/**
 * `data[]` of DescribeForwardLBHealthStatus: load balancers with listeners, whose key is `listener`. How layer 4 is told there is not
 * documented: directly, or in a rule without domain and path, whose backends then count for both, whatever its id.
 */
export function layHealthFlat(rows: readonly unknown[]): readonly unknown[] {
  return rows.flatMap((row) => {
    if (!isObject(row)) return [row];
    const loadBalancerId = row['unLoadBalancerId'] ?? row['loadBalancerId'];
    return inside(row['listener']).flatMap((listener) =>
      layListenerFlat(listener, { loadBalancerId }, ({ locationId, domain, url }) =>
        (isTold(domain) || isTold(url) ? [locationId] : [locationId, null]).map((id) => ({ locationId: id })),
      ),
    );
  });
}

/** What the parts of a listener are called. */
export interface NestedNames {
  readonly listenerId: string;
  readonly rules: string;
  readonly backends: string;
}

const names: NestedNames = { listenerId: 'listenerId', rules: 'rules', backends: 'backends' };

/**
 * The backends inside a listener and inside its rules.
 * @param above what is told of each of them
 * @param locationsOf for what a rule's backends count, and what is told of that
 */
export function layListenerFlat(
  listener: unknown,
  above: Row,
  locationsOf: (rule: Row) => readonly Pick<Place, 'locationId'>[],
  { listenerId: idName, rules, backends }: NestedNames = names,
): readonly unknown[] {
  if (!isObject(listener)) return [listener];
  const listenerId = listener[idName];
  const own = put(inside(listener[backends]), { ...above, listenerId, locationId: null });
  const ruled = inside(listener[rules]).flatMap((rule) => {
    if (!isObject(rule)) return [rule];
    return locationsOf(rule).flatMap((location) =>
      put(inside(rule[backends]), { ...above, listenerId, ...location }),
    );
  });
  return [...own, ...ruled];
}

function put(backends: readonly unknown[], place: Place): readonly unknown[] {
  return backends.map((backend) => ({ ...place, backend }));
}

export function isTold(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

import { inside, isObject, type Row } from '../nested-values.js';

/** One row inside others, with the ids of what it stands under. What cannot be read stays as it is, to be counted. */
interface Place {
  readonly loadBalancerId?: unknown;
  readonly listenerId: unknown;
  /** Null in layer 4. */
  readonly locationId: unknown;
}

/** `data[]` of DescribeForwardLBBackends: listeners with `backends` of their own, or with `rules` that have them. */
export function layBackendsFlat(rows: readonly unknown[]): readonly unknown[] {
  return rows.flatMap((listener) => layListenerFlat(listener, {}, ({ locationId }) => [locationId]));
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
        isTold(domain) || isTold(url) ? [locationId] : [locationId, null],
      ),
    );
  });
}

function layListenerFlat(
  listener: unknown,
  above: Pick<Place, 'loadBalancerId'>,
  locationsOf: (rule: Row) => readonly unknown[],
): readonly unknown[] {
  if (!isObject(listener)) return [listener];
  const { listenerId } = listener;
  const own = put(inside(listener['backends']), { ...above, listenerId, locationId: null });
  const ruled = inside(listener['rules']).flatMap((rule) => {
    if (!isObject(rule)) return [rule];
    return locationsOf(rule).flatMap((locationId) =>
      put(inside(rule['backends']), { ...above, listenerId, locationId }),
    );
  });
  return [...own, ...ruled];
}

function put(backends: readonly unknown[], place: Place): readonly unknown[] {
  return backends.map((backend) => ({ ...place, backend }));
}

function isTold(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

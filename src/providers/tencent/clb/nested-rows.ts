import { inside, isObject, type Row } from '../nested-values.js';

/** What a version calls the parts of answers whose rows stand inside others. */
export interface NestedNames {
  /** The fields that may tell the id of a load balancer; the first that does counts. */
  readonly loadBalancerId: readonly string[];
  readonly listeners: string;
  readonly listenerId: string;
  /** What else a listener tells, by the names under which it is read. */
  readonly ofListener: Readonly<Record<string, string>>;
  readonly rules: string;
  readonly locationId: string;
  readonly domain: string;
  readonly url: string;
  readonly backends: string;
}

/** What one row inside others stands under: ids, and perhaps more. What cannot be read stays as it is, to be counted. */
interface Place extends Row {
  readonly loadBalancerId?: unknown;
  readonly listenerId: unknown;
  /** Null in layer 4. */
  readonly locationId: unknown;
}

/** Answers about what is bound at application listeners: these with backends of their own, or with rules that have them. */
export function layBackendsFlat(rows: readonly unknown[], names: NestedNames): readonly unknown[] {
  return rows.flatMap((listener) => {
    if (!isObject(listener)) return [listener];
    const told: Row = Object.fromEntries(
      Object.entries(names.ofListener).map(([name, theirs]) => [name, listener[theirs]]),
    );
    return layListenerFlat(listener, told, names, (rule) => [
      { locationId: rule[names.locationId], domain: rule[names.domain], url: rule[names.url] },
    ]);
  });
}

/**
 * Answers about the health of application load balancers. Layer 4 is told in a rule without domain and path, whose id names nothing, or,
 * as API 2.0 does not document it, perhaps directly: such backends count for the listener, and for the rule as well, in case there is one.
 */
export function layHealthFlat(rows: readonly unknown[], names: NestedNames): readonly unknown[] {
  return rows.flatMap((row) => {
    if (!isObject(row)) return [row];
    const ids = names.loadBalancerId.map((name) => row[name]);
    const loadBalancerId = ids.find((id) => id !== undefined && id !== null);
    return inside(row[names.listeners]).flatMap((listener) =>
      layListenerFlat(listener, { loadBalancerId }, names, (rule) => {
        const isRule = isTold(rule[names.domain]) || isTold(rule[names.url]);
        const locationId = rule[names.locationId];
        return isRule ? [{ locationId }] : [{ locationId }, { locationId: null }];
      }),
    );
  });
}

/**
 * The backends inside a listener and inside its rules.
 * @param above what is told of each of them
 * @param locationsOf for what a rule's backends count, and what is told of that
 */
function layListenerFlat(
  listener: unknown,
  above: Row,
  names: NestedNames,
  locationsOf: (rule: Row) => readonly Pick<Place, 'locationId'>[],
): readonly unknown[] {
  if (!isObject(listener)) return [listener];
  const listenerId = listener[names.listenerId];
  const own = put(inside(listener[names.backends]), { ...above, listenerId, locationId: null });
  const ruled = inside(listener[names.rules]).flatMap((rule) => {
    if (!isObject(rule)) return [rule];
    return locationsOf(rule).flatMap((location) =>
      put(inside(rule[names.backends]), { ...above, listenerId, ...location }),
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

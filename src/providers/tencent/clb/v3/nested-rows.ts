import { inside, isObject } from '../../nested-values.js';
import { isTold, layListenerFlat, type NestedNames } from '../nested-rows.js';

const names: NestedNames = { listenerId: 'ListenerId', rules: 'Rules', backends: 'Targets' };

/** `Listeners[]` of DescribeTargets: with `Targets` of their own, or with `Rules` that have them. */
export function layTargetsFlat(rows: readonly unknown[]): readonly unknown[] {
  return rows.flatMap((listener) => {
    if (!isObject(listener)) return [listener];
    const told = { protocol: listener['Protocol'], port: listener['Port'], endPort: listener['EndPort'] };
    const locationsOf = (rule: Readonly<Record<string, unknown>>) => [
      { locationId: rule['LocationId'], domain: rule['Domain'], url: rule['Url'] },
    ];
    return layListenerFlat(listener, told, locationsOf, names);
  });
}

/**
 * `LoadBalancers[]` of DescribeTargetHealth. Layer 4 is told in a rule without domain and path, whose id names nothing: its targets
 * count for the listener, and for the rule as well, in case there is one.
 */
export function layHealthFlat(rows: readonly unknown[]): readonly unknown[] {
  return rows.flatMap((row) => {
    if (!isObject(row)) return [row];
    const loadBalancerId = row['LoadBalancerId'];
    const locationsOf = (rule: Readonly<Record<string, unknown>>) => {
      const id = rule['LocationId'];
      const isRule = isTold(rule['Domain']) || isTold(rule['Url']);
      return (isRule ? [id] : [id, null]).map((locationId) => ({ locationId }));
    };
    return inside(row['Listeners']).flatMap((listener) =>
      layListenerFlat(listener, { loadBalancerId }, locationsOf, names),
    );
  });
}

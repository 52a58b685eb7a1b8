import type { Expectation, View } from '../provider.js';

type Learnt = View['fact'];

/**
 * What rows of load balancers tell: with `verbose` 1 their listeners, without the backends of these; whether with all of a listener
 * is learnt from rows.
 */
export function ofLoadBalancers(learnt: Learnt): Expectation {
  if (learnt('inlinedListeners') === false) return {};
  const listeners = learnt('inlinedListenerOption') === false ? { lacks: ['vendorFields'] } : {};
  return { inside: () => ({ listeners }) };
}

/** What rows of listeners tell: with `verbose` 1 their backends, without health unless it was seen. */
export function ofListeners(learnt: Learnt): Expectation {
  if (learnt('inlinedBackends') === false) return {};
  const { above: _, ...backends } = ofBackendsInside(learnt);
  return { inside: () => ({ backends }) };
}

/** What the backends inside listeners' rows tell; the listeners come with them. */
export function ofBackendsInside(learnt: Learnt): Expectation {
  const health = learnt('inlinedHealth') === true ? {} : { lacks: ['health'] };
  return { ...health, above: { listener: [] } };
}

/** That they are whole is documented nowhere. */
export const inlinedBackends =
  'QingCloud: that a listener’s row carries all of its backends is inferred from the service limits.';

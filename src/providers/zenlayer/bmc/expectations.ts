import type { Expectation } from '../../provider.js';

/** What rows of load balancers tell where what they embed is trusted: all of their listeners, and the backends of these. */
export function withEmbedded(): Expectation {
  const backends = {};
  return { inside: () => ({ listeners: { inside: () => ({ backends }) } }) };
}

export const embeddedIsWhole =
  'Zenlayer: that a load balancer’s row embeds all of its listeners and backends is documented nowhere; the account’s options trust it.';

/**
 * How many calls, one behind the other, nobody can avoid to read a whole tree, of load balancers with one listener each and so many
 * backends. Derived from the fact sheets of the vendors, by hand: nothing here asks the gateway. A page of load balancers is followed by
 * the others, then by the listeners, then by backends and health. No more calls of an account run at once than `atOnce`; a call whose
 * subjects are known does not wait for those of others, so what follows the load balancers is packed into rounds as if it were free of
 * all order but that of its own levels.
 */
export interface Rounds {
  readonly calls: number;
  readonly rounds: number;
}

interface Chain {
  readonly atOnce: number;
  /** Rows of a page of load balancers. */
  readonly page: number;
  /** The calls of each level after the load balancers; `scan`: pages of a list whose length its first page tells. */
  readonly levels: (sizes: Sizes) => readonly Level[];
}

interface Sizes {
  readonly loadBalancers: number;
  readonly backends: number;
  readonly withHealth: boolean;
}

interface Level {
  readonly calls: number;
  readonly scan?: true;
}

const chains: Readonly<Record<string, Chain>> = {
  // Rows of load balancers name their listeners, which come 100 a call, backends inside; health is in pages of 100 backends alone.
  QINGCLOUD: {
    atOnce: 8,
    page: 100,
    levels: ({ loadBalancers, backends, withHealth }) =>
      withHealth
        ? [{ calls: Math.min(loadBalancers, Math.ceil(backends / 100)), scan: true }]
        : [{ calls: Math.ceil(loadBalancers / 100) }],
  },
  // Listeners of 100 load balancers a call; backends of one listener, once for each kind of machine: the second one only once the first
  // one has not filled the page, which it might. No health.
  ZENLAYER_BMC: {
    atOnce: 16,
    page: 1000,
    levels: ({ loadBalancers }) => [
      { calls: Math.ceil(loadBalancers / 100) },
      { calls: loadBalancers },
      { calls: loadBalancers },
    ],
  },
  // Listeners and backends of one load balancer a call, health inside where it is wanted.
  ZENLAYER_ZLB: {
    atOnce: 16,
    page: 1000,
    levels: ({ loadBalancers }) => [{ calls: loadBalancers }, { calls: loadBalancers }],
  },
  // In both versions listeners and backends of one load balancer a call; health of a classic one a call, of 30 application ones.
  TENCENT_CLB: {
    atOnce: 8,
    page: 100,
    levels: ({ loadBalancers, withHealth }) => {
      const application = Math.floor(loadBalancers / 2);
      // One of three and more has no listener, and so nothing below it.
      const classic = loadBalancers - application - (loadBalancers > 2 ? 1 : 0);
      const health = classic + Math.ceil(application / 30);
      return [{ calls: loadBalancers }, { calls: classic + application + (withHealth ? health : 0) }];
    },
  },
  // In both versions ports of one load balancer a call, of both layers; backends of one listener of layer 4 a call, health inside.
  TENCENT_BMLB: {
    atOnce: 10,
    page: 100,
    levels: ({ loadBalancers }) => [{ calls: loadBalancers }, { calls: loadBalancers }],
  },
};

/** Whether health takes other calls than the tree without it. */
export const hasHealthCalls: ReadonlySet<string> = new Set(['QINGCLOUD', 'TENCENT_CLB']);

export function unavoidable(provider: string, sizes: Sizes): Rounds {
  const chain = chains[provider];
  if (chain === undefined) throw new Error(`Nothing is known of ${provider}.`);
  const { atOnce, page } = chain;
  const inTurn = (calls: number) => Math.ceil(calls / atOnce);
  const pages = Math.ceil(sizes.loadBalancers / page);
  const levels = chain.levels(sizes);
  const below = levels.reduce((sum, { calls }) => sum + calls, 0);
  // The first page of a scan is on its own: the others are not known before.
  const alone = levels.filter(({ scan, calls }) => scan === true && calls > 1).length;
  return {
    calls: pages + below,
    rounds: 1 + inTurn(pages - 1) + Math.max(levels.length + alone, alone + inTurn(below - alone)),
  };
}

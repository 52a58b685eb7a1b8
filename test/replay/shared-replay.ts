import { afterAll, beforeAll, beforeEach } from 'vitest';
import { startGateway, type Gateway, type GraphqlAnswer } from '../support/gateway.js';
import {
  startReplayServer,
  type Otherwise,
  type RecordedCall,
  type ReplayLine,
  type ReplayServer,
} from './replay-server.js';
import { now, type ReplayAccount } from './replay.js';

/** An account with what its vendor answers. */
export interface ReplayedAccount {
  readonly account: ReplayAccount;
  readonly script: readonly ReplayLine[];
  readonly otherwise?: Otherwise;
}

export interface SharedReplay {
  /** Asks the gateway. @throws when during this test a vendor call came that is not in its account's script */
  readonly ask: <Data = Readonly<Record<string, unknown>>>(
    query: string,
    variables?: Readonly<Record<string, unknown>>,
  ) => Promise<GraphqlAnswer<Data>>;
  /** The vendor calls of this test, account after account, in the order in which they came. */
  readonly calls: () => readonly RecordedCall[];
  /** The same by product and action, in order of their names. */
  readonly actions: () => readonly string[];
}

/**
 * One gateway for all tests of a file, over several accounts. It remembers what it has read, and its clock stands still: so each test
 * asks about load balancers of its own. `accountsOf` is asked once all tests are known, so that each may add to a script.
 */
export function shareReplay(accountsOf: () => readonly ReplayedAccount[]): SharedReplay {
  let servers: readonly ReplayServer[] = [];
  const seen = new Map<ReplayServer, number>();
  let gateway: Gateway | undefined;
  beforeAll(async () => {
    const accounts = accountsOf();
    servers = await Promise.all(
      accounts.map(({ script, otherwise }) => startReplayServer(script, otherwise)),
    );
    const placed = accounts.map(({ account }, index) => ({
      ...account,
      endpoint: servers[index]?.url ?? '',
    }));
    gateway = await startGateway(placed, { now: () => Date.parse(now) });
  });
  afterAll(async () => {
    await gateway?.stop();
    await Promise.all(servers.map((server) => server.close()));
  });
  beforeEach(() => {
    for (const server of servers) seen.set(server, server.calls.length);
  });
  const calls = () => servers.flatMap((server) => server.calls.slice(seen.get(server)));
  return {
    ask: async <Data>(query: string, variables?: Readonly<Record<string, unknown>>) => {
      if (gateway === undefined) throw new Error('the gateway has not started');
      const answer = await gateway.query<Data>(query, variables);
      for (const server of servers) server.verify(seen.get(server));
      return answer;
    },
    calls,
    actions: () =>
      calls()
        .map(({ call }) => call)
        .sort(),
  };
}

import { readFileSync } from 'node:fs';
import { onTestFinished } from 'vitest';
import type { SandboxAccount } from '../../src/config/sandbox-config.js';
import { startGateway, type GraphqlAnswer } from '../support/gateway.js';
import { startReplayServer, type RecordedCall, type ReplayLine } from './replay-server.js';

/** The gateway's clock in every replay, unless a test lets it run: `asOf` is then known. */
export const now = '2026-11-21T08:00:00.000Z';

/** An account but for where its vendor is found. */
export type ReplayAccount = Omit<SandboxAccount, 'endpoint'>;

export interface Replay {
  /** Asks the gateway. @throws when a vendor call came that is not in the script */
  readonly ask: <Data = Readonly<Record<string, unknown>>>(
    query: string,
    variables?: Readonly<Record<string, unknown>>,
  ) => Promise<GraphqlAnswer<Data>>;
  readonly calls: readonly RecordedCall[];
  /** The vendor calls so far, by path and action, in order of their names. */
  readonly actions: () => readonly string[];
}

/** A fresh gateway over one account whose vendor answers from a script. Both end with the test. */
export async function startReplay(
  account: ReplayAccount,
  script: readonly ReplayLine[],
  clock: () => number = () => Date.parse(now),
): Promise<Replay> {
  const server = await startReplayServer(script);
  const gateway = await startGateway([{ ...account, endpoint: server.url }], { now: clock });
  onTestFinished(async () => {
    await gateway.stop();
    await server.close();
    server.verify();
  });
  return {
    ask: async <Data>(query: string, variables?: Readonly<Record<string, unknown>>) => {
      const answer = await gateway.query<Data>(query, variables);
      server.verify();
      return answer;
    },
    calls: server.calls,
    actions: () => server.calls.map(({ call }) => call).sort(),
  };
}

/** The text of a file under test/fixtures, byte for byte. */
export function fixture(path: string): string {
  return readFileSync(new URL(`../fixtures/${path}`, import.meta.url), 'utf8');
}

/** The answer that a vendor's page prints, as the very bytes that stand in the fixture. */
export function pageAnswer(vendor: string): string {
  const text = fixture(`pages/${vendor}.json`);
  const mark = '"response": ';
  const answer = text.slice(text.indexOf(mark) + mark.length, text.lastIndexOf('}')).trimEnd();
  JSON.parse(answer);
  return answer;
}

/** A connection that shows all there is: every row read, nothing beyond. */
export function whole<Node>(nodes: readonly Node[]) {
  return {
    totalCount: nodes.length,
    pageInfo: { hasNextPage: false, hasPreviousPage: false },
    coverage: {
      sources: 1,
      answered: 1,
      expected: nodes.length,
      seen: nodes.length,
      exact: true,
      failures: [],
    },
    nodes,
  };
}

/** The same where the vendor told no total: the list came inside its parent's row, or in a call that counts nothing. */
export function wholeUntold<Node>(nodes: readonly Node[]) {
  const connection = whole(nodes);
  return { ...connection, coverage: { ...connection.coverage, expected: null } };
}

/** A list that came short of the total that the vendor promised, or whose total is not known. */
export function short<Node>(expected: number | null, nodes: readonly Node[]) {
  const all = whole(nodes);
  return { ...all, totalCount: null, coverage: { ...all.coverage, expected, exact: false } };
}

/** What `whole` fills. */
export const list = `
  totalCount pageInfo { hasNextPage hasPreviousPage }
  coverage { sources answered expected seen exact failures { account provider region action code message retryable staleAsOf } }`;

import { expect } from 'vitest';
import type { Fault } from '../../../src/simulator/faults.js';
import type { Fleet, GraphqlAnswer } from '../../support/gateway.js';
import { answeredTree, trueTree } from '../../support/truth.js';
import { account, small, usual, withFleet, type ConformanceCase } from './subject.js';

/** Faults that end a call, with the code that each has and how often the call is made in all. */
const failures: Readonly<
  Record<string, { readonly code: string; readonly attempts: readonly [number, number] }>
> = {
  http500: { code: 'UPSTREAM_UNAVAILABLE', attempts: [3, 3] },
  'vendor-internal': { code: 'UPSTREAM_UNAVAILABLE', attempts: [1, 3] },
  reset: { code: 'UPSTREAM_UNAVAILABLE', attempts: [3, 3] },
  truncate: { code: 'UPSTREAM_UNAVAILABLE', attempts: [3, 3] },
  http429: { code: 'UPSTREAM_RATE_LIMITED', attempts: [1, 3] },
  'vendor-throttle': { code: 'UPSTREAM_RATE_LIMITED', attempts: [1, 3] },
  auth: { code: 'UPSTREAM_UNAUTHENTICATED', attempts: [1, 1] },
  hang: { code: 'UPSTREAM_TIMEOUT', attempts: [1, 1] },
  garbage: { code: 'UPSTREAM_INVALID_RESPONSE', attempts: [1, 3] },
  'empty-body': { code: 'UPSTREAM_INVALID_RESPONSE', attempts: [1, 3] },
  html: { code: 'UPSTREAM_INVALID_RESPONSE', attempts: [1, 3] },
};

/** Short for what hangs only: on a busy machine a healthy call may take as long. */
const limitsUnder = (kind: string) => ({ upstreamTimeoutMs: kind === 'hang' ? 2000 : 10_000 });

interface Lists {
  readonly loadBalancers: {
    readonly totalCount: number | null;
    readonly pageInfo: { readonly hasNextPage: boolean };
    readonly coverage: {
      readonly exact: boolean;
      readonly failures: readonly { readonly account: string; readonly code: string }[];
    };
    readonly nodes: readonly { readonly vendorId: string; readonly listeners: object | null }[];
  };
}

const twoLevels = `{ loadBalancers(first: 1000) {
  totalCount pageInfo { hasNextPage } coverage { exact failures { account code } }
  nodes { vendorId listeners(first: 100) { totalCount nodes { vendorId backends(first: 100) { totalCount } } } } } }`;

function expectCoded({ status, errors }: GraphqlAnswer<unknown>, code: string): void {
  expect(status).toBe(200);
  expect(errors.length).toBeGreaterThan(0);
  for (const { extensions } of errors) {
    expect(extensions).toMatchObject({
      code,
      account,
      requestId: expect.any(String) as string,
      action: expect.any(String) as string,
      retryable: expect.any(Boolean) as boolean,
    });
  }
}

function atTheRoot(kind: string): ConformanceCase {
  return {
    name: `${kind}: the list is partial under a coded error, the call is made no more often than helps, and the next one is answered`,
    run: (subject) =>
      withFleet(
        subject,
        small,
        async (fleet) => {
          const { code = '', attempts } = failures[kind] ?? { attempts: [0, 0] };
          fleet.simulator.setFaults([{ kind }]);
          const answer = await fleet.query<Lists>(twoLevels);
          expectCoded(answer, code);
          expect(answer.errors).toHaveLength(1);
          expect(answer.errors[0]?.path).toEqual(['loadBalancers']);
          expect(answer.data.loadBalancers).toMatchObject({
            totalCount: null,
            pageInfo: { hasNextPage: true },
            coverage: { exact: false, failures: [{ account, code }] },
            nodes: [],
          });
          const calls = fleet.calls();
          expect(calls).toBeGreaterThanOrEqual(attempts[0]);
          expect(calls).toBeLessThanOrEqual(attempts[1]);
          // An error is never kept.
          fleet.simulator.setFaults([]);
          expect(await answeredTree(fleet, account)).toEqual(trueTree(fleet.simulator, account));
        },
        { limits: limitsUnder(kind) },
      ),
  };
}

/** Lets the root's one call pass. */
const below = (kind: string): readonly Fault[] => [{ kind, skip: 1 }];

function nested(kind: string): ConformanceCase {
  return {
    name: `${kind} below a list: null under a coded error at its path, never an empty list`,
    run: (subject) =>
      withFleet(
        subject,
        usual,
        async (fleet) => {
          fleet.simulator.setFaults(below(kind));
          const answer = await fleet.query<Lists>(twoLevels);
          const { nodes } = answer.data.loadBalancers;
          expect(nodes.map(({ vendorId }) => vendorId)).toEqual(
            trueTree(fleet.simulator, account).map((row) => row['vendorId']),
          );
          // A vendor whose load balancers' rows bring all that is below them has no second call to fail.
          if (fleet.calls() === 1) {
            expect(answer.errors).toEqual([]);
            return;
          }
          expectCoded(answer, failures[kind]?.code ?? '');
          const nulls = nodes.flatMap(({ listeners }, at) =>
            nullsOf(listeners, `loadBalancers.nodes.${at}.listeners`),
          );
          expect(answer.errors.map(({ path }) => path?.join('.')).sort()).toEqual([...nulls].sort());
        },
        { limits: limitsUnder(kind) },
      ),
  };
}

/** The paths of the connections that are null. */
function nullsOf(listeners: object | null, path: string): readonly string[] {
  if (listeners === null) return [path];
  const { nodes } = listeners as { nodes: readonly { readonly backends: object | null }[] };
  return nodes.flatMap(({ backends }, at) => (backends === null ? [`${path}.nodes.${at}.backends`] : []));
}

const passing: ConformanceCase = {
  name: 'a fault that passes is no error: the call is made again',
  run: (subject) =>
    withFleet(subject, small, async (fleet) => {
      for (const kind of ['http500', 'reset']) {
        fleet.simulator.setFaults([{ kind, count: 1 }]);
        const { errors } = await fleet.query(
          `{ loadBalancers { nodes { name } totalCount } ${kind}: __typename }`,
        );
        expect(errors).toEqual([]);
        if (kind === 'http500') expect(fleet.calls()).toBe(2);
      }
      expect(await answeredTree(fleet, account)).toEqual(trueTree(fleet.simulator, account));
    }),
};

const clock: ConformanceCase = {
  name: 'a vendor whose clock differs is understood after one call more',
  run: async (subject) => {
    const asked = await withFleet(subject, small, async (fleet) => {
      await answeredTree(fleet, account);
      return new Set(
        fleet.simulator.calls().calls.map(({ action, params }) => JSON.stringify([action, params])),
      ).size;
    });
    for (const ms of [600_000, -600_000]) {
      await withFleet(subject, small, async (fleet) => {
        fleet.simulator.setFaults([{ kind: 'clock', ms }]);
        // One call at first, so that there are no others in flight while the clock is learnt.
        await fleet.query('{ loadBalancers { totalCount } }');
        expect(fleet.calls()).toBeLessThanOrEqual(2);
        expect(await answeredTree(fleet, account)).toEqual(trueTree(fleet.simulator, account));
        expect(fleet.calls()).toBeLessThanOrEqual(asked);
      });
    }
  },
};

function unsound(kind: string, fault: Partial<Fault> = {}): ConformanceCase {
  return {
    name: `${kind}: no error, and no list says that it is whole`,
    run: (subject) =>
      withFleet(subject, small, async (fleet) => {
        fleet.simulator.setFaults([{ kind, ...fault }]);
        const { data, errors } = await fleet.query<Lists>(
          '{ loadBalancers(first: 1000) { totalCount coverage { exact failures { account code } } nodes { vendorId } } }',
        );
        expect(errors).toEqual([]);
        expect(data.loadBalancers).toMatchObject({
          totalCount: null,
          coverage: { exact: false, failures: [] },
        });
        const known = trueTree(fleet.simulator, account).map((row) => row['vendorId']);
        const seen = data.loadBalancers.nodes.map(({ vendorId }) => vendorId);
        expect(seen).toEqual(known.filter((id) => seen.includes(id)));
        expect(seen.length).toBeGreaterThanOrEqual(known.length - 1);
        // What comes short is not asked for again.
        expect(fleet.calls()).toBe(1);
      }),
  };
}

/** Waits until something holds, for five seconds at most. */
async function until(what: string, holds: () => boolean): Promise<void> {
  for (const end = performance.now() + 5000; !holds();) {
    if (performance.now() > end) throw new Error(`it never came that ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** No further call, and none left open. */
async function expectEnded({ simulator }: Fleet): Promise<void> {
  await until('the vendor sees its calls ended', () => simulator.unended() === 0);
  const { total } = simulator.calls();
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(simulator.calls().total).toBe(total);
}

const leaving: ConformanceCase = {
  name: 'a client that leaves takes its calls with it',
  run: (subject) =>
    withFleet(
      subject,
      { ...usual, listeners: 60 },
      async (fleet) => {
        const { simulator } = fleet;
        for (const faults of [[{ kind: 'hang' }], below('hang')]) {
          simulator.setFaults(faults);
          simulator.clearCalls();
          const client = new AbortController();
          const left = fleet.query(twoLevels, {}, client.signal).then(
            () => 'answered',
            () => 'left',
          );
          await Promise.race([left, until('a call hangs', () => simulator.unended() > 0)]);
          client.abort();
          // A vendor that brings everything in one call is done before it can be left.
          if ((await left) === 'answered') return;
          await expectEnded(fleet);
        }
      },
      { limits: limitsUnder('leaving') },
    ),
};

const timedOut: ConformanceCase = {
  name: 'a call that is not answered in time is ended, and not made again',
  run: (subject) =>
    withFleet(
      subject,
      small,
      async (fleet) => {
        fleet.simulator.setFaults([{ kind: 'hang' }]);
        expectCoded(await fleet.query(twoLevels), 'UPSTREAM_TIMEOUT');
        await expectEnded(fleet);
        expect(fleet.calls()).toBe(1);
      },
      { limits: limitsUnder('hang') },
    ),
};

export const failingCases: readonly ConformanceCase[] = [
  ...Object.keys(failures).map(atTheRoot),
  ...['http500', 'auth', 'garbage'].map(nested),
  passing,
  clock,
  unsound('wrong-type'),
  unsound('short-page'),
  unsound('total-mismatch'),
  leaving,
  timedOut,
];

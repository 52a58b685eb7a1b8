import { describe, expect, test } from 'vitest';
import type { SourceReader } from '../../src/inventory/source-reader.js';
import type { Submission } from '../../src/inventory/submission.js';
import type { Demand, PlannedAsk } from '../../src/providers/provider.js';
import { UpstreamRefusal } from '../../src/upstream/client.js';
import {
  createFakeVendor,
  instanceRef,
  instancesSegment,
  listenersSegment,
  loadBalancerRef,
  loadBalancersSegment,
  pek,
  planOne,
  recordDemand,
  rowsDemand,
  shortly,
  type FakeVendor,
  type FakeVendorOptions,
  type VendorAnswer,
} from './fake-vendor.js';
import { createReader } from '../support/reader.js';

const viewer = { accounts: new Set(['acme']) };
const never = new AbortController().signal;
const turn = () => new Promise((resolve) => setImmediate(resolve));

function submission(demand: Demand, signal: AbortSignal = never): Submission {
  return { demand, viewer, freshness: { notBefore: () => 0 }, reader: createReader(), notBefore: 0, signal };
}

function submitAll(reader: SourceReader, demands: readonly Demand[]) {
  return Promise.all(demands.map((demand) => reader.submit(submission(demand))));
}

function asked({ calls }: FakeVendor): readonly string[] {
  return calls.map(shortly);
}

/** A vendor that holds its answers back until it is told to go on. */
function createSlowVendor(options: FakeVendorOptions) {
  const release: (() => void)[] = [];
  const vendor = createFakeVendor({
    ...options,
    answer: async (call, truthful) => {
      await new Promise<void>((resolve) => release.push(resolve));
      return (await options.answer?.(call, truthful)) ?? truthful;
    },
  });
  return { vendor, goOn: () => release.splice(0).forEach((resolve) => resolve()) };
}

function notFound(asOf: number): UpstreamRefusal {
  const failure = {
    code: 'UPSTREAM_REJECTED' as const,
    vendorCode: 2100,
    message: 'no such id',
    vendorRequestId: null,
    retryable: false,
    repeat: 'never',
    retryAfterMs: null,
    notFound: true,
  } as const;
  return new UpstreamRefusal(failure, failure.message, {}, asOf);
}

const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];

describe('look-ups of the same moment', () => {
  test('go out as many to a call as the vendor takes', async () => {
    const vendor = createFakeVendor({ truth: { loadBalancers: letters }, maxSubjects: 3 });
    await submitAll(
      vendor.reader(),
      letters.map((id) => recordDemand(loadBalancerRef(id))),
    );
    expect(asked(vendor)).toEqual([
      'loadBalancersById a,b,c 0+10',
      'loadBalancersById d,e,f 0+10',
      'loadBalancersById g 0+10',
    ]);
  });

  test('go out together only with those of their group', async () => {
    const vendor = createFakeVendor({
      truth: { loadBalancers: letters },
      maxSubjects: 3,
      group: (subject) => (subject < 'c' ? 'early' : 'late'),
    });
    await submitAll(
      vendor.reader(),
      letters.map((id) => recordDemand(loadBalancerRef(id))),
    );
    expect(asked(vendor)).toEqual([
      'loadBalancersById a,b 0+10',
      'loadBalancersById c,d,e 0+10',
      'loadBalancersById f,g 0+10',
    ]);
  });

  test('of two requests are planned together, each id once', async () => {
    const vendor = createFakeVendor({ truth: { loadBalancers: letters } });
    const reader = vendor.reader();
    await Promise.all([
      submitAll(reader, [recordDemand(loadBalancerRef('a')), recordDemand(loadBalancerRef('b'))]),
      submitAll(reader, [recordDemand(loadBalancerRef('b')), recordDemand(loadBalancerRef('c'))]),
    ]);
    expect(asked(vendor)).toEqual(['loadBalancersById a,b,c 0+10']);
  });

  test('never go out with an empty list of ids', async () => {
    const vendor = createFakeVendor();
    await submitAll(vendor.reader(), []);
    await turn();
    expect(asked(vendor)).toEqual([]);
  });
});

describe('what is in flight', () => {
  test('is not asked again: later requests wait for it, and ask for the rest', async () => {
    const { vendor, goOn } = createSlowVendor({ truth: { loadBalancers: letters } });
    const reader = vendor.reader();
    const first = submitAll(reader, [recordDemand(loadBalancerRef('a')), recordDemand(loadBalancerRef('b'))]);
    await turn();
    await turn();
    const second = submitAll(reader, [
      recordDemand(loadBalancerRef('b')),
      recordDemand(loadBalancerRef('c')),
    ]);
    await turn();
    await turn();
    goOn();
    await Promise.all([first, second]);
    expect(asked(vendor)).toEqual(['loadBalancersById a,b 0+10', 'loadBalancersById c 0+10']);
  });

  test('is asked again once it has ended', async () => {
    const vendor = createFakeVendor({ truth: { loadBalancers: letters }, caching: false });
    const reader = vendor.reader();
    await submitAll(reader, [recordDemand(loadBalancerRef('a'))]);
    await submitAll(reader, [recordDemand(loadBalancerRef('a'))]);
    expect(asked(vendor)).toHaveLength(2);
  });

  test('fails for all that wait for it, and is not kept', async () => {
    const fault = new Error('away');
    const vendor = createFakeVendor({
      truth: { loadBalancers: letters },
      answer: () => Promise.reject(fault),
    });
    const reader = vendor.reader();
    const demand = () => recordDemand(loadBalancerRef('a'));
    const outcomes = await Promise.allSettled([
      reader.submit(submission(demand())),
      reader.submit(submission(demand())),
    ]);
    expect(outcomes).toEqual([
      { status: 'rejected', reason: fault },
      { status: 'rejected', reason: fault },
    ]);
    vendor.options.answer = undefined;
    await reader.submit(submission(demand()));
    expect(vendor.store.records(pek, JSON.stringify(['loadBalancer', 'a']))[0]).toMatchObject({
      vendorId: 'a',
    });
  });
});

describe('a total', () => {
  const count: Demand = { type: 'count', segment: loadBalancersSegment() };
  const rows = () => rowsDemand(loadBalancersSegment(), 0, 5);

  test('alone costs the smallest page', async () => {
    const vendor = createFakeVendor({ truth: { loadBalancers: letters } });
    await submitAll(vendor.reader(), [count]);
    expect(asked(vendor)).toEqual(['loadBalancers 0+1']);
    expect(vendor.store.rememberedTotal(pek, loadBalancersSegment())).toBe(7);
  });

  test('comes with a page that is asked for at the same moment, in whatever order', async () => {
    for (const demands of [
      [count, rows()],
      [rows(), count],
    ]) {
      const vendor = createFakeVendor({ truth: { loadBalancers: letters } });
      await submitAll(vendor.reader(), demands);
      expect(asked(vendor)).toEqual(['loadBalancers 0+10']);
    }
  });

  test('comes with a page that is in flight', async () => {
    const { vendor, goOn } = createSlowVendor({ truth: { loadBalancers: letters } });
    const reader = vendor.reader();
    const page = submitAll(reader, [rows()]);
    await turn();
    await turn();
    const total = submitAll(reader, [count]);
    await turn();
    await turn();
    goOn();
    await Promise.all([page, total]);
    expect(asked(vendor)).toEqual(['loadBalancers 0+10']);
  });

  test('does not come with a page of another list', async () => {
    const vendor = createFakeVendor({ truth: { loadBalancers: letters, instances: ['i'] } });
    await submitAll(vendor.reader(), [count, rowsDemand(instancesSegment(), 0, 5)]);
    expect([...asked(vendor)].sort()).toEqual(['instances 0+10', 'loadBalancers 0+1']);
  });
});

describe('a request that leaves', () => {
  test('does not fail the others, whose call goes on', async () => {
    const { vendor, goOn } = createSlowVendor({ truth: { loadBalancers: letters } });
    const reader = vendor.reader();
    const leaving = new AbortController();
    const left = reader.submit(submission(recordDemand(loadBalancerRef('a')), leaving.signal));
    const stays = reader.submit(submission(recordDemand(loadBalancerRef('b'))));
    await turn();
    await turn();
    leaving.abort();
    await expect(left).rejects.toMatchObject({ code: 'REQUEST_TIMEOUT' });
    expect(vendor.calls[0]?.signal.aborted).toBe(false);
    goOn();
    expect(await stays).toHaveLength(1);
    expect(asked(vendor)).toEqual(['loadBalancersById a,b 0+10']);
  });

  test('before its call was made does not fail the others that want the same', async () => {
    const vendor = createFakeVendor({ truth: { loadBalancers: letters } });
    const reader = vendor.reader();
    const leaving = new AbortController();
    const left = reader.submit(submission(recordDemand(loadBalancerRef('a')), leaving.signal));
    const stays = reader.submit(submission(recordDemand(loadBalancerRef('a'))));
    const outcome = expect(left).rejects.toMatchObject({ code: 'REQUEST_TIMEOUT' });
    leaving.abort();
    expect(await stays).toHaveLength(1);
    await outcome;
    expect(asked(vendor)).toEqual(['loadBalancersById a 0+10']);
  });

  test('before its call was made costs none when it was alone', async () => {
    const vendor = createFakeVendor({ truth: { loadBalancers: letters } });
    const left = vendor.reader().submit(submission(recordDemand(loadBalancerRef('a')), AbortSignal.abort()));
    await expect(left).rejects.toMatchObject({ code: 'REQUEST_TIMEOUT' });
    await turn();
    expect(asked(vendor)).toEqual([]);
  });

  test('as the last one stops the call, and the next starts a new one', async () => {
    const { vendor, goOn } = createSlowVendor({ truth: { loadBalancers: letters } });
    const reader = vendor.reader();
    const leaving = new AbortController();
    const left = reader.submit(submission(recordDemand(loadBalancerRef('a')), leaving.signal));
    await turn();
    await turn();
    leaving.abort();
    await expect(left).rejects.toMatchObject({ code: 'REQUEST_TIMEOUT' });
    expect(vendor.calls[0]?.signal.aborted).toBe(true);
    const next = reader.submit(submission(recordDemand(loadBalancerRef('a'))));
    await turn();
    await turn();
    goOn();
    expect(await next).toHaveLength(1);
    expect(vendor.calls.map(({ signal }) => signal.aborted)).toEqual([true, false]);
  });
});

describe('a look-up', () => {
  test('that finds nothing in a whole answer marks the record as missing', async () => {
    const vendor = createFakeVendor({ truth: { loadBalancers: ['a'] } });
    await submitAll(vendor.reader(), [
      recordDemand(loadBalancerRef('a')),
      recordDemand(loadBalancerRef('gone')),
    ]);
    expect(vendor.store.records(pek, JSON.stringify(['loadBalancer', 'gone']))[0]).toEqual({
      kind: 'missing',
      asOf: vendor.clock.now,
    });
  });

  const unsure: readonly (readonly [string, (answer: VendorAnswer) => VendorAnswer])[] = [
    ['a row cannot be read', ({ rows, total }) => ({ rows: [rows[0], 'garbage'], total: (total ?? 0) + 1 })],
    ['fewer rows come than the total promises', ({ rows, total }) => ({ rows, total: (total ?? 0) + 1 })],
  ];
  test.each(unsure)(
    'does not tell missing from failed when %s: its own is found, the other fails',
    async (_, spoil) => {
      const vendor = createFakeVendor({
        truth: { loadBalancers: ['a'] },
        answer: (_call, truthful) => spoil(truthful),
      });
      const reader = vendor.reader();
      const [found, undecided] = await Promise.allSettled([
        reader.submit(submission(recordDemand(loadBalancerRef('a')))),
        reader.submit(submission(recordDemand(loadBalancerRef('b')))),
      ]);
      expect(found.status).toBe('fulfilled');
      expect(undecided).toMatchObject({
        status: 'rejected',
        reason: { code: 'UPSTREAM_INVALID_RESPONSE', details: { account: 'acme', retryable: true } },
      });
      expect(vendor.store.records(pek, JSON.stringify(['loadBalancer', 'b']))[0]).toBeUndefined();
    },
  );

  test('that the vendor refuses for one unknown id is halved until that one is found', async () => {
    const vendor = createFakeVendor({
      truth: { loadBalancers: letters },
      maxSubjects: 10,
      answer: ({ subjects }) => {
        if (subjects.includes('x')) throw notFound(1_000_000);
        return null;
      },
    });
    await submitAll(
      vendor.reader(),
      ['a', 'b', 'x', 'd'].map((id) => recordDemand(loadBalancerRef(id))),
    );
    const kinds = ['a', 'b', 'x', 'd'].map(
      (id) => vendor.store.records(pek, JSON.stringify(['loadBalancer', id]))[0]?.kind,
    );
    expect(kinds).toEqual(['loadBalancer', 'loadBalancer', 'missing', 'loadBalancer']);
    expect([...asked(vendor)].sort()).toEqual(
      ['a,b,x,d', 'a,b', 'x,d', 'x', 'd'].map((ids) => `loadBalancersById ${ids} 0+10`).sort(),
    );
  });

  test('that was halved ends as a whole with the first part that fails', async () => {
    const failure = new Error('connection lost');
    const vendor = createFakeVendor({
      truth: { loadBalancers: letters },
      maxSubjects: 10,
      answer: ({ subjects, signal }) => {
        if (subjects.length > 1) throw notFound(1_000_000);
        if (subjects.includes('a')) throw failure;
        return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('ended'))));
      },
    });
    const outcomes = await Promise.allSettled(
      ['a', 'b', 'c', 'd'].map((id) => vendor.reader().submit(submission(recordDemand(loadBalancerRef(id))))),
    );
    expect(outcomes).toEqual(Array(4).fill({ status: 'rejected', reason: failure }));
    const others = vendor.calls.filter(({ subjects }) => ['b', 'c', 'd'].includes(subjects.join()));
    expect(others.map(({ signal }) => signal.aborted)).toEqual(others.map(() => true));
    expect(others.length).toBeGreaterThan(0);
  });

  test('that the vendor refuses for another reason is not repeated', async () => {
    const refusal = new UpstreamRefusal(
      {
        code: 'UPSTREAM_FORBIDDEN',
        vendorCode: 1400,
        message: 'no',
        vendorRequestId: null,
        retryable: false,
        repeat: 'never',
        retryAfterMs: null,
        notFound: false,
      },
      'no',
      {},
      1,
    );
    const vendor = createFakeVendor({
      truth: { loadBalancers: letters },
      answer: () => Promise.reject(refusal),
    });
    const outcomes = await Promise.allSettled(
      ['a', 'b'].map((id) => vendor.reader().submit(submission(recordDemand(loadBalancerRef(id))))),
    );
    expect(outcomes).toEqual([
      { status: 'rejected', reason: refusal },
      { status: 'rejected', reason: refusal },
    ]);
    expect(asked(vendor)).toHaveLength(1);
  });
});

describe('children', () => {
  test('are found by their parent, not by position, and a parent without any has an empty list', async () => {
    const vendor = createFakeVendor({
      truth: { listeners: { a: ['a1', 'a2'], b: [], c: ['c1'] } },
      answer: (_, { rows, total }) => ({ rows: [...rows].reverse(), total }),
    });
    await submitAll(
      vendor.reader(),
      ['a', 'b', 'c'].map((id) => rowsDemand(listenersSegment(id), 0, 5)),
    );
    expect(asked(vendor)).toEqual(['listenersOf a,b,c 0+10']);
    const keys = ['a', 'b', 'c'].map((id) => vendor.store.pages(pek, listenersSegment(id))[0]?.keys);
    expect(keys).toEqual([
      [JSON.stringify(['listener', 'a', 'a2']), JSON.stringify(['listener', 'a', 'a1'])],
      [],
      [JSON.stringify(['listener', 'c', 'c1'])],
    ]);
  });

  test('over more than a page are read to the end', async () => {
    const many = Array.from({ length: 23 }, (_, index) => `l${index}`);
    const vendor = createFakeVendor({ truth: { listeners: { a: many } } });
    await submitAll(vendor.reader(), [rowsDemand(listenersSegment('a'), 0, 5)]);
    expect(asked(vendor)).toEqual(['listenersOf a 0+10', 'listenersOf a 10+10', 'listenersOf a 20+10']);
    expect(vendor.store.pages(pek, listenersSegment('a'))).toMatchObject([{ total: 23, exact: true }]);
  });
});

describe('a plan', () => {
  test('is made for a viewer only who may see the account', async () => {
    const vendor = createFakeVendor({ truth: { loadBalancers: letters } });
    const blind = {
      ...submission(recordDemand(loadBalancerRef('a'))),
      viewer: { accounts: new Set<string>() },
    };
    await expect(vendor.reader().submit(blind)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(asked(vendor)).toEqual([]);
  });

  test('is made of what all requests demand at the same moment', async () => {
    const seen: number[] = [];
    const vendor = createFakeVendor({
      truth: { loadBalancers: letters, instances: ['i'] },
      plan: (demands, view): readonly PlannedAsk[] => {
        seen.push(demands.length);
        return demands.flatMap((demand) => planOne(demand, view, vendor.provider.forms));
      },
    });
    const reader = vendor.reader();
    await Promise.all([
      submitAll(reader, [recordDemand(loadBalancerRef('a'))]),
      submitAll(reader, [recordDemand(instanceRef('i')), rowsDemand(loadBalancersSegment(), 0, 2)]),
    ]);
    expect(seen).toEqual([3]);
  });

  test('that fails fails the demands it was made for, and no later ones', async () => {
    let failing = true;
    const vendor = createFakeVendor({
      truth: { loadBalancers: letters },
      plan: (demands, view) => {
        if (failing) throw new Error('no plan');
        return demands.flatMap((demand) => planOne(demand, view, vendor.provider.forms));
      },
    });
    const reader = vendor.reader();
    await expect(reader.submit(submission(recordDemand(loadBalancerRef('a'))))).rejects.toThrow('no plan');
    failing = false;
    expect(await reader.submit(submission(recordDemand(loadBalancerRef('a'))))).toHaveLength(1);
  });
});

import { describe, expect, test } from 'vitest';
import type { Shortfall } from '../../src/inventory/shortfall.js';
import { inBothPlaces } from '../../src/inventory/shortfall.js';
import { itemKey } from '../../src/model/record.js';
import { UpstreamRefusal } from '../../src/upstream/client.js';
import {
  createFakeVendor,
  instanceRef,
  pek,
  recordDemand,
  shortly,
  type FakeVendor,
  type FakeVendorOptions,
  type VendorAnswer,
  type VendorCall,
} from './fake-vendor.js';
import { createReader } from '../support/reader.js';

const viewer = { accounts: new Set(['acme']) };
const never = new AbortController().signal;
const turns = async () => {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
};

function createVendor(options: FakeVendorOptions = {}): FakeVendor {
  return createFakeVendor({ elsewhere: true, ...options });
}

/** Looks for instances at the same moment; what became of each. */
function lookFor(vendor: FakeVendor, ids: readonly string[], signal: AbortSignal = never) {
  const reader = vendor.reader();
  return Promise.allSettled(
    ids.map((id) =>
      reader.submit({
        demand: recordDemand(instanceRef(id)),
        viewer,
        freshness: { notBefore: () => 0 },
        reader: createReader(),
        notBefore: 0,
        signal,
      }),
    ),
  );
}

/** What is at hand of some instances: a record, `missing`, or nothing. */
function known(vendor: FakeVendor, ids: readonly string[]) {
  return ids.map((id) => vendor.store.records(pek, itemKey(instanceRef(id)))[0]?.kind);
}

function asked({ calls }: FakeVendor): readonly string[] {
  return calls.map(shortly);
}

const isSecond = ({ form }: VendorCall) => form === 'hiddenInstancesById';

function refusal(notFound: boolean): UpstreamRefusal {
  const failure = {
    code: 'UPSTREAM_REJECTED' as const,
    vendorCode: 1,
    message: 'no',
    vendorRequestId: null,
    retryable: false,
    repeat: 'never',
    retryAfterMs: null,
    notFound,
  } as const;
  return new UpstreamRefusal(failure, failure.message, {}, 1_000_000);
}

const short = ({ rows, total }: VendorAnswer): VendorAnswer => ({ rows, total: (total ?? 0) + 1 });
const withGarbage = ({ rows, total }: VendorAnswer): VendorAnswer => ({
  rows: ['garbage', ...rows],
  total: (total ?? 0) + 1,
});

describe('what a look-up by ids does not find', () => {
  test('is looked for elsewhere, and found there like any other', async () => {
    const vendor = createVendor({ truth: { instances: ['a'], hidden: ['h'] } });
    const outcomes = await lookFor(vendor, ['a', 'h']);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
    expect(known(vendor, ['a', 'h'])).toEqual(['instance', 'instance']);
    expect(asked(vendor)).toEqual(['instancesById a,h 0+10', 'hiddenInstancesById h 0+10']);
  });

  test('costs nothing further where everything is found', async () => {
    const vendor = createVendor({ truth: { instances: ['a', 'b'] } });
    await lookFor(vendor, ['a', 'b']);
    expect(asked(vendor)).toEqual(['instancesById a,b 0+10']);
  });

  test('of several batches goes out together', async () => {
    const vendor = createVendor({ truth: { instances: ['a', 'b', 'd', 'e', 'g'], hidden: ['h1', 'h3'] } });
    await lookFor(vendor, ['a', 'b', 'h1', 'd', 'e', 'gone', 'g', 'h3']);
    expect(asked(vendor)).toEqual([
      'instancesById a,b,h1 0+10',
      'instancesById d,e,gone 0+10',
      'instancesById g,h3 0+10',
      'hiddenInstancesById h1,gone,h3 0+10',
    ]);
    expect(known(vendor, ['h1', 'gone', 'h3'])).toEqual(['instance', 'missing', 'instance']);
  });

  test('goes out as many to a call as the vendor takes', async () => {
    const vendor = createVendor({ truth: { hidden: ['1', '2', '3', '4'] } });
    await lookFor(vendor, ['1', '2', '3', '4']);
    expect(asked(vendor).slice(2)).toEqual(['hiddenInstancesById 1,2,3 0+10', 'hiddenInstancesById 4 0+10']);
    expect(known(vendor, ['1', '2', '3', '4'])).toEqual(Array(4).fill('instance'));
  });

  test('is missing when it is not found there either, as of the older of both calls', async () => {
    const vendor: FakeVendor = createVendor({
      answer: () => {
        vendor.clock.now += 700;
        return null;
      },
    });
    const before = vendor.clock.now;
    await lookFor(vendor, ['gone']);
    expect(vendor.calls).toHaveLength(2);
    expect(vendor.store.records(pek, itemKey(instanceRef('gone')))).toEqual([
      { kind: 'missing', asOf: before },
    ]);
  });

  test('is not looked for again while it is known to be missing, and then in both places', async () => {
    const vendor = createVendor();
    const settle = () => vendor.inventory.settle(vendor.request(), pek, [recordDemand(instanceRef('gone'))]);
    await settle();
    vendor.clock.now += vendor.ttlMs.missing;
    expect(await settle()).toEqual([null]);
    expect(vendor.calls).toHaveLength(2);
    vendor.clock.now += 1;
    vendor.truth.hidden = ['gone'];
    expect(await settle()).toEqual([null]);
    expect(asked(vendor).slice(2)).toEqual(['instancesById gone 0+10', 'hiddenInstancesById gone 0+10']);
    expect(known(vendor, ['gone'])).toEqual(['instance']);
  });

  test('is read anew by each request when nothing is cached', async () => {
    const vendor = createVendor({ caching: false, truth: { hidden: ['h'] } });
    const demands = [recordDemand(instanceRef('h')), recordDemand(instanceRef('gone'))];
    expect(await vendor.inventory.settle(vendor.request(), pek, demands)).toEqual([null, null]);
    vendor.clock.now += 1;
    expect(await vendor.inventory.settle(vendor.request(), pek, demands)).toEqual([null, null]);
    expect(vendor.calls).toHaveLength(4);
  });
});

describe('an answer that comes short', () => {
  test.each([
    ['fewer rows than its total', short],
    ['a row that cannot be read', withGarbage],
  ])(
    'in the first place (%s): what the second one finds is used, the rest stays undecided',
    async (_, spoil) => {
      const vendor = createVendor({
        truth: { instances: ['a'], hidden: ['h'] },
        answer: (call, truthful) => (isSecond(call) ? null : spoil(truthful)),
      });
      const [a, h, gone] = await lookFor(vendor, ['a', 'h', 'gone']);
      expect([a?.status, h?.status]).toEqual(['fulfilled', 'fulfilled']);
      expect(gone).toMatchObject({
        status: 'rejected',
        reason: { code: 'UPSTREAM_INVALID_RESPONSE', details: { account: 'acme', retryable: true } },
      });
      expect(known(vendor, ['a', 'h', 'gone'])).toEqual(['instance', 'instance', undefined]);
      expect(asked(vendor)).toEqual(['instancesById a,h,gone 0+10', 'hiddenInstancesById h,gone 0+10']);
    },
  );

  test('in the second place leaves undecided what came from neither', async () => {
    const vendor = createVendor({
      truth: { instances: ['a'], hidden: ['h'] },
      answer: (call, truthful) => (isSecond(call) ? short(truthful) : null),
    });
    const [a, h, gone] = await lookFor(vendor, ['a', 'h', 'gone']);
    expect([a?.status, h?.status]).toEqual(['fulfilled', 'fulfilled']);
    expect(gone).toMatchObject({ status: 'rejected', reason: { code: 'UPSTREAM_INVALID_RESPONSE' } });
    expect(known(vendor, ['gone'])).toEqual([undefined]);
  });
});

describe('a call that fails', () => {
  test('in the second place fails what was not found, and leaves what was', async () => {
    const failure = refusal(false);
    const vendor = createVendor({
      truth: { instances: ['a', 'b'], hidden: ['h'] },
      answer: (call) => (isSecond(call) ? Promise.reject(failure) : null),
    });
    const outcomes = await lookFor(vendor, ['a', 'h', 'gone', 'b']);
    const found = { status: 'fulfilled' };
    const failed = { status: 'rejected', reason: failure };
    expect(outcomes).toMatchObject([found, failed, failed, found]);
    expect(known(vendor, ['a', 'h', 'gone', 'b'])).toEqual(['instance', undefined, undefined, 'instance']);
  });

  test('in the first place fails its own batch alone: what others did not find is still looked for', async () => {
    const failure = refusal(false);
    const vendor = createVendor({
      truth: { instances: ['a'], hidden: ['h', 'd'] },
      answer: ({ subjects, ...call }) =>
        !isSecond({ subjects, ...call }) && subjects.includes('d') ? Promise.reject(failure) : null,
    });
    const outcomes = await lookFor(vendor, ['a', 'h', 'gone', 'd']);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected']);
    expect(outcomes[3]).toEqual({ status: 'rejected', reason: failure });
    expect(asked(vendor).at(-1)).toBe('hiddenInstancesById h,gone 0+10');
    expect(known(vendor, ['h', 'gone', 'd'])).toEqual(['instance', 'missing', undefined]);
  });
});

describe('a vendor that refuses a whole batch for one unknown id', () => {
  test('is asked elsewhere once for all that was refused alone', async () => {
    const vendor = createVendor({
      truth: { instances: ['a', 'b'], hidden: ['h'] },
      answer: (call) => {
        if (!isSecond(call) && call.subjects.some((id) => !['a', 'b'].includes(id))) throw refusal(true);
        return null;
      },
    });
    await lookFor(vendor, ['a', 'h', 'gone']);
    expect(asked(vendor).filter((call) => call.startsWith('hidden'))).toEqual([
      'hiddenInstancesById h,gone 0+10',
    ]);
    expect(known(vendor, ['a', 'h', 'gone'])).toEqual(['instance', 'instance', 'missing']);
  });

  test('there too: the batch is halved', async () => {
    const vendor = createVendor({
      truth: { hidden: ['h'] },
      answer: (call) => {
        if (isSecond(call) && call.subjects.includes('gone')) throw refusal(true);
        return null;
      },
    });
    await lookFor(vendor, ['h', 'gone']);
    expect(known(vendor, ['h', 'gone'])).toEqual(['instance', 'missing']);
  });
});

/** Holds every answer back until it is let go. */
function createSlowVendor(options: FakeVendorOptions) {
  const held: { readonly call: VendorCall; readonly letGo: () => void }[] = [];
  const vendor = createVendor({
    ...options,
    answer: async (call) => {
      await new Promise<void>((resolve, reject) => {
        held.push({ call, letGo: resolve });
        call.signal.addEventListener('abort', () => reject(new Error('aborted')));
      });
      return null;
    },
  });
  return {
    vendor,
    letGo: async (text: string) => {
      await turns();
      for (const { call, letGo } of held) if (shortly(call) === text) letGo();
      await turns();
    },
  };
}

describe('requests that share a second look', () => {
  test('join what somebody looks for elsewhere already', async () => {
    const { vendor, letGo } = createSlowVendor({ truth: { hidden: ['h', 'k'] } });
    const first = lookFor(vendor, ['h']);
    await letGo('instancesById h 0+10');
    const second = lookFor(vendor, ['h', 'k']);
    await letGo('instancesById k 0+10');
    await letGo('hiddenInstancesById h 0+10');
    await letGo('hiddenInstancesById k 0+10');
    for (const { status } of [...(await first), ...(await second)]) expect(status).toBe('fulfilled');
    expect(asked(vendor)).toEqual([
      'instancesById h 0+10',
      'hiddenInstancesById h 0+10',
      'instancesById k 0+10',
      'hiddenInstancesById k 0+10',
    ]);
  });

  test('do not look for what only one wanted that has left meanwhile', async () => {
    const { vendor, letGo } = createSlowVendor({ truth: { instances: ['a', 'b'], hidden: ['h', 'k'] } });
    const leaving = new AbortController();
    const left = lookFor(vendor, ['a', 'b', 'h'], leaving.signal);
    const stays = lookFor(vendor, ['k']);
    await letGo('instancesById a,b,h 0+10');
    leaving.abort();
    for (const outcome of (await left).slice(2)) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'REQUEST_TIMEOUT' } });
    }
    await letGo('instancesById k 0+10');
    await letGo('hiddenInstancesById k 0+10');
    expect((await stays)[0]?.status).toBe('fulfilled');
    expect(asked(vendor).at(-1)).toBe('hiddenInstancesById k 0+10');
  });

  test('join one that goes on for others when who began it has left', async () => {
    const { vendor, letGo } = createSlowVendor({ truth: { instances: ['a', 'b'], hidden: ['h', 'k'] } });
    const leaving = new AbortController();
    const left = lookFor(vendor, ['a', 'b', 'h'], leaving.signal);
    const stays = lookFor(vendor, ['k']);
    await letGo('instancesById a,b,h 0+10');
    await letGo('instancesById k 0+10');
    leaving.abort();
    await left;
    const later = lookFor(vendor, ['h']);
    await letGo('instancesById h 0+10');
    await letGo('hiddenInstancesById h,k 0+10');
    for (const { status } of [...(await stays), ...(await later)]) expect(status).toBe('fulfilled');
    expect(asked(vendor)).toEqual([
      'instancesById a,b,h 0+10',
      'instancesById k 0+10',
      'hiddenInstancesById h,k 0+10',
      'instancesById h 0+10',
    ]);
  });

  test('stop the second look when the last of them has left', async () => {
    const { vendor, letGo } = createSlowVendor({ truth: { hidden: ['h'] } });
    const leaving = new AbortController();
    const left = lookFor(vendor, ['h'], leaving.signal);
    await letGo('instancesById h 0+10');
    expect(vendor.calls.map(({ signal }) => signal.aborted)).toEqual([false, false]);
    leaving.abort();
    expect(await left).toMatchObject([{ status: 'rejected', reason: { code: 'REQUEST_TIMEOUT' } }]);
    await turns();
    expect(vendor.calls[1]?.signal.aborted).toBe(true);
  });
});

describe('the outcome of both looks', () => {
  const absent = (asOf: number): Shortfall => ({ type: 'absent', asOf });
  const untold: Shortfall = { type: 'untold' };
  const failed: Shortfall = { type: 'failed', error: new Error('no') };
  test.each<[Shortfall, Shortfall, Shortfall]>([
    [absent(1), absent(2), absent(1)],
    [absent(2), absent(1), absent(1)],
    [untold, absent(2), untold],
    [absent(1), untold, untold],
    [untold, untold, untold],
    [absent(1), failed, failed],
    [untold, failed, failed],
  ])('%j, then %j: %j', (first, second, both) => {
    expect(inBothPlaces(first, second)).toEqual(both);
  });
});

import { describe, expect, test } from 'vitest';
import type { Demand } from '../../src/providers/provider.js';
import type { Reader } from '../../src/upstream/reader.js';
import { createReader } from '../support/reader.js';
import {
  createFakeVendor,
  instanceRef,
  instancesSegment,
  recordDemand,
  rowsDemand,
  shortly,
  type FakeVendor,
  type FakeVendorOptions,
} from './fake-vendor.js';

const truth = { instances: ['a', 'b', 'c', 'd'] };
const never = new AbortController().signal;
const turns = async () => {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
};

function submit(vendor: FakeVendor, reader: Reader, demand: Demand): Promise<readonly string[]> {
  const viewer = { accounts: new Set(['acme']) };
  return vendor
    .reader()
    .submit({ demand, viewer, freshness: { notBefore: () => 0 }, reader, notBefore: 0, signal: never });
}

const instance = (id: string) => recordDemand(instanceRef(id));
const asked = ({ calls }: FakeVendor) => calls.map(shortly);
const budgetError = (limit: number, actual: number) => ({
  code: 'UPSTREAM_BUDGET_EXCEEDED',
  details: {
    account: 'acme',
    provider: 'FAKE',
    region: 'pek',
    action: null,
    retryable: false,
    limit,
    actual,
  },
});

/** What becomes of some demands of one request, made at the same moment. */
async function outcomes(options: FakeVendorOptions, limit: number, demands: readonly Demand[]) {
  const vendor = createFakeVendor({ truth, ...options });
  const reader = createReader('one', limit);
  const results = await Promise.allSettled(demands.map((demand) => submit(vendor, reader, demand)));
  return { vendor, results, statuses: new Set(results.map(({ status }) => status)) };
}

describe('a level of one request', () => {
  const batches = { maxSubjects: 2 };
  const three = ['a', 'b', 'c'].map(instance);

  test('goes out where the budget has room for all of its calls', async () => {
    const { vendor, statuses } = await outcomes(batches, 2, three);
    expect([...statuses]).toEqual(['fulfilled']);
    expect(asked(vendor)).toHaveLength(2);
  });

  test('fails whole where there is room for some of them only', async () => {
    const { vendor, results } = await outcomes(batches, 1, three);
    expect(results).toMatchObject(three.map(() => ({ status: 'rejected', reason: budgetError(1, 2) })));
    expect(asked(vendor)).toEqual([]);
  });

  test('counts a total with a page of the same list as one', async () => {
    const list = instancesSegment();
    const both: readonly Demand[] = [{ type: 'count', segment: list }, rowsDemand(list, 0, 5)];
    const { vendor, statuses } = await outcomes({}, 1, both);
    expect([...statuses]).toEqual(['fulfilled']);
    expect(asked(vendor)).toHaveLength(1);
  });

  test('counts what is still on its way for the request elsewhere', async () => {
    let goOn: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (goOn = resolve));
    const vendor = createFakeVendor({ truth, answer: () => held.then(() => null) });
    const reader = createReader('one', 2);
    // One is being made in another source.
    const free = reader.calls.reserve({ account: 'other', region: null }, 1);
    const first = submit(vendor, reader, instance('a'));
    await turns();
    await expect(submit(vendor, reader, instance('b'))).rejects.toMatchObject(budgetError(2, 3));
    free();
    const second = submit(vendor, reader, instance('b'));
    await turns();
    goOn();
    await Promise.all([first, second]);
    await turns();
    expect(asked(vendor)).toEqual(['instancesById a 0+10', 'instancesById b 0+10']);
    // What has ended is set aside no longer.
    expect(reader.calls.reserved()).toBe(0);
  });
});

describe('requests of one moment', () => {
  test.each([
    ['before', ['poor', 'rich']],
    ['after', ['rich', 'poor']],
  ])('one without budget joins what another starts, asked %s it', async (_, names) => {
    const vendor = createFakeVendor({ truth });
    const readers = names.map((name) => createReader(name, name === 'poor' ? 0 : 1));
    await Promise.all(readers.map((reader) => submit(vendor, reader, instance('a'))));
    expect(asked(vendor)).toEqual(['instancesById a 0+10']);
    expect(vendor.calls[0]?.readers.toSorted()).toEqual(['poor', 'rich']);
  });

  test('one that is refused does not touch what the others demand, nor how it is planned', async () => {
    const vendor = createFakeVendor({
      truth,
      plan: (demands) =>
        demands.map((demand) => {
          const id = demand.type === 'record' ? (demand.ref.vendorId ?? '') : '';
          return demands.length > 1
            ? {
                ask: { type: 'page', form: 'instances', subject: null, page: { offset: 0, limit: 10 } },
                demand,
              }
            : { ask: { type: 'subjects', form: 'instancesById', subject: id }, demand };
        }),
    });
    const refused = expect(submit(vendor, createReader('poor', 0), instance('a'))).rejects.toMatchObject(
      budgetError(0, 1),
    );
    await submit(vendor, createReader('rich', 1), instance('b'));
    await refused;
    expect(asked(vendor)).toEqual(['instancesById b 0+10']);
  });
});

test('a second look is made for those whose first one did not find everything', async () => {
  const hidden = { instances: ['a'], hidden: ['h'] };
  const vendor = createFakeVendor({ truth: hidden, elsewhere: true, maxSubjects: 1 });
  await Promise.all([
    submit(vendor, createReader('finds'), instance('a')),
    submit(vendor, createReader('looks'), instance('h')),
  ]);
  const readersOf = (form: string, id: string) =>
    vendor.calls.find((call) => call.form === form && call.subjects.includes(id))?.readers;
  expect(readersOf('instancesById', 'a')).toEqual(['finds']);
  expect(readersOf('hiddenInstancesById', 'h')).toEqual(['looks']);
});

import { expect, test } from 'vitest';
import { createIngest } from '../../src/inventory/ingest.js';
import { createRecordStore } from '../../src/inventory/record-store.js';
import type { Harvest } from '../../src/providers/provider.js';
import { createFakeVendor, listenersSegment, backendsSegment, pek } from './fake-vendor.js';

const asOf = 1000;
const { forms } = createFakeVendor().provider;

/** A listener of load balancer `lb` that tells of the list of its backends. */
function listener(id: string, lists: Harvest['lists'] = []): Harvest {
  const row = { kind: 'listener', path: ['lb', id] };
  const read = forms['listenersOf']?.decode(row, { source: pek, asOf, subjects: ['lb'] });
  if (read === undefined || typeof read === 'string') throw new Error('no listener');
  return { ...read, lists };
}

test('a list that a row tells of itself stays as told; one that was asked for and no row tells of is empty', () => {
  const store = createRecordStore(1);
  const half = { segment: backendsSegment('lb', 'a'), items: [], exact: false };
  const harvests = [listener('a', [half]), listener('b')];
  const result = { asOf, harvests, total: 2, isTold: true, readings: [], rows: 2, malformed: 0, changed: 0 };
  const asked = ['a', 'gone'].map((id) => backendsSegment('lb', id));
  createIngest(store, pek).children([result], [listenersSegment('lb'), ...asked], false);
  const [ofA, ofGone] = asked.map((segment) => store.pages(pek, segment)[0]);
  expect(store.pages(pek, listenersSegment('lb'))[0]).toMatchObject({ total: 2, exact: true });
  expect(ofA).toMatchObject({ keys: [], exact: false });
  expect(ofGone).toMatchObject({ keys: [], exact: true });
  expect(store.pages(pek, backendsSegment('lb', 'b'))).toEqual([]);
});

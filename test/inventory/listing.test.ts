import { describe, expect, test } from 'vitest';
import { listingOf } from '../../src/inventory/listing.js';
import { createRecordStore } from '../../src/inventory/record-store.js';
import { toWholePage } from '../../src/inventory/segment-pages.js';
import type { Segment } from '../../src/model/list.js';
import { itemKey, type ItemRef } from '../../src/model/record.js';
import { backendsSegment, createFakeVendor, listenerRef, listenersSegment, pek } from './fake-vendor.js';

const { provider } = createFakeVendor();
const target = { type: 'IpTarget', id: '10.0.0.1' } as const;
const backend: ItemRef = {
  ...{ kind: 'backend', source: pek, loadBalancerId: 'lb', listenerId: 'a', ruleId: null },
  ...{ target, port: 80, vendorId: null },
};

/** What is told of the backend by lists that were read at times of their own. */
function toldBy(...lists: readonly Told[]) {
  return told(backend, lists);
}

type Told = readonly [Segment, readonly ItemRef[], number, boolean?];

function told(ref: ItemRef, lists: readonly Told[]) {
  const store = createRecordStore(1);
  for (const [segment, items, asOf, exact = true] of lists) {
    store.putPage(pek, segment, toWholePage(items.map(itemKey), { exact, isTold: true, asOf, readings: [] }));
  }
  return listingOf({ source: pek, provider, store }, ref, 10);
}

const own = backendsSegment('lb', 'a');
const listeners = listenersSegment('lb');

describe('what lists tell of a backend', () => {
  test.each([
    ['nothing, when none was read', toldBy(), { type: 'unread' }],
    ['that it is absent, by its own', toldBy([own, [], 12]), { type: 'absent', asOf: 12 }],
    ['nothing, by one that is too old', toldBy([own, [], 9]), { type: 'unread' }],
    ['that it may be a row that is missing', toldBy([own, [], 12, false]), { type: 'untold', asOf: 12 }],
    ['that it is absent with its listener', toldBy([listeners, [], 13]), { type: 'absent', asOf: 13 }],
    [
      'that its listener may be a row that is missing',
      toldBy([listeners, [], 13, false]),
      { type: 'untold', asOf: 13 },
    ],
    [
      'nothing, where its listener stands',
      toldBy([listeners, [listenerRef('lb', 'a')], 13]),
      { type: 'unread' },
    ],
    [
      'what its own tells first',
      toldBy([own, [], 12], [listeners, [listenerRef('lb', 'a')], 13]),
      { type: 'absent', asOf: 12 },
    ],
  ])('%s', (_, listing, expected) => {
    expect(listing).toEqual(expected);
  });
});

describe('what lists tell of a backend that is bound at the load balancer itself', () => {
  const bound: ItemRef = { ...backend, listenerId: null };
  const listener = listenerRef('lb', 'a');

  test.each([
    ['nothing, when it has no listeners', told(bound, [[listeners, [], 13]]), { type: 'unread' }],
    [
      'nothing, when all listeners could be read',
      told(bound, [[listeners, [listener], 13]]),
      { type: 'unread' },
    ],
    [
      'that there may be a listener which could not be read',
      told(bound, [[listeners, [], 13, false]]),
      { type: 'untold', asOf: 13 },
    ],
  ])('%s', (_, listing, expected) => {
    expect(listing).toEqual(expected);
  });
});

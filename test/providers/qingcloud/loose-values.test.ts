import { describe, expect, test } from 'vitest';
import { listenerSubject } from '../../../src/providers/qingcloud/wire.js';
import { harvestOf, type FormName } from './asking.js';
import {
  instance,
  instanceBackend,
  listenerWithBackends,
  liveInstance,
  liveListener,
  loadBalancer,
  routerBackend,
} from './sheet-rows.js';

/** Null, "" and absent are used interchangeably, and numbers come in strings: no row is lost by that, and none reads otherwise. */

type Row = Readonly<Record<string, unknown>>;

const router = {
  router_id: 'rtr-b0u6sdj6',
  router_name: 'demo',
  description: null,
  router_type: 1,
  status: 'active',
};

const cases: readonly (readonly [string, FormName, Row, readonly string[], readonly string[]])[] = [
  ['load balancer', 'loadBalancers', loadBalancer, [], ['loadbalancer_id']],
  ['listener', 'listenersOf', listenerWithBackends, ['lb-bnq972ht'], ['loadbalancer_listener_id']],
  ['live listener', 'listenersOf', liveListener, ['lb-hmaw5591'], ['loadbalancer_listener_id']],
  [
    'backend',
    'backendsOf',
    { ...instanceBackend, status: 'up', disabled: 0 },
    [listenerSubject('lb-1234abcd', 'lbl-8y72dig0')],
    ['loadbalancer_backend_id'],
  ],
  [
    'router backend',
    'backendsOf',
    routerBackend,
    [listenerSubject('lb-1234abcd', 'lbl-8y72dig0')],
    ['loadbalancer_backend_id'],
  ],
  ['instance', 'instances', instance, [], ['instance_id']],
  ['live instance', 'instances', liveInstance, [], ['instance_id']],
  ['router', 'routersById', router, ['rtr-b0u6sdj6'], ['router_id']],
];

const isScalar = (value: unknown) => typeof value !== 'object' || value === null;

/** A decoded row without the vendor's own fields, which are passed on as they come. */
function modelOf(form: FormName, row: Row, subjects: readonly string[]): Row {
  return { ...harvestOf(form, row, subjects).item, vendorFields: null };
}

describe.each(cases)('a %s', (_, form, row, subjects, ids) => {
  const scalars = Object.keys(row).filter((name) => isScalar(row[name]) && !ids.includes(name));
  const objects = Object.keys(row).filter((name) => !isScalar(row[name]));

  test.each(scalars)('reads the same with %s null, empty or absent', (name) => {
    const { [name]: _left, ...absent } = row;
    const expected = modelOf(form, absent, subjects);
    expect(modelOf(form, { ...row, [name]: null }, subjects)).toEqual(expected);
    expect(modelOf(form, { ...row, [name]: '' }, subjects)).toEqual(expected);
  });

  if (objects.length > 0) {
    test.each(objects)('reads the same with %s null or absent', (name) => {
      const { [name]: _left, ...absent } = row;
      expect(modelOf(form, { ...row, [name]: null }, subjects)).toEqual(modelOf(form, absent, subjects));
    });
  }

  test('reads the same with all its numbers in strings', () => {
    const inStrings = Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, typeof value === 'number' ? String(value) : value]),
    );
    expect(modelOf(form, inStrings, subjects)).toEqual(modelOf(form, row, subjects));
  });
});

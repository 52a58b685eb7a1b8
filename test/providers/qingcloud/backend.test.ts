import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { backendSubject, toBackendRef } from '../../../src/providers/qingcloud/backend.js';
import { toAnswer } from '../../../src/providers/qingcloud/envelope.js';
import { listenerSubject } from '../../../src/providers/qingcloud/wire.js';
import type { BackendRef } from '../../../src/model/backend.js';
import { healthKeyOf } from '../../../src/model/record.js';
import { asOf, callOf, decodeBy, harvestOf, source } from './asking.js';
import { instanceBackend, routerBackend } from './sheet-rows.js';

const subject = listenerSubject('lb-1234abcd', 'lbl-8y72dig0');
const segment = {
  of: {
    list: 'backends',
    source,
    loadBalancerId: 'lb-1234abcd',
    listenerId: 'lbl-8y72dig0',
    ruleId: null,
  },
  segment: '',
};
const ref: BackendRef = {
  source,
  loadBalancerId: 'lb-1234abcd',
  listenerId: 'lbl-8y72dig0',
  ruleId: null,
  target: { type: 'Instance', kind: 'VIRTUAL_MACHINE', id: 'i-q9k5xmsl' },
  port: 80,
  vendorId: 'lbb-zkwqbfu9',
};

function backendOf(fields: object) {
  return harvestOf('backendsOf', { ...instanceBackend, ...fields }, [subject]).item;
}

describe('a backend', () => {
  test("is read from the sheet's row, its health unknown", () => {
    expect(harvestOf('backendsOf', instanceBackend, [subject])).toEqual({
      item: {
        kind: 'backend',
        ...ref,
        asOf,
        name: null,
        weight: 1,
        status: 'UNKNOWN',
        vendorStatus: null,
        addresses: null,
        createdAt: '2013-10-09T08:14:39.000Z',
        vendorFields: {},
        carried: {},
      },
      parent: segment,
      records: [
        { kind: 'health', source, asOf, of: healthKeyOf(ref), health: 'UNKNOWN', vendorHealth: null },
      ],
    });
  });

  test("is read from the vendor page's own example: an instance and a router", () => {
    const page: unknown = JSON.parse(readFileSync('test/fixtures/pages/qingcloud.json', 'utf8'));
    const body = JSON.stringify((page as { response: unknown }).response);
    const answer = toAnswer(callOf('backendsOfLoadBalancer', ['lb-1234abcd']), {
      status: 200,
      headers: {},
      body,
    });
    if (!answer.ok) throw new Error('the example counts as a failure');
    expect(answer.total).toBe(2);
    const harvests = answer.rows.map((row) => harvestOf('backendsOfLoadBalancer', row, ['lb-1234abcd']));
    expect(harvests.map(({ item }) => item)).toMatchObject([
      { target: { type: 'Instance', kind: 'VIRTUAL_MACHINE', id: 'i-q9k5xmsl' }, port: 80, weight: 1 },
      { target: { type: 'Router', id: 'rtr-auehirx5' }, port: 8081, weight: 1 },
    ]);
    expect(harvests.map(({ parent }) => parent)).toEqual([segment, segment]);
    expect(harvests.flatMap(({ records }) => records)).toMatchObject([
      { kind: 'health', health: 'UNKNOWN', vendorHealth: null },
      { kind: 'health', health: 'UNKNOWN', vendorHealth: null },
    ]);
  });

  test.each([
    ['i-q9k5xmsl', { type: 'Instance', kind: 'VIRTUAL_MACHINE', id: 'i-q9k5xmsl' }, null],
    ['rtr-auehirx5', { type: 'Router', id: 'rtr-auehirx5' }, null],
    ['10.140.3.7', { type: 'IpTarget', id: '10.140.3.7' }, ['10.140.3.7']],
    ['fd00::7', { type: 'IpTarget', id: 'fd00::7' }, ['fd00::7']],
    ['vnic-1', { type: 'UnknownTarget', id: 'vnic-1' }, null],
    [null, { type: 'UnknownTarget', id: '' }, null],
  ])('on resource_id %s has its target', (resource_id, target, addresses) => {
    expect(backendOf({ resource_id })).toMatchObject({ target, addresses });
  });

  test.each([
    ['up', 'UP', 'up'],
    ['down', 'DOWN', 'down'],
    ['abnormal', 'ABNORMAL', 'abnormal'],
    ['UP', 'UP', 'UP'],
    ['probing', 'UNKNOWN', 'probing'],
    ['', 'UNKNOWN', null],
    [null, 'UNKNOWN', null],
  ])('with status %s is of health %s', (status, health, vendorHealth) => {
    const { records } = harvestOf('backendsOf', { ...instanceBackend, status }, [subject]);
    expect(records).toMatchObject([{ kind: 'health', health, vendorHealth }]);
  });

  test.each([
    [0, 'ACTIVE', '0'],
    [1, 'DISABLED', '1'],
    ['1', 'DISABLED', '1'],
    [5, 'UNKNOWN', '5'],
    [undefined, 'UNKNOWN', null],
  ])('with disabled %s is %s', (disabled, status, vendorStatus) => {
    expect(backendOf({ disabled })).toMatchObject({ status, vendorStatus });
  });

  test.each([
    ['numbers in strings', { port: '8080', weight: '5' }, { port: 8080, weight: 5 }],
    [
      'empty values',
      { port: '', weight: '', create_time: '' },
      { port: null, weight: null, createdAt: null },
    ],
    [
      'absent ones',
      { port: undefined, weight: undefined, create_time: undefined },
      { port: null, weight: null, createdAt: null },
    ],
    ['a port that is none', { port: 65_536 }, { port: null }],
    ['a port that is text', { port: 'http' }, { port: null }],
    ['an address that not every call gives', { private_ip: '10.0.0.9' }, { addresses: null, carried: {} }],
    ['a name', { loadbalancer_backend_name: 'web' }, { name: 'web' }],
    ['an empty name', { loadbalancer_backend_name: '' }, { name: null }],
    [
      'vendor fields',
      { disabled: 0, loadbalancer_policy_id: '', nic_id: 'x', owner: 'usr-1' },
      { vendorFields: { disabled: 0, loadbalancer_policy_id: '' } },
    ],
  ])('is read with %s', (_, fields, expected) => {
    expect(backendOf(fields)).toMatchObject(expected);
  });

  test.each([
    ['no id', { loadbalancer_backend_id: null }],
    ['a weight that is text', { weight: 'heavy' }],
    ['an object for its target', { resource_id: {} }],
    ['a list for its status', { status: ['up'] }],
    ['a number for a parent', { loadbalancer_listener_id: 4 }],
  ])('is malformed with %s', (_, fields) => {
    expect(decodeBy('backendsOf', { ...instanceBackend, ...fields }, [subject])).toBe('malformed');
  });
});

describe("a backend's parents", () => {
  test.each<[string, Parameters<typeof decodeBy>[0], string[], object, 'foreign' | 'malformed']>([
    ['another listener', 'backendsOf', [subject], { loadbalancer_listener_id: 'lbl-x' }, 'foreign'],
    ['another load balancer', 'backendsOf', [subject], { loadbalancer_id: 'lb-x' }, 'foreign'],
    [
      'another load balancer',
      'backendsOfLoadBalancer',
      ['lb-1234abcd'],
      { loadbalancer_id: 'lb-x' },
      'foreign',
    ],
    ['no listener', 'backendsOfLoadBalancer', ['lb-1234abcd'], { loadbalancer_listener_id: '' }, 'malformed'],
    ['no listener', 'allBackends', [], { loadbalancer_listener_id: null }, 'malformed'],
    ['no load balancer', 'allBackends', [], { loadbalancer_id: undefined }, 'malformed'],
  ])('%s, by %s', (_, form, subjects, fields, outcome) => {
    expect(decodeBy(form, { ...instanceBackend, ...fields }, subjects)).toBe(outcome);
  });

  test('that the call names need not stand in the row', () => {
    const orphan = { loadbalancer_id: null, loadbalancer_listener_id: '' };
    expect(backendOf(orphan)).toMatchObject({ loadBalancerId: 'lb-1234abcd', listenerId: 'lbl-8y72dig0' });
  });

  test('are any in a scan', () => {
    expect(harvestOf('allBackends', routerBackend).parent).toEqual(segment);
  });
});

describe('a backend by id', () => {
  const asked = backendSubject(ref) ?? '';

  test('has its whole identity in its subject', () => {
    expect(toBackendRef(asked, source)).toEqual(ref);
    const router: BackendRef = { ...ref, target: { type: 'Router', id: 'rtr-1' }, port: null };
    expect(toBackendRef(backendSubject(router) ?? '', source)).toEqual(router);
  });

  test('has no subject without a listener or an id', () => {
    expect(backendSubject({ ...ref, listenerId: null })).toBeNull();
    expect(backendSubject({ ...ref, vendorId: null })).toBeNull();
  });

  test('is found, with its health', () => {
    const row = { ...instanceBackend, status: 'up' };
    const { item, records } = harvestOf('backendsById', row, [asked]);
    expect(item).toMatchObject(ref);
    expect(records).toMatchObject([{ kind: 'health', of: healthKeyOf(ref), health: 'UP' }]);
  });

  test.each([
    ['it was not asked for', routerBackend, 'foreign'],
    ['it moved to another listener', { ...instanceBackend, loadbalancer_listener_id: 'lbl-x' }, 'changed'],
  ])('is dropped when %s', (_, row, why) => {
    expect(decodeBy('backendsById', row, [asked])).toBe(why);
  });
});

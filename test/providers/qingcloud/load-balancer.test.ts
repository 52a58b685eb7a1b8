import { describe, expect, test } from 'vitest';
import { asOf, decodeBy, harvestOf, source } from './asking.js';
import { listenerInLoadBalancer, loadBalancer } from './sheet-rows.js';

describe('a load balancer', () => {
  test("is read from the sheet's row", () => {
    expect(harvestOf('loadBalancers', loadBalancer).item).toEqual({
      kind: 'loadBalancer',
      source,
      asOf,
      vendorId: 'lb-1234abcd',
      zone: null,
      name: null,
      status: 'ACTIVE',
      vendorStatus: 'active',
      scheme: 'PUBLIC',
      addresses: ['139.198.11.67'],
      domain: null,
      networkId: 'vxnet-0',
      createdAt: '2013-09-24T15:41:49.000Z',
      tags: null,
      vendorFields: {
        description: null,
        transition_status: '',
        is_applied: 0,
        private_ips: ['198.19.0.100'],
        loadbalancer_type: 0,
        security_group_id: '',
        status_time: '2013-09-24T15:41:49Z',
      },
    });
  });

  test.each([
    ['pending', 'CREATING'],
    ['active', 'ACTIVE'],
    ['stopped', 'STOPPED'],
    ['suspended', 'SUSPENDED'],
    ['deleted', 'DELETED'],
    ['ceased', 'DELETED'],
    ['ACTIVE', 'ACTIVE'],
    ['hibernating', 'UNKNOWN'],
    ['', 'UNKNOWN'],
    [null, 'UNKNOWN'],
    [undefined, 'UNKNOWN'],
  ])('with status %s is %s', (vendorStatus, status) => {
    expect(harvestOf('loadBalancers', { ...loadBalancer, status: vendorStatus }).item).toMatchObject({
      status,
      vendorStatus: vendorStatus === '' || vendorStatus === undefined ? null : vendorStatus,
    });
  });

  const eip = { eip_id: 'eip-1', eip_name: 'ip', eip_addr: '121.201.5.5' };
  const noEip = { eip_id: null, eip_name: '', eip_addr: '' };
  test.each([
    ['an eip', { eips: [eip], cluster: [] }, 'PUBLIC', ['121.201.5.5']],
    ['the same eip in both places', { eips: [eip], cluster: [eip] }, 'PUBLIC', ['121.201.5.5']],
    [
      'an eip and a vxnet address',
      { eips: [eip], cluster: [], vxnet: { private_ip: '10.0.0.2' } },
      'PUBLIC',
      ['121.201.5.5', '10.0.0.2'],
    ],
    [
      'a vxnet address alone',
      { cluster: [noEip], vxnet: { private_ip: '10.0.0.2' } },
      'PRIVATE',
      ['10.0.0.2'],
    ],
    ['own nodes alone', { cluster: [noEip] }, 'UNKNOWN', []],
    ['nothing', { eips: null, cluster: undefined, vxnet: '' }, 'UNKNOWN', []],
    ['a vxnet without a valid address', { cluster: [], vxnet: { private_ip: 'soon' } }, 'UNKNOWN', []],
  ])('with %s has its scheme and addresses', (_, fields, scheme, addresses) => {
    expect(harvestOf('loadBalancers', { ...loadBalancer, ...fields }).item).toMatchObject({
      scheme,
      addresses,
    });
  });

  test('is read from its id alone', () => {
    const { item, lists } = harvestOf('loadBalancers', { loadbalancer_id: 'lb-1' });
    expect(item).toMatchObject({
      name: null,
      status: 'UNKNOWN',
      networkId: null,
      createdAt: null,
      vendorFields: {},
    });
    expect(lists).toBeUndefined();
  });

  test('has no tags when its list of them is empty, and untold ones otherwise', () => {
    expect(harvestOf('loadBalancers', { ...loadBalancer, tags: [] }).item).toMatchObject({ tags: [] });
    expect(harvestOf('loadBalancers', { ...loadBalancer, tags: ['tag-1'] }).item).toMatchObject({
      tags: null,
    });
  });

  test('keeps nothing that is not on the list', () => {
    const row = {
      ...loadBalancer,
      owner: 'usr-1',
      console_id: 'qingcloud',
      password: 'secret',
      rsyslog: 'x',
    };
    expect(JSON.stringify(harvestOf('loadBalancers', row))).not.toMatch(/usr-1|secret|rsyslog|console_id/);
  });

  test.each([
    ['no object', 'lb-1'],
    ['null', null],
    ['no id', { ...loadBalancer, loadbalancer_id: undefined }],
    ['an empty id', { ...loadBalancer, loadbalancer_id: '' }],
    ['an id that is a number', { ...loadBalancer, loadbalancer_id: 7 }],
    ['an object for a name', { ...loadBalancer, loadbalancer_name: {} }],
    ['text for eips', { ...loadBalancer, eips: 'none' }],
    ['a number for vxnet', { ...loadBalancer, vxnet: 3 }],
    ['an object for listeners', { ...loadBalancer, listeners: {} }],
  ])('is malformed with %s', (_, row) => {
    expect(decodeBy('loadBalancers', row)).toBe('malformed');
  });

  test('stays readable whatever a vendor field holds', () => {
    const row = { ...loadBalancer, is_applied: { odd: true }, loadbalancer_type: [1] };
    expect(harvestOf('loadBalancers', row).item).toMatchObject({
      vendorFields: { is_applied: { odd: true }, loadbalancer_type: [1] },
    });
  });

  test('of another id than those asked for is foreign', () => {
    expect(decodeBy('loadBalancersById', loadBalancer, ['lb-other'])).toBe('foreign');
    expect(harvestOf('loadBalancersById', loadBalancer, ['lb-other', 'lb-1234abcd']).item).toMatchObject({
      vendorId: 'lb-1234abcd',
    });
  });
});

describe('the listeners inside a load balancer', () => {
  const segment = { of: { list: 'listeners', source, loadBalancerId: 'lb-1234abcd' }, segment: '' };
  const ref = { kind: 'listener', source, loadBalancerId: 'lb-1234abcd', vendorId: 'lbl-1234abcd' };

  test('are its whole list, each marked when it lacks vendor fields', () => {
    const harvest = harvestOf('loadBalancers', loadBalancer);
    expect(harvest.lists).toEqual([{ segment, items: [ref], exact: true }]);
    expect(harvest.records).toMatchObject([{ ...ref, protocol: 'HTTP', lacks: ['vendorFields'] }]);
    expect(harvest.facts).toEqual({ inlinedListeners: true, inlinedListenerOption: false });
  });

  test('lack nothing when they carry listener_option', () => {
    const row = { ...loadBalancer, listeners: [{ ...listenerInLoadBalancer, listener_option: 0 }] };
    const harvest = harvestOf('loadBalancersById', row, ['lb-1234abcd']);
    expect(harvest.records?.[0]).not.toHaveProperty('lacks');
    expect(harvest.facts).toEqual({ inlinedListeners: true, inlinedListenerOption: true });
  });

  test('may be none', () => {
    const harvest = harvestOf('loadBalancers', { ...loadBalancer, listeners: [] });
    expect(harvest.lists).toEqual([{ segment, items: [], exact: true }]);
    expect(harvest.facts).toEqual({ inlinedListeners: true });
  });

  test.each([
    ['absent', { ...loadBalancer, listeners: undefined }],
    ['null', { ...loadBalancer, listeners: null }],
  ])('tell nothing when the key is %s', (_, row) => {
    const harvest = harvestOf('loadBalancers', row);
    expect(harvest.lists).toBeUndefined();
    expect(harvest.facts).toEqual({ inlinedListeners: false });
  });

  test('leave out rows of another load balancer and repeats, and stay exact', () => {
    const listeners = [
      listenerInLoadBalancer,
      { ...listenerInLoadBalancer, loadbalancer_listener_id: 'lbl-x', loadbalancer_id: 'lb-other' },
      listenerInLoadBalancer,
    ];
    const [list] = harvestOf('loadBalancers', { ...loadBalancer, listeners }).lists ?? [];
    expect(list).toEqual({ segment, items: [ref], exact: true });
  });

  test('are not exact when one of them cannot be read', () => {
    const listeners = [{ ...listenerInLoadBalancer, listener_protocol: {} }, listenerInLoadBalancer];
    const [list] = harvestOf('loadBalancers', { ...loadBalancer, listeners }).lists ?? [];
    expect(list).toEqual({ segment, items: [ref], exact: false });
  });
});

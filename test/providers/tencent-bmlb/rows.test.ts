import { describe, expect, test } from 'vitest';
import deepAnswer from '../../fixtures/sheets/tencent-bmlb/DescribeBmForwardListenerInfo.json' with { type: 'json' };
import backendsAnswer from '../../fixtures/sheets/tencent-bmlb/DescribeBmL4ListenerBackends.json' with { type: 'json' };
import listenersAnswer from '../../fixtures/sheets/tencent-bmlb/DescribeBmListeners.json' with { type: 'json' };
import portsAnswer from '../../fixtures/sheets/tencent-bmlb/DescribeBmVportInfo.json' with { type: 'json' };
import { backendsOf, decode, harvest, listenersOf, rulesOf } from './setup.js';

const [deep] = deepAnswer.listenerSet;
const [domain] = deep?.ruleSet ?? [];
const [location] = domain?.locations ?? [];
const [machine] = location?.rsList ?? [];
const [l4] = listenersAnswer.listenerSet;
const [port] = portsAnswer.listenerSet;
const [bound] = backendsAnswer.data;

/** The lists that a row tells of, each with the ids or targets of its items and whether it is exact. */
function listsOf(form: string, row: unknown) {
  return (harvest(form, row, '["lb"]').lists ?? []).map(({ segment, items, exact }) => ({
    of: segment.of,
    items: items.map((item) =>
      item.kind === 'backend' ? item.target.id : 'vendorId' in item && item.vendorId,
    ),
    exact,
  }));
}

const listener = 'lbl-abcdefgh';
const ruled = (ruleId: string | null) => backendsOf('lb', listener, ruleId);

describe('a listener of layer 4', () => {
  test('has no rules, and tells nothing of its backends', () => {
    const { parent } = harvest('l4ListenersOf', l4, '["lb"]');
    expect(parent).toEqual({ of: listenersOf('lb'), segment: 'l4' });
    expect(listsOf('l4ListenersOf', l4)).toEqual([{ of: rulesOf('lb', listener), items: [], exact: true }]);
  });

  test('as a port lacks what the full list tells', () => {
    const { item, lists } = harvest('portsOf', { ...port, protocol: 'udp' }, '["lb"]');
    expect(item).toMatchObject({
      protocol: 'UDP',
      lacks: ['sessionPersistence', 'healthCheck', 'vendorFields'],
    });
    expect(lists?.map(({ segment }) => segment.of)).toEqual([rulesOf('lb', listener)]);
  });
});

describe('a listener of layer 7', () => {
  test('brings its rules and their backends with health, and has no backends of its own', () => {
    const { item, parent, records = [] } = harvest('l7ListenersOf', deep, '["lb"]');
    expect(item).toMatchObject({ sessionPersistence: null, healthCheck: null, protocol: 'HTTP' });
    expect(parent).toEqual({ of: listenersOf('lb'), segment: 'l7' });
    expect(records.map(({ kind }) => kind)).toEqual(['rule', 'backend', 'health']);
    expect(listsOf('l7ListenersOf', deep)).toEqual([
      { of: rulesOf('lb', listener), items: ['loc-abcdefgh'], exact: true },
      { of: ruled('loc-abcdefgh'), items: ['cpm-abcdefgh'], exact: true },
      { of: ruled(null), items: [], exact: true },
    ]);
  });

  test('as a port has no backends of its own either, and tells nothing of its rules', () => {
    expect(listsOf('portsOf', port)).toEqual([{ of: ruled(null), items: [], exact: true }]);
  });

  const withLocations = (...locations: readonly unknown[]) => ({
    ...deep,
    ruleSet: [{ ...domain, locations }],
  });
  const told = (rules: readonly string[], exact: boolean) => ({
    of: rulesOf('lb', listener),
    items: rules,
    exact,
  });

  test.each([
    ['no list of domains', { ...deep, ruleSet: undefined }, told([], true)],
    ['null in its place', { ...deep, ruleSet: null }, told([], true)],
    ['something else in its place', { ...deep, ruleSet: 'none' }, told([], false)],
    ['a domain that is none', { ...deep, ruleSet: [domain, 7] }, told(['loc-abcdefgh'], false)],
    ['locations that are none', { ...deep, ruleSet: [{ ...domain, locations: {} }] }, told([], false)],
    ['a location without an id', withLocations(location, { url: '/' }), told(['loc-abcdefgh'], false)],
    ['a location whose url is an object', withLocations({ ...location, url: {} }), told([], false)],
  ])('with %s is itself whole; its list of rules says what it is', (_, row, rules) => {
    expect(listsOf('l7ListenersOf', row)[0]).toEqual(rules);
  });

  test.each([
    ['no list of backends', undefined, [], true],
    ['something else in its place', 7, [], false],
    ['a backend that names nothing', [machine, { rsPort: 80 }], ['cpm-abcdefgh'], false],
    ['a backend that is none', [null, machine], ['cpm-abcdefgh'], false],
  ])('with %s below a rule: only that rule’s backends say so', (_, rsList, items, exact) => {
    const row = withLocations({ ...location, rsList }, { ...location, locationId: 'loc-2' });
    expect(listsOf('l7ListenersOf', row)).toEqual([
      told(['loc-abcdefgh', 'loc-2'], true),
      { of: ruled('loc-abcdefgh'), items, exact },
      { of: ruled('loc-2'), items: ['cpm-abcdefgh'], exact: true },
      { of: ruled(null), items: [], exact: true },
    ]);
  });
});

describe('a port of a protocol that nobody knows', () => {
  test('stands among those of layer 4, and tells of no list that it may have', () => {
    const { item, parent, lists } = harvest('portsOf', { ...port, protocol: 'sctp' }, '["lb"]');
    expect(item).toMatchObject({ protocol: 'UNKNOWN' });
    expect(parent?.segment).toBe('l4');
    expect(lists).toEqual([]);
  });
});

describe('the target of a backend', () => {
  const subject = '["lb",["lbl-abcdefgh",null]]';
  const target = (fields: object) => {
    const read = decode('l4BackendsOf', { ...bound, ...fields }, subject);
    return typeof read !== 'string' && read.item.kind === 'backend' ? read.item.target : read;
  };
  const cpm = { type: 'Instance', kind: 'BARE_METAL', id: 'cpm-abcdefgh' };
  const none = { instanceId: '', alias: undefined };

  test.each([
    ['a machine', {}, cpm],
    ['a machine by a number in a string', { bindType: ' 0 ' }, cpm],
    ['a machine by its id alone', { bindType: undefined }, cpm],
    ['an address', { ...none, bindType: 1 }, { type: 'IpTarget', id: '1.1.1.1' }],
    ['an address by its absence of an id', { ...none, bindType: '' }, { type: 'IpTarget', id: '1.1.1.1' }],
    [
      'an address that stands in place of the id',
      { bindType: '1', instanceId: '10.0.0.9', lanIp: null },
      { type: 'IpTarget', id: '10.0.0.9' },
    ],
    ['another kind by its id', { bindType: 2 }, { type: 'UnknownTarget', id: 'cpm-abcdefgh' }],
    ['another kind by its address', { ...none, bindType: 7 }, { type: 'UnknownTarget', id: '1.1.1.1' }],
    ['a machine without an id', { ...none, bindType: 0 }, { type: 'UnknownTarget', id: '1.1.1.1' }],
    ['nothing', { ...none, lanIp: '' }, 'malformed'],
    ['a list in place of the id', { instanceId: [] }, 'malformed'],
  ])('%s', (_, fields, expected) => {
    expect(target(fields)).toEqual(expected);
  });

  test('carries the name and address of a machine where the row has them', () => {
    const carried = (fields: object) => {
      const { item } = harvest('l4BackendsOf', { ...bound, ...fields }, subject);
      return item.kind === 'backend' ? item.carried : null;
    };
    expect(carried({ alias: 'web' })).toEqual({ name: 'web', privateAddresses: ['1.1.1.1'] });
    expect(carried({ alias: '', lanIp: '' })).toEqual({ name: null });
    expect(carried({ alias: undefined })).toEqual({ privateAddresses: ['1.1.1.1'] });
    expect(carried({ ...none, bindType: 1, alias: 'x' })).toEqual({});
  });

  test.each([
    ['10 ', 10],
    [' 0', 0],
    ['', null],
    [null, null],
    [undefined, null],
  ])('weight %j is %j', (weight, expected) => {
    expect(harvest('l4BackendsOf', { ...bound, weight }, subject).item).toMatchObject({ weight: expected });
  });
});

test('of a look-up by ids only what was asked for is taken', () => {
  const row = { loadBalancerId: 'lb-1' };
  expect(decode('loadBalancersById', row, 'lb-2')).toBe('foreign');
  expect(harvest('loadBalancersById', row, 'lb-1').item).toMatchObject({ vendorId: 'lb-1' });
  expect(decode('trashById', { instanceId: 'cpm-1' }, 'cpm-2')).toBe('foreign');
});

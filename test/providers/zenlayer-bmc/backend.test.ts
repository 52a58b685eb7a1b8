import { expect, test } from 'vitest';
import { asOf, contextOf, createZenlayer, formOf, source } from './setup.js';

/** The documentation's example row. */
const row = {
  listenerId: 'xxx',
  backendId: 'be',
  backendName: 'xxxx',
  status: 'Available',
  port: '80',
  weight: 100,
  instanceId: 'i-1',
  instanceName: 'machine',
  createTime: '2022-08-31 11:13:17',
};
const provider = createZenlayer();
const bare = '["lb","xxx","BM"]';
const virtual = '["lb","xxx","VM"]';

function decode(changes: object, subject = bare) {
  return formOf(provider, 'backendsOf').decode({ ...row, ...changes }, contextOf(subject));
}

function itemOf(changes: object, subject = bare) {
  const harvest = decode(changes, subject);
  return typeof harvest === 'string' ? harvest : harvest.item;
}

test('the documentation’s row becomes a backend of the listener asked for', () => {
  expect(decode({})).toEqual({
    item: {
      kind: 'backend',
      source,
      asOf,
      loadBalancerId: 'lb',
      listenerId: 'xxx',
      ruleId: null,
      target: { type: 'Instance', kind: 'BARE_METAL', id: 'i-1' },
      port: 80,
      vendorId: 'be',
      name: 'xxxx',
      weight: 100,
      status: 'ACTIVE',
      vendorStatus: 'Available',
      addresses: null,
      createdAt: '2022-08-31T11:13:17.000Z',
      vendorFields: { instanceName: 'machine' },
      carried: { name: 'machine' },
    },
  });
});

test.each([
  ['weight in a string', { weight: '7' }, { weight: 7 }],
  ['weight of null', { weight: null }, { weight: null }],
  ['port as a number', { port: 8080 }, { port: 8080 }],
  ['port 0, whose meaning is unknown', { port: '0' }, { port: null, vendorFields: { port: '0' } }],
  ['several ports', { port: '80,81' }, { port: null }],
  ['a range of ports', { port: '80-81' }, { port: null }],
  ['a port beyond all', { port: '70000' }, { port: null }],
  ['no port', { port: undefined }, { port: null }],
  ['an unknown status', { status: 'Creating' }, { status: 'UNKNOWN', vendorStatus: 'Creating' }],
  ['an empty name', { backendName: '' }, { name: null }],
  ['an instance name of null', { instanceName: null }, { carried: { name: null } }],
  [
    'an empty instance name',
    { instanceName: '' },
    { carried: { name: null }, vendorFields: { instanceName: '' } },
  ],
  ['no instance', { instanceId: null }, { target: { type: 'UnknownTarget', id: 'BM' } }],
  [
    'an unknown instance type',
    { instanceType: 'ZZ' },
    { target: { kind: 'BARE_METAL' }, vendorFields: { instanceType: 'ZZ' } },
  ],
])('%s', (_, changes, expected) => {
  expect(itemOf(changes)).toMatchObject(expected);
});

test('without the key of an instance name none is carried', () => {
  const { instanceName: _name, ...rest } = row;
  const harvest = formOf(provider, 'backendsOf').decode(rest, contextOf(bare));
  expect(harvest).toHaveProperty('item.carried', {});
});

test('a row without an instance type is of the type asked for', () => {
  expect(itemOf({}, virtual)).toMatchObject({ target: { type: 'Instance', kind: 'VIRTUAL_MACHINE' } });
  expect(itemOf({ instanceType: 'VM' }, virtual)).toMatchObject({
    target: { kind: 'VIRTUAL_MACHINE' },
    vendorFields: { instanceType: 'VM' },
  });
});

test.each([
  ['of another listener', { listenerId: 'yyy' }, bare],
  ['of the other instance type', { instanceType: 'VM' }, bare],
  ['of the other instance type', { instanceType: 'BM' }, virtual],
])('a row %s is foreign', (_, changes, subject) => {
  expect(itemOf(changes, subject)).toBe('foreign');
});

test.each([
  ['no id', { backendId: undefined }],
  ['no listener', { listenerId: undefined }],
  ['a weight that is no number', { weight: 'heavy' }],
  ['a weight that is an object', { weight: {} }],
  ['an instance id that is a list', { instanceId: [] }],
])('%s: malformed', (_, changes) => {
  expect(itemOf(changes)).toBe('malformed');
});

test('by id, the subject gives back the whole reference, and only it is taken', () => {
  const form = formOf(provider, 'backendsById');
  const subject = '["lb","xxx",null,"Instance","BARE_METAL","i-1",80,"be"]';
  const ref = {
    kind: 'backend',
    source,
    loadBalancerId: 'lb',
    listenerId: 'xxx',
    ruleId: null,
    target: { type: 'Instance', kind: 'BARE_METAL', id: 'i-1' },
    port: 80,
    vendorId: 'be',
  };
  expect(form.yields.type === 'records' ? form.yields.ref(subject, source) : null).toEqual(ref);
  expect(form.decode(row, contextOf(subject))).toMatchObject({ item: ref });
  expect(form.decode({ ...row, backendId: 'be-2' }, contextOf(subject))).toBe('foreign');
  expect(form.decode({ ...row, port: '81' }, contextOf(subject))).toBe('changed');
  expect(form.decode({ ...row, listenerId: 'yyy' }, contextOf(subject))).toBe('foreign');
});

test('a backend whose target is not told is found again by its instance type', () => {
  const form = formOf(provider, 'backendsById');
  const subject = '["lb","xxx",null,"UnknownTarget",null,"VM",80,"be"]';
  expect(form.params([subject], source)).toMatchObject({ instanceType: 'VM' });
  expect(form.decode({ ...row, instanceId: '' }, contextOf(subject))).toMatchObject({
    item: { target: { type: 'UnknownTarget', id: 'VM' } },
  });
});

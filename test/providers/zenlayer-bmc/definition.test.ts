import { expect, test } from 'vitest';
import { zenlayerBmc } from '../../../src/providers/zenlayer/bmc/definition.js';
import { createZenlayer, source } from './setup.js';

const lists = [
  { list: 'loadBalancers', source },
  { list: 'instances', source },
  { list: 'listeners', source, loadBalancerId: 'lb' },
  { list: 'rules', source, loadBalancerId: 'lb', listenerId: 'lis' },
  { list: 'backends', source, loadBalancerId: 'lb', listenerId: 'lis', ruleId: null },
] as const;

test.each([
  [undefined, { instanceTypes: ['BM', 'VM'], embedded: 'ignore' }],
  [{}, { instanceTypes: ['BM', 'VM'], embedded: 'ignore' }],
  [{ instanceTypes: ['VM'] }, { instanceTypes: ['VM'], embedded: 'ignore' }],
  [{ embedded: 'trust' }, { instanceTypes: ['BM', 'VM'], embedded: 'trust' }],
])('options %j', (given, expected) => {
  expect(zenlayerBmc.options.parse(given)).toEqual(expected);
});

test.each([
  { instanceTypes: [] },
  { instanceTypes: ['BM', 'BM'] },
  { instanceTypes: ['bm'] },
  { embedded: true },
  { embeded: 'trust' },
])('options %j are refused', (given) => {
  expect(zenlayerBmc.options.safeParse(given).success).toBe(false);
});

test.each([
  [undefined, ['BARE_METAL', 'VIRTUAL_MACHINE'], ['BM', 'VM']],
  [{ instanceTypes: ['VM', 'BM'] }, ['VIRTUAL_MACHINE', 'BARE_METAL'], ['VM', 'BM']],
  [{ instanceTypes: ['BM'] }, ['BARE_METAL'], ['BM']],
])('with options %j backends and instances have a segment for each type', (options, kinds, types) => {
  const provider = createZenlayer(options);
  expect(provider.instanceKinds).toEqual(kinds);
  expect(lists.map((list) => provider.segments(list))).toEqual([[''], types, [''], [], types]);
});

test('health has no call', () => {
  expect(createZenlayer().hasHealth).toBe(false);
});

import { expect, test } from 'vitest';
import { longRegions, toLongRegion } from '../../../src/providers/tencent/regions.js';

test.each([
  ['gz', 'ap-guangzhou'],
  ['sh', 'ap-shanghai'],
  ['bj', 'ap-beijing'],
  ['cd', 'ap-chengdu'],
  ['cq', 'ap-chongqing'],
  ['hk', 'ap-hongkong'],
  ['sg', 'ap-singapore'],
  ['th', 'ap-bangkok'],
  ['kr', 'ap-seoul'],
  ['jp', 'ap-tokyo'],
  ['de', 'eu-frankfurt'],
  ['in', 'ap-mumbai'],
  ['usw', 'na-siliconvalley'],
  ['use', 'na-ashburn'],
  ['ca', 'na-toronto'],
  ['shjr', 'ap-shanghai-fsi'],
])('the short code %s is the region %s', (short, long) => {
  expect(toLongRegion(short)).toBe(long);
});

test('a long name stays as it is', () => {
  for (const long of Object.values(longRegions)) expect(toLongRegion(long)).toBe(long);
});

test('no two codes are one region', () => {
  const names = Object.values(longRegions);
  expect(new Set(names).size).toBe(names.length);
});

test.each(['', 'GZ', 'gz ', 'gz2', 'xgz', 'ap-gz', 'gz,sh', 'ap-shenzhen-fsi', 'constructor', '__proto__'])(
  'anything else stays as it is: %j',
  (name) => {
    expect(toLongRegion(name)).toBe(name);
  },
);

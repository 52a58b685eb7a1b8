import { describe, expect, test } from 'vitest';
import { qingcloud } from '../../../src/providers/qingcloud/definition.js';

test('zones are written in small letters', () => {
  expect(qingcloud.regionName?.pattern.test('pek3')).toBe(true);
  expect(qingcloud.regionName?.pattern.test('PEK3')).toBe(false);
});

describe('a region and its zones', () => {
  test.each<[string, string, boolean]>([
    // Documented.
    ['pek3', 'pek3b', true],
    ['pek3', 'pek3c', true],
    ['pek3', 'pek3d', true],
    ['pek3', 'pek3a', false],
    ['pek3', 'pek3e', false],
    ['gd2', 'gd2a', true],
    ['gd2', 'gd2b', true],
    ['gd2', 'gd2c', false],
    // Seen: a row of `sh1` lies in `sh1b`.
    ['sh1', 'sh1b', true],
    // By their names.
    ['sh1', 'sh1a', true],
    ['pek1', 'pek1a', true],
    ['pekt3', 'pekt3c', true],
    ['gd1', 'gd1a', true],
    // Of these no rule by names is known.
    ['ap2', 'ap2a', false],
    ['ap1', 'ap1b', false],
    // A zone holds neither itself, nor its region, nor its neighbour.
    ['pek3', 'pek3', false],
    ['sh1', 'sh1', false],
    ['pek3b', 'pek3', false],
    ['pek3b', 'pek3c', false],
    ['sh1b', 'sh1', false],
    ['pek3a', 'pek3b', false],
    // Other regions.
    ['pek3', 'gd2a', false],
    ['pek', 'pek3', false],
    ['pek', 'pek3b', false],
    ['sh1', 'sh1bc', false],
    ['sh1', 'sh12', false],
    ['sh1', 'xx1b', false],
    ['constructor', 'constructora', true],
  ])('%s holds %s: %s', (region, other, held) => {
    expect(qingcloud.contains?.(region, other)).toBe(held);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadTypeDefs } from '../../src/graphql/type-defs.js';
import { startFleet } from '../support/gateway.js';
import { answeredTree, trueTree } from '../support/truth.js';
import { sign, toStringToSign } from './example/provider/signer.js';
import { example } from './example/subject.js';
import { openNarrowedAccount } from './narrowed-account.js';

test('a call is signed as the sheet’s example', () => {
  const text = toStringToSign('/v1/GetMachines', 'id=m-1&id=m-2&region=north', '1700000000');
  expect(text).toBe('GET\napi.acme.example\n/v1/GetMachines\nid=m-1&id=m-2&region=north\n1700000000');
  // As openssl computes it.
  expect(sign(text, 'secret-key')).toBe('8a3d6f390a8893935ba3dbc8f8b0987ef512bd4b4cc1dac2b5a89709d87a116d');
});

test('each region is asked for its own', async () => {
  const { definition, vendor, sdl = '' } = example;
  const totals = { loadBalancers: 2, listeners: 3, backends: 6, instances: 4 };
  const account = { id: 'acme', provider: 'ACME', api: 'v1', regions: ['north', 'south'], ...totals };
  const parts = { providers: [definition], sdl: `${loadTypeDefs()}\n${sdl}` };
  const fleet = await startFleet({ seed: 7, accounts: [account] }, { vendors: [vendor], parts });
  try {
    const tree = await answeredTree(fleet, 'acme');
    expect(tree.map(({ region }) => region)).toEqual(['north', 'north', 'south', 'south']);
    expect(tree).toEqual(trueTree(fleet.simulator, 'acme'));
  } finally {
    await fleet.stop();
  }
});

test('a name is filtered by the vendor, to the letter, in one call', async () => {
  const totals = { loadBalancers: 60, listeners: 60, backends: 60, instances: 4 };
  const account = openNarrowedAccount(
    { id: 'acme', provider: 'ACME', api: 'v1', regions: ['north'], ...totals },
    {},
    example,
  );
  const of = { list: 'loadBalancers', source: account.source } as const;
  const whole = await account.read(account.wholeOf(of));
  expect([whole.items.length, whole.calls]).toEqual([60, 3]);
  for (const name of ['search', 'Search', 'sear', 'search-2']) {
    const { segments, rest } = account.narrowedOf(of, account.provider.filters.loadBalancers, {
      name: [name],
    });
    const { items, total, calls } = await account.read(segments);
    const wanted = whole.items.filter((item) => item.kind === 'loadBalancer' && item.name === name);
    expect({ rest, ids: items.map(({ vendorId }) => vendorId), total, calls }).toEqual({
      rest: {},
      ids: wanted.map(({ vendorId }) => vendorId),
      total: wanted.length,
      calls: 1,
    });
  }
  const several = { name: ['search', 'docs'] };
  const { segments, rest } = account.narrowedOf(of, account.provider.filters.loadBalancers, several);
  expect([segments, rest]).toEqual([account.wholeOf(of), several]);
});

test('adapter and twin share nothing', () => {
  const imports = (folder: string) =>
    readdirSync(new URL(`example/${folder}/`, import.meta.url)).flatMap((file) => {
      const text = readFileSync(new URL(`example/${folder}/${file}`, import.meta.url), 'utf8');
      return [...text.matchAll(/ from '([^']+)'/g)].map(([, from = '']) => from);
    });
  expect(imports('provider').filter((from) => /simulator|twin/.test(from))).toEqual([]);
  expect(imports('twin').filter((from) => /provider/.test(from))).toEqual([]);
});

test('the adapter has the files that every provider has, by their names', () => {
  const files = (folder: string) => readdirSync(new URL(folder, import.meta.url)).sort();
  const [first = ''] = readdirSync(new URL('../../src/providers/', import.meta.url), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  const own = files('example/provider/');
  expect(own.length).toBeGreaterThan(8);
  expect(files(`../../src/providers/${first}/`)).toEqual(expect.arrayContaining(own));
});

import { afterEach, describe, expect, test } from 'vitest';
import type { Form, Params, ProviderDefinition } from '../../src/providers/provider.js';
import { providers } from '../../src/providers/registry.js';
import type { Topology } from '../../src/simulator/simulator.js';
import { startFleet, type Fleet } from '../support/gateway.js';
import { bmlbAccount, clbAccount } from './tencent-accounts.js';

const totals = { loadBalancers: 3, listeners: 5, backends: 9, instances: 4 };
const topology: Topology = {
  seed: 31,
  accounts: [
    { id: 'q', provider: 'QINGCLOUD', api: 'v1', regions: ['pek3'], ...totals },
    { id: 'z', provider: 'ZENLAYER_BMC', api: 'v2', regions: ['HKG-A'], ...totals },
    clbAccount('t', 'cn-2018', { classic: 2, application: 2, backends: 9, instances: 6 }),
    bmlbAccount('b', 2, { backends: 9, instances: 6 }),
  ],
};

let fleet: Fleet | undefined;

afterEach(async () => {
  await fleet?.stop();
  fleet = undefined;
});

/** Every provider with each of its calls changed. */
function changed(change: (form: Form) => Form): readonly ProviderDefinition[] {
  return providers.map((definition) => ({
    ...definition,
    create: (account) => {
      const provider = definition.create(account);
      const forms = Object.entries(provider.forms).map(([name, form]) => [name, change(form)] as const);
      return { ...provider, forms: Object.fromEntries(forms) };
    },
  }));
}

async function start(change: (form: Form) => Form): Promise<Fleet> {
  fleet = await startFleet(topology, { parts: { providers: changed(change) } });
  return fleet;
}

const everything = `{
  loadBalancers { nodes { listeners { nodes { backends { nodes { health instance { createdAt } } } } } } }
  instances { nodes { name } }
}`;

describe('a plan that holds a write', () => {
  test.each([
    'DeleteLoadBalancers',
    'StopInstances',
    'ModifyLoadBalancerAttributes',
    'describeLoadBalancers',
    '',
  ])('%j is never sent, and the caller is told of an internal error', async (action) => {
    const { query, simulator } = await start((form) => ({ ...form, action }));
    const { errors } = await query(everything);
    expect(errors.map(({ path, extensions }) => [path, extensions.code])).toEqual([
      ...topology.accounts.map(() => [['loadBalancers'], 'INTERNAL_SERVER_ERROR']),
      ...topology.accounts.map(() => [['instances'], 'INTERNAL_SERVER_ERROR']),
    ]);
    expect(simulator.calls().total).toBe(0);
  });

  test('among a call’s parameters does not change what is asked', async () => {
    const smuggled: Params = {
      action: 'DeleteLoadBalancers',
      Action: 'DeleteLoadBalancers',
      'X-ZC-Action': 'DeleteLoadBalancers',
    };
    const { query, simulator } = await start((form) => ({
      ...form,
      params: (subjects, source) => ({ ...form.params(subjects, source), ...smuggled }),
    }));
    await query(everything);
    const { calls } = simulator.calls();
    expect(new Set(calls.map(({ account }) => account))).toEqual(
      new Set(topology.accounts.map(({ id }) => id)),
    );
    for (const { action } of calls) expect(action).toMatch(/^Describe/);
  });
});

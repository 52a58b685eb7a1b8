import { describe, expect, it } from 'vitest';
import type { InventoryAccount } from '../../src/simulator/inventory.js';
import { createSimulator } from '../../src/simulator/simulator.js';
import { callQingcloud, rowsOf } from './qingcloud-client.js';
import { present, qingcloudAccount, startSimulator, zenlayerAccount } from './start-simulator.js';

const { simulator, client } = await startSimulator({
  topology: { accounts: [qingcloudAccount(), zenlayerAccount()] },
  seed: 7,
});
const truthOf = (id: string): InventoryAccount => present(simulator.inventory(id).accounts[0]);

/** Addresses that several have, each with those that have it. */
function repeated<T>(rows: readonly T[], addressesOf: (row: T) => readonly string[]): readonly T[][] {
  const owners = new Map<string, T[]>();
  for (const row of rows)
    for (const address of addressesOf(row)) owners.set(address, [...(owners.get(address) ?? []), row]);
  return [...owners.values()].filter((own) => own.length > 1);
}

const boundAddresses = (account: InventoryAccount) =>
  repeated(
    account.loadBalancers.flatMap(({ networkId, vendorId, listeners }) =>
      listeners.flatMap(({ backends }) => backends.map(({ target }) => ({ networkId, vendorId, target }))),
    ),
    ({ target }) => (target.__typename === 'IpTarget' ? [target.address] : []),
  );

describe('an address is one machine’s in each network, and not in all of them', () => {
  it('of QingCloud', async () => {
    const [pair] = repeated(truthOf('qing').instances, (row) => row.privateAddresses);
    const ids = present(pair).map(({ vendorId }) => vendorId);
    const params = { 'instances.1': present(ids[0]), 'instances.2': present(ids[1]) };
    const { json } = await callQingcloud(client('qing'), {
      action: 'DescribeInstances',
      zone: 'pek3',
      ...params,
    });
    const nics = rowsOf(json, 'instance_set').map((row) => present(rowsOf(row, 'vxnets')[0]));
    expect(new Set(nics.map((nic) => nic['private_ip'])).size).toBe(1);
    expect(new Set(nics.map((nic) => nic['vxnet_id'])).size).toBe(2);
  });

  it('of Zenlayer', () => {
    const [pair] = repeated(truthOf('zen').instances, (row) => row.privateAddresses);
    const subnets = present(pair).map(({ vendorFields }) => vendorFields['subnetIds'] as string[]);
    expect(new Set(subnets.flat()).size).toBe(2);
  });

  it('of what QingCloud binds by its address', () => {
    const [pair] = boundAddresses(truthOf('qing'));
    expect(new Set(present(pair).map(({ networkId }) => networkId)).size).toBe(2);
    expect(new Set(present(pair).map(({ vendorId }) => vendorId)).size).toBe(2);
  });

  it('in every fleet that is large enough, whatever the seed', () => {
    for (let seed = 1; seed <= 10; seed += 1) {
      const small = { loadBalancers: 4, listeners: 8, backends: 60, instances: 9 };
      const other = createSimulator({
        topology: { accounts: [qingcloudAccount(small), zenlayerAccount(small)] },
        seed,
      });
      const { accounts } = other.inventory();
      expect(accounts).toHaveLength(2);
      for (const { instances } of accounts)
        expect(repeated(instances, (row) => row.privateAddresses).length).toBeGreaterThan(0);
      expect(boundAddresses(present(accounts[0])).length).toBeGreaterThan(0);
    }
  });
});

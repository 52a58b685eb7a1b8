import { startGateway } from '../test/support/gateway.js';
import { measure, measureEach, type Taken } from './measure.js';
import { startSimulatedFleet } from './simulated-fleet.js';
import { unaging } from './unaging.js';

const loadBalancers = 5_000;
const backends = 50_000;

const machines = '{ instances(first: 1000) { nodes { id vendorId } } }';
const find =
  'query Find($id: ID!) { backends(first: 1000, filter: { instance: [$id] }) { totalCount coverage { exact } nodes { id port } } }';
const page = '{ loadBalancers(first: 20) { nodes { id name status } } }';

/**
 * What a reverse look-up takes in a fleet of 5,000 load balancers and 50,000 backends: cold, and from warm records, beside a page of 20
 * load balancers from the same records. Over real HTTP; the client's share of the CPU is in it.
 */
export async function reverse(): Promise<readonly string[]> {
  const fleet = await startSimulatedFleet({
    accounts: [
      {
        ...{ id: 'fleet', provider: 'QINGCLOUD', api: 'v1', regions: ['pek3'] },
        ...{ loadBalancers, listeners: loadBalancers, backends, instances: 2_000 },
      },
    ],
  });
  try {
    const gateway = await startGateway(fleet.accounts, { cache: unaging });
    const { data } = await gateway.query<{ instances: { nodes: readonly { id: string }[] } }>(machines);
    const ids = data.instances.nodes.map(({ id }) => id);
    await fleet.calls();
    let found = 0;
    const lookUp = async (id: string | undefined) => {
      const answer = await gateway.query<{ backends: { totalCount: number | null } }>(find, { id });
      if (answer.data.backends.totalCount === null) throw new Error('A look-up did not read everything.');
      found += answer.data.backends.totalCount;
    };
    const cold = await measure(() => lookUp(ids[0]));
    const coldCalls = await fleet.calls();
    const warm = await measureEach(200, (time) => lookUp(ids[time]));
    const warmCalls = await fleet.calls();
    await gateway.query(page);
    const pages = await measureEach(200, () => gateway.query(page));
    await gateway.stop();
    return [
      `${loadBalancers} load balancers, ${backends} backends, ${ids.length} machines; ${found} backends found`,
      `cold:                ${show(cold)}, ${coldCalls} calls`,
      `warm, each of 200:   ${show(warm)}, ${warmCalls} calls in all`,
      `a page of 20, warm:  ${show(pages)}`,
      `a warm look-up takes ${(warm.cpuMs / pages.cpuMs).toFixed(2)} times the CPU of a warm page`,
    ];
  } finally {
    await fleet.stop();
  }
}

function show({ seconds, cpuMs }: Taken): string {
  return `${(seconds * 1000).toFixed(2)} ms, ${cpuMs.toFixed(2)} ms of CPU`;
}

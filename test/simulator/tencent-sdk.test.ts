import { Agent } from 'node:http';
import { connect, createServer, type AddressInfo } from 'node:net';
import { clb } from 'tencentcloud-sdk-nodejs/tencentcloud/services/clb/index.js';
import { cvm } from 'tencentcloud-sdk-nodejs/tencentcloud/services/cvm/index.js';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { present } from './start-simulator.js';
import { startModernClb } from './tencent-clb-v3-setup.js';

const { simulator, url, client, truth } = await startModernClb({ seed: 3 });
const { id, key } = client('clb');
const port = Number(new URL(url).port);

afterEach(() => {
  simulator.setFaults([]);
  simulator.clearCalls();
});

interface Changes {
  readonly method?: 'POST' | 'GET';
  readonly secretId?: string;
  readonly secretKey?: string;
  readonly token?: string;
  readonly endpoint?: string;
  readonly port?: number;
}

/** The client takes the service that it signs for from the host name: only its sockets go elsewhere. */
function configOf(changes: Changes = {}) {
  const { method: reqMethod = 'POST', secretId = id, secretKey = key, token, endpoint } = changes;
  const agent = Object.assign(new Agent(), {
    createConnection: () => connect(changes.port ?? port, '127.0.0.1'),
  });
  return {
    credential: { secretId, secretKey, ...(token === undefined ? {} : { token }) },
    region: 'ap-guangzhou',
    profile: {
      httpProfile: { protocol: 'http://', reqMethod, agent, ...(endpoint === undefined ? {} : { endpoint }) },
    },
  };
}

const balancers = (changes?: Changes) => new clb.v20180317.Client(configOf(changes));
const machines = (changes?: Changes) => new cvm.v20170312.Client(configOf(changes));

/** Passes on to the simulator what it gets, with one byte of a body changed. */
const tampering = createServer((near) => {
  const far = connect(port, '127.0.0.1');
  near.on('data', (chunk) => far.write(chunk.toString('latin1').replace('"Limit":1', '"Limit":2'), 'latin1'));
  far.pipe(near);
  for (const socket of [near, far]) socket.on('error', () => near.destroy());
});
await new Promise<void>((resolve) => tampering.listen(0, '127.0.0.1', resolve));
afterAll(() => tampering.close());

describe("the vendor's own client is answered", () => {
  it.each(['POST', 'GET'] as const)('by %s: load balancers and what is below them', async (method) => {
    const vendor = balancers({ method });
    const { LoadBalancerSet = [], TotalCount } = await vendor.DescribeLoadBalancers({
      Limit: 100,
      OrderType: 0,
      Filters: [{ Name: 'exclusive', Values: ['0', '1'] }],
    });
    const { loadBalancers } = truth();
    expect(TotalCount).toBe(14);
    expect(LoadBalancerSet.map(({ LoadBalancerId }) => LoadBalancerId)).toEqual(
      loadBalancers.map(({ vendorId }) => vendorId),
    );

    const application = present(
      loadBalancers.find(({ listeners }) => listeners.some((row) => row.rules.length > 0)),
    );
    const LoadBalancerId = application.vendorId;
    const { Listeners: told = [] } = await vendor.DescribeListeners({ LoadBalancerId });
    expect(told.map(({ ListenerId, Rules }) => [ListenerId, (Rules ?? []).length])).toEqual(
      application.listeners.map(({ vendorId, rules }) => [vendorId, rules.length]),
    );
    const { Listeners: bound = [] } = await vendor.DescribeTargets({ LoadBalancerId });
    const countOf = (targets: readonly unknown[] | null | undefined): number => (targets ?? []).length;
    expect(
      bound.map(
        ({ Targets, Rules }) =>
          countOf(Targets) + (Rules ?? []).reduce((sum, rule) => sum + countOf(rule.Targets), 0),
      ),
    ).toEqual(application.listeners.map(({ backends }) => backends.length));
    const { LoadBalancers = [] } = await vendor.DescribeTargetHealth({ LoadBalancerIds: [LoadBalancerId] });
    expect(LoadBalancers.map((row) => row.LoadBalancerId)).toEqual([LoadBalancerId]);

    const classic = present(
      loadBalancers.find((row) => row.vendorFields['Forward'] === 0 && row.listeners[0]),
    );
    const ofClassic = { LoadBalancerId: classic.vendorId };
    const { Listeners = [] } = await vendor.DescribeClassicalLBListeners(ofClassic);
    expect(Listeners.map(({ ListenerId }) => ListenerId)).toEqual(
      classic.listeners.map(({ vendorId }) => vendorId),
    );
    const { Targets = [] } = await vendor.DescribeClassicalLBTargets(ofClassic);
    expect(Targets).toHaveLength(present(classic.listeners[0]).backends.length);
    await expect(vendor.DescribeClassicalLBHealthStatus(ofClassic)).resolves.toHaveProperty('HealthList');

    const InstanceId = present(Targets[0]?.InstanceId);
    const { LoadBalancerInfoList } = await vendor.DescribeClassicalLBByInstanceId({
      InstanceIds: [InstanceId],
    });
    expect(LoadBalancerInfoList).toMatchObject([{ InstanceId }]);
    expect(LoadBalancerInfoList[0]?.LoadBalancerIds).toContain(classic.vendorId);
  });

  it.each(['POST', 'GET'] as const)('by %s: machines', async (method) => {
    const { InstanceSet = [], TotalCount } = await machines({ method }).DescribeInstances({
      Offset: 100,
      Limit: 100,
    });
    expect(TotalCount).toBe(120);
    expect(InstanceSet.map(({ InstanceId }) => InstanceId)).toEqual(
      truth()
        .instances.slice(100)
        .map(({ vendorId }) => vendorId),
    );
  });

  it('under the names of the international site and of a region', async () => {
    for (const endpoint of ['clb.intl.tencentcloudapi.com', 'clb.ap-guangzhou.tencentcloudapi.com']) {
      const { TotalCount } = await balancers({ endpoint }).DescribeLoadBalancers({});
      expect(TotalCount).toBe(14);
    }
  });

  it('with a temporary key, whose token no log shows', async () => {
    const token = 'temporary-token-of-some-length';
    const { TotalCount } = await balancers({ token }).DescribeLoadBalancers({ SearchKey: token });
    expect(TotalCount).toBe(0);
    expect(JSON.stringify(simulator.calls())).not.toContain(token);
  });
});

describe("the vendor's own client is refused", () => {
  const requestId = expect.stringMatching(/^[0-9a-f-]{36}$/) as string;

  it('with a wrong key', async () => {
    const wrong = { code: 'AuthFailure.SignatureFailure', requestId };
    await expect(balancers({ secretKey: `${key}x` }).DescribeLoadBalancers({})).rejects.toMatchObject(wrong);
    await expect(machines({ secretKey: 'other' }).DescribeInstances({})).rejects.toMatchObject(wrong);
  });

  it('with a SecretId that nobody has', async () => {
    await expect(balancers({ secretId: 'AKIDnobody' }).DescribeLoadBalancers({})).rejects.toMatchObject({
      code: 'AuthFailure.SecretIdNotFound',
      requestId,
    });
  });

  it('with a time stamp that is too old, and not with one of just below five minutes', async () => {
    simulator.setFaults([{ kind: 'clock', ms: 302_000 }]);
    await expect(balancers().DescribeLoadBalancers({})).rejects.toMatchObject({
      code: 'AuthFailure.SignatureExpire',
      requestId,
    });
    simulator.setFaults([{ kind: 'clock', ms: 295_000 }]);
    await expect(balancers().DescribeLoadBalancers({})).resolves.toHaveProperty('TotalCount', 14);
  });

  it('with a byte of its body changed on the way', async () => {
    const through = { port: (tampering.address() as AddressInfo).port };
    await expect(balancers(through).DescribeLoadBalancers({ Limit: 1 })).rejects.toMatchObject({
      code: 'AuthFailure.SignatureFailure',
      requestId,
    });
    await expect(balancers(through).DescribeLoadBalancers({ Limit: 3 })).resolves.toHaveProperty(
      'TotalCount',
    );
  });
});

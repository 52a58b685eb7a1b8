import { Agent } from 'node:http';
import { connect } from 'node:net';
import { bm } from 'tencentcloud-sdk-nodejs/tencentcloud/services/bm/index.js';
import { bmlb } from 'tencentcloud-sdk-nodejs/tencentcloud/services/bmlb/index.js';
import { describe, expect, it } from 'vitest';
import { present } from './start-simulator.js';
import { mixed } from './tencent-bmlb-setup.js';
import { startModernBmlb } from './tencent-bmlb-v3-setup.js';

const { url, client, truth } = await startModernBmlb({ seed: 7 });
const { id, key } = client('bm');

/** The client takes the service that it signs for from the host name: only its sockets go elsewhere. */
const agent = Object.assign(new Agent(), {
  createConnection: () => connect(Number(new URL(url).port), '127.0.0.1'),
});

const configOf = (reqMethod: 'POST' | 'GET', secretKey = key, token?: string) => ({
  credential: { secretId: id, secretKey, ...(token === undefined ? {} : { token }) },
  region: 'ap-beijing',
  profile: { httpProfile: { protocol: 'http://', reqMethod, agent } },
});

describe("the vendor's own client", () => {
  it.each(['POST', 'GET'] as const)('reads load balancers and what is below them by %s', async (method) => {
    const vendor = new bmlb.v20180625.Client(configOf(method));
    const { LoadBalancerSet = [], TotalCount } = await vendor.DescribeLoadBalancers({ Limit: 100 });
    expect(TotalCount).toBe(12);
    expect(LoadBalancerSet.map(({ LoadBalancerId }) => LoadBalancerId)).toEqual(
      truth().loadBalancers.map(({ vendorId }) => vendorId),
    );
    const { vendorId: LoadBalancerId, listeners } = mixed(truth().loadBalancers);
    const { ListenerSet: ports = [] } = await vendor.DescribeLoadBalancerPortInfo({ LoadBalancerId });
    expect(ports.map(({ ListenerId }) => ListenerId)).toEqual(listeners.map(({ vendorId }) => vendorId));
    const { ListenerSet: trees = [] } = await vendor.DescribeL7ListenerInfo({
      LoadBalancerId,
      IfGetBackendInfo: 1,
    });
    const told = trees
      .flatMap(({ RuleSet = [] }) => RuleSet)
      .flatMap(({ LocationSet = [] }) => LocationSet)
      .map(({ LocationId, BackendSet = [] }) => [LocationId, BackendSet.length]);
    expect(told).toEqual(
      listeners.flatMap(({ rules }) => rules.map(({ vendorId, backends }) => [vendorId, backends.length])),
    );
    const layer4 = present(listeners.find(({ rules }) => rules.length === 0));
    const ofListener = { LoadBalancerId, ListenerId: layer4.vendorId };
    const { BackendSet = [] } = await vendor.DescribeL4Backends(ofListener);
    expect(BackendSet).toHaveLength(layer4.backends.length);
    const [first] = BackendSet.filter(({ BindType }) => BindType === 0);
    const { InstanceId = '', Port = 0 } = first ?? {};
    const pair = await vendor.DescribeL4Backends({ ...ofListener, BackendSet: [{ InstanceId, Port }] });
    expect(pair.BackendSet).toEqual([first]);
  });

  it('reads machines, with a temporary key as with a lasting one', async () => {
    const vendor = new bm.v20180423.Client(configOf('POST', key, 'temporary'));
    const { DeviceInfoSet, TotalCount } = await vendor.DescribeDevices({ Offset: 35, Limit: 100 });
    expect([DeviceInfoSet.length, TotalCount]).toEqual([5, 40]);
  });

  it('is told what is refused, by code and with the id of the request', async () => {
    const vendor = new bmlb.v20180625.Client(configOf('POST', 'wrong'));
    await expect(vendor.DescribeLoadBalancers({})).rejects.toMatchObject({
      code: 'AuthFailure.SignatureFailure',
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    });
    const right = new bmlb.v20180625.Client(configOf('POST'));
    await expect(right.DescribeL4Listeners({ LoadBalancerId: 'lb-none' })).rejects.toMatchObject({
      code: 'ResourceNotFound',
    });
  });
});

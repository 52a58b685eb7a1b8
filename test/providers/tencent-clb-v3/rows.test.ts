import { describe, expect, test } from 'vitest';
import { tencentClb } from '../../../src/providers/tencent/clb/definition.js';
import type { Source } from '../../../src/model/source.js';
import type { Form } from '../../../src/providers/provider.js';
import { answers } from './sheet-answers.js';

const provider = tencentClb.create({ api: 'v3', site: 'cn', options: {} });
const source: Source = { account: 't', region: 'ap-guangzhou' };
const asOf = 1;

/** What a form makes of an answer that the vendor's documentation prints. */
function decode(formName: string, subjects: readonly string[], answer: unknown) {
  const form: Form | undefined = provider.forms[formName];
  if (form === undefined) throw new Error(`there is no form ${formName}`);
  const page = { offset: 0, limit: form.paging.max };
  const read = provider.toAnswer(
    { form, source, subjects, page },
    { status: 200, headers: {}, body: JSON.stringify(answer) },
  );
  if (!read.ok) throw new Error(read.failure.message);
  return read.rows.map((row) => form.decode(row, { source, asOf, subjects }));
}

describe('the answers that the documentation prints', () => {
  test('targets: one of a rule, one of a layer-4 listener, each with what it tells of its listener', () => {
    expect(decode('applicationBackendsOf', ['lb-1'], answers.targets)).toMatchObject([
      {
        item: {
          kind: 'backend',
          loadBalancerId: 'lb-1',
          listenerId: 'lbl-4fo6k8na',
          ruleId: 'loc-o9732aw0',
          target: { type: 'Instance', kind: 'VIRTUAL_MACHINE', id: 'ins-19425y2y' },
          port: 555,
          weight: 10,
          vendorId: null,
          addresses: ['172.16.0.12'],
          // 16:22:02 in China.
          createdAt: '2019-07-12T08:22:02.000Z',
          carried: { name: 'abcd1234', privateAddresses: ['172.16.0.12'] },
        },
        records: [
          { kind: 'listener', vendorId: 'lbl-4fo6k8na', protocol: 'HTTP', ports: [{ from: 80, to: 80 }] },
          { kind: 'rule', vendorId: 'loc-o9732aw0', domain: 'www.123.com', path: '/' },
        ],
      },
      {
        item: { listenerId: 'lbl-4ue2rpl2', ruleId: null, port: 666, weight: 40 },
        records: [{ kind: 'listener', protocol: 'TCP', ports: [{ from: 888, to: 888 }] }],
      },
    ]);
  });

  test('the health of layer 4, which stands in a rule without domain and path, is that of the listener’s target', () => {
    const asListed = decode('applicationBackendsOf', ['lb-qc2iq5yc'], answers.targetsOfChecked);
    const [listed] = asListed;
    const backend = listed !== undefined && typeof listed !== 'string' ? listed.item : null;
    const checkedAs = backend?.kind === 'backend' ? backend.checkedAs : null;
    expect(checkedAs).toEqual(expect.any(String));
    const checked = decode('applicationHealthOf', ['lb-qc2iq5yc'], answers.health);
    const own = checked.filter(
      (read) => typeof read !== 'string' && read.item.kind === 'health' && read.item.of === checkedAs,
    );
    expect(own).toMatchObject([{ item: { health: 'DOWN', vendorHealth: 'Dead' } }]);
  });

  test.each([
    [true, 'Alive', 'UP'],
    [false, 'Dead', 'DOWN'],
    [false, 'Unknown', 'UNKNOWN'],
    [false, 'Close', 'UNKNOWN'],
    [true, 'Close', 'UNKNOWN'],
    // As in an example of the vendor: the two contradict each other.
    [true, 'Dead', 'UNKNOWN'],
    [false, 'Alive', 'UNKNOWN'],
    [true, undefined, 'UP'],
    [false, undefined, 'DOWN'],
  ] as const)('HealthStatus %s with the detail %s is %s', (HealthStatus, HealthStatusDetail, health) => {
    const target = { IP: '10.0.0.1', Port: 80, TargetId: 'ins-1', HealthStatus, HealthStatusDetail };
    const rule = { LocationId: 'loc-1', Domain: 'a.example', Url: '/', Targets: [target] };
    const listeners = [{ ListenerId: 'lbl-1', Rules: [rule] }];
    const answer = { Response: { LoadBalancers: [{ LoadBalancerId: 'lb-1', Listeners: listeners }] } };
    expect(decode('applicationHealthOf', ['lb-1'], answer)).toMatchObject([{ item: { health } }]);
  });

  test('the detail may have its older, misspelt name', () => {
    const target = { IP: '10.0.0.1', Port: 80, HealthStatus: true, HealthStatusDetial: 'Alive' };
    const listeners = [
      { ListenerId: 'lbl-1', Rules: [{ LocationId: 'l', Domain: 'd', Url: '/', Targets: [target] }] },
    ];
    const answer = { Response: { LoadBalancers: [{ LoadBalancerId: 'lb-1', Listeners: listeners }] } };
    expect(decode('applicationHealthOf', ['lb-1'], answer)).toMatchObject([
      { item: { health: 'UP', vendorHealth: 'Alive' } },
    ]);
  });

  test('health of a load balancer that was not asked for is not taken', () => {
    expect(decode('applicationHealthOf', ['lb-other'], answers.health)).toEqual(['foreign', 'foreign']);
  });

  test('a machine bound at a classic load balancer is seen through each listener, on its port of machines', () => {
    const through = [
      ['lbl-3jur3gei', 8080, 80, 'TCP'],
      ['lbl-2', 9090, 90, 'TCP'],
    ];
    const [bound] = decode('boundOf', [JSON.stringify(['lb-1', through])], answers.classicTargets);
    expect(bound).toMatchObject({
      item: {
        listenerId: 'lbl-3jur3gei',
        port: 8080,
        weight: 30,
        target: { id: 'ins-odjhn6vc' },
        // 2 is running; the vendor's word in this version is not told.
        carried: {
          name: 'vpc02',
          status: 'RUNNING',
          privateAddresses: ['10.104.63.53'],
          publicAddresses: [],
        },
      },
      also: [{ item: { listenerId: 'lbl-2', port: 9090 } }],
    });
  });

  test('a classic listener: protocols in small letters, an empty HttpHash for weighted round robin', () => {
    expect(decode('classicListenersOf', ['lb-1'], answers.classicListeners)).toMatchObject([
      {
        item: {
          vendorId: 'lbl-3jur3gei',
          name: 'HTTP-LISTENER',
          protocol: 'TCP',
          ports: [{ from: 80, to: 80 }],
          scheduler: 'WEIGHTED_ROUND_ROBIN',
          sessionPersistence: null,
          status: 'ACTIVE',
          healthCheck: { enabled: true, intervalSeconds: 5, timeoutSeconds: 2, healthyThreshold: 3 },
          vendorFields: { InstancePort: 8080 },
        },
      },
    ]);
  });

  test('a range of ports goes from the one to the other', () => {
    const listener = (row: object) => ({
      Response: { TotalCount: 1, Listeners: [{ ListenerId: 'l', ...row }] },
    });
    const portsOf = (row: object) => {
      const [read] = decode('applicationListenersOf', ['lb-1'], listener(row));
      return read !== undefined && typeof read !== 'string' && read.item.kind === 'listener'
        ? read.item.ports
        : null;
    };
    expect(portsOf({ Protocol: 'TCP', Port: 8000, EndPort: 8010 })).toEqual([{ from: 8000, to: 8010 }]);
    expect(portsOf({ Protocol: 'TCP', Port: 8000, EndPort: 0 })).toEqual([{ from: 8000, to: 8000 }]);
    expect(portsOf({ Protocol: 'QUIC', Port: 443, EndPort: null })).toEqual([{ from: 443, to: 443 }]);
  });

  test('targets that are no machines are what they name', () => {
    const targetOf = (row: object) => {
      const targets = [{ Port: 80, Weight: 1, PrivateIpAddresses: ['10.0.0.1'], ...row }];
      const answer = {
        Response: { Listeners: [{ ListenerId: 'l', Protocol: 'TCP', Port: 1, Targets: targets }] },
      };
      const [read] = decode('applicationBackendsOf', ['lb-1'], answer);
      return read !== undefined && typeof read !== 'string' && read.item.kind === 'backend'
        ? read.item.target
        : read;
    };
    expect(targetOf({ Type: 'ENI', EniId: 'eni-1', InstanceId: '' })).toEqual({
      type: 'UnknownTarget',
      id: 'eni-1',
    });
    expect(targetOf({ Type: 'eni', EniId: 'eni-1', InstanceId: 'ins-1' })).toMatchObject({ id: 'ins-1' });
    expect(targetOf({ Type: 'CCN', InstanceId: '' })).toEqual({ type: 'IpTarget', id: '10.0.0.1' });
    expect(targetOf({ Type: 'NAT', InstanceId: 'nat-1', PrivateIpAddresses: null })).toEqual({
      type: 'UnknownTarget',
      id: 'nat-1',
    });
    expect(targetOf({ Type: 'SRV', PrivateIpAddresses: [] })).toBe('malformed');
  });
});

import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { present } from './start-simulator.js';
import { startModernClb, type Row } from './tencent-clb-v3-setup.js';

const { ask, truth } = await startModernClb({ seed: 4 });
const { loadBalancers } = truth();
const ofKind = (forward: number) =>
  loadBalancers.filter(({ vendorFields }) => vendorFields['Forward'] === forward);
const applications = ofKind(1);
const eachOf = (rows: typeof loadBalancers): Row[] =>
  rows.map(({ vendorId }) => ({ LoadBalancerId: vendorId }));

type Declarations = ReadonlyMap<string, ts.InterfaceDeclaration>;

/** The interfaces that the vendor's client declares for a service. */
function readDeclarations(name: string): Declarations {
  const path = `../../node_modules/tencentcloud-sdk-nodejs/tencentcloud/services/${name}_models.d.ts`;
  const text = readFileSync(new URL(path, import.meta.url), 'utf8');
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
  return new Map(source.statements.filter(ts.isInterfaceDeclaration).map((row) => [row.name.text, row]));
}
const clb = readDeclarations('clb/v20180317/clb');
const cvm = readDeclarations('cvm/v20170312/cvm');

/** Declared, but of what the simulated machines do not have, or for requests alone. */
const NOT_TOLD: readonly string[] = [
  'Placement.HostIds Placement.DedicatedResourcePackTenancy Placement.DedicatedResourcePackIds',
  'Placement.RackId SystemDisk.CdcId SystemDisk.DiskName SystemDisk.Encrypt SystemDisk.KmsKeyId',
  'InternetAccessible.PublicIpAssigned InternetAccessible.BandwidthPackageId',
  'InternetAccessible.InternetServiceProvider InternetAccessible.IPv4AddressType',
  'InternetAccessible.IPv6AddressType InternetAccessible.AntiDDoSPackageId',
  'VirtualPrivateCloud.PrivateIpAddresses VirtualPrivateCloud.Ipv6AddressCount LoginSettings.Password',
  'LoginSettings.KeepImageLogin Instance.GPUInfo Instance.Metadata Instance.CpuTopology',
  // The last one is deprecated, and told under a setting.
  'Instance.PartitionNumber TargetHealth.HealthStatusDetial',
].flatMap((line) => line.split(' '));

/** Where a value is not what its type declares. Anything may be null: the comments of the declarations say of which, loosely. */
function strayings(value: unknown, type: ts.TypeNode, all: Declarations, path: string): string[] {
  if (value === null) return [];
  const text = type.getText();
  if (ts.isTypeReferenceNode(type) && text.startsWith('Array<')) {
    if (!Array.isArray(value)) return [`${path} is no list`];
    return value.flatMap((part) => strayings(part, present(type.typeArguments?.[0]), all, path));
  }
  const declared = all.get(text);
  if (declared) return objectStrayings(value, declared, all, text);
  return typeof value === text ? [] : [`${path} is ${typeof value}, not ${text}`];
}

function objectStrayings(
  value: unknown,
  declared: ts.InterfaceDeclaration,
  all: Declarations,
  path: string,
): string[] {
  if (typeof value !== 'object' || value === null) return [`${path} is no object`];
  const members = declared.members.filter(ts.isPropertySignature);
  const names = members.map(({ name }) => name.getText());
  return [
    ...Object.keys(value).flatMap((name) =>
      names.includes(name) ? [] : [`${path}.${name} is not declared`],
    ),
    ...members.flatMap(({ type }, at) => {
      const inner = `${path}.${names[at] ?? ''}`;
      const part = (value as Row)[names[at] ?? ''];
      if (part !== undefined) return strayings(part, present(type), all, inner);
      return NOT_TOLD.includes(inner) ? [] : [`${inner} is missing`];
    }),
  ];
}

const targets = applications.flatMap(({ networkId, listeners }) =>
  listeners.flatMap(({ backends }) =>
    backends.flatMap(({ addresses }) =>
      (addresses ?? []).slice(0, 1).map((PrivateIp) => ({ VpcId: networkId ?? '0', PrivateIp })),
    ),
  ),
);
const bound = ofKind(0).flatMap(({ listeners }) =>
  listeners.flatMap(({ backends }) =>
    backends.flatMap(({ target }) => (target.__typename === 'Instance' ? [target.vendorId] : [])),
  ),
);

it.each<readonly [string, Declarations, readonly Row[]]>([
  ['DescribeLoadBalancers', clb, [{ Limit: 100, AdditionalFields: ['TargetCount'] }]],
  ['DescribeListeners', clb, eachOf(applications)],
  ['DescribeTargets', clb, eachOf(applications)],
  ['DescribeTargetHealth', clb, [{ LoadBalancerIds: applications.map(({ vendorId }) => vendorId) }]],
  ['DescribeLBListeners', clb, [{ Backends: targets }]],
  ['DescribeClassicalLBListeners', clb, eachOf(ofKind(0))],
  ['DescribeClassicalLBTargets', clb, eachOf(ofKind(0))],
  ['DescribeClassicalLBHealthStatus', clb, eachOf(ofKind(0))],
  ['DescribeClassicalLBByInstanceId', clb, [{ InstanceIds: bound }]],
  ['DescribeInstances', cvm, [{ Limit: 100 }]],
])('%s tells every declared field, of its declared type, and nothing else', async (action, all, calls) => {
  const declared = present(all.get(`${action}Response`));
  const answers = await Promise.all(calls.map((params) => ask(action, params)));
  expect(JSON.stringify(answers).length).toBeGreaterThan(200);
  const found = answers.flatMap((answer) => objectStrayings(answer, declared, all, action));
  expect([...new Set(found)]).toEqual([]);
});

import { z } from 'zod';
import type { ListName } from '../../../model/list.js';
import type { Provider, ProviderDefinition } from '../../provider.js';
import { toAnswer } from '../envelope.js';
import { bmlbModuleFailures } from '../module-failures.js';
import { regionName } from '../regions.js';
import { toSignedRequest } from '../signer.js';
import { shapeOf } from './actions.js';
import { filters } from './filters.js';
import { forms } from './forms.js';
import { layers } from './places.js';
import { plan } from './plan.js';
import { reverse } from './reverse.js';

const segments: Readonly<Record<ListName, readonly string[]>> = {
  loadBalancers: [''],
  listeners: layers,
  rules: [''],
  backends: [''],
  reached: [],
  members: [],
  bindings: [''],
  instances: [''],
};

const provider: Provider = {
  instanceKinds: ['BARE_METAL'],
  // It comes with every row of a backend.
  hasHealth: true,
  imagine: (item, segment) =>
    item.kind === 'listener' ? { ...item, protocol: segment === 'l7' ? 'HTTP' : 'TCP' } : item,
  batched: { records: 'source' },
  // Nothing is bound at a load balancer itself.
  segments: (of) => (of.list === 'backends' && of.listenerId === null ? [] : segments[of.list]),
  filters,
  reverse,
  forms,
  plan,
  toRequest: ({ form, source, subjects, page: { offset, limit } }, signing) => {
    const { host, isPaged } = shapeOf(form.action);
    const params = { ...form.params(subjects, source), ...(isPaged ? { offset, limit } : {}) };
    return toSignedRequest({ host, action: form.action, region: source.region, params }, signing);
  },
  toAnswer: ({ form }, response) => {
    const shape = shapeOf(form.action);
    const answer = toAnswer(response, shape, bmlbModuleFailures);
    return (answer.ok && shape.layFlat?.(answer)) || answer;
  },
};

/** Tencent Cloud's load balancers for bare metal (黑石), API 2.0: two hosts, one signature. All accounts are alike. */
export const tencentBmlb: ProviderDefinition = {
  id: 'TENCENT_BMLB',
  apis: ['v2'],
  hasRegions: true,
  regionName,
  // "Common request parameters": `Token`.
  hasTemporaryKeys: true,
  options: z.strictObject({}).default({}),
  // Its pages tell of a quota, and no figure.
  quota: null,
  maxConcurrentCalls: 10,
  create: () => provider,
};

import { LbgraphError } from '../../../../errors.js';
import type { Answer, Call, Signing, WireRequest, WireResponse } from '../../../provider.js';
import { toAnswer as readAnswer } from '../../envelope.js';
import { clbModuleFailures } from '../../module-failures.js';
import { toSignedRequest } from '../../signer.js';
import { layBackendsFlat, layHealthFlat, type NestedNames } from '../nested-rows.js';
import { actions, isActionName, type ClbAction } from './actions.js';

function actionOf({ form }: Call): ClbAction {
  if (isActionName(form.action)) return actions[form.action];
  throw new LbgraphError('INTERNAL_SERVER_ERROR', 'A call was made of a form of another provider.');
}

/** A signed request for one call. */
export function toRequest(call: Call, signing: Signing): WireRequest {
  const { host, paged } = actionOf(call);
  const { form, source, subjects, page } = call;
  const paging = paged ? { offset: page.offset, limit: page.limit } : {};
  const params = { ...form.params(subjects, source), ...paging };
  return toSignedRequest({ host, action: form.action, region: source.region, params }, signing);
}

const names: NestedNames = {
  loadBalancerId: ['unLoadBalancerId', 'loadBalancerId'],
  // A list all the same.
  listeners: 'listener',
  listenerId: 'listenerId',
  ofListener: { loadBalancerPort: 'loadBalancerPort', protocol: 'protocol', protocolType: 'protocolType' },
  rules: 'rules',
  locationId: 'locationId',
  domain: 'domain',
  url: 'url',
  backends: 'backends',
};

/** Answers whose rows stand inside others, by how they are laid flat. */
const nested: Readonly<Record<string, (rows: readonly unknown[]) => readonly unknown[]>> = {
  DescribeForwardLBBackends: (rows) => layBackendsFlat(rows, names),
  DescribeForwardLBHealthStatus: (rows) => layHealthFlat(rows, names),
};

/** What an answer means. */
export function toAnswer(call: Call, response: WireResponse): Answer {
  const answer = readAnswer(response, actionOf(call), clbModuleFailures);
  if (!answer.ok) return answer;
  const flat = nested[call.form.action]?.(answer.rows) ?? answer.rows;
  // The vendor's own example of a look-up by two ids counts fourteen: such a total is not that of what was named.
  const named = namedBy(call);
  const countsOthers = named !== null && answer.total !== null && answer.total > named;
  const total = !countsOthers ? answer.total : flat.length < call.page.limit ? null : named;
  return { ...answer, rows: flat, total };
}

/** How many ids a call names; null where it names none. */
function namedBy({ form, source, subjects }: Call): number | null {
  if (form.yields.type === 'records') return subjects.length;
  const { instanceIds } = form.params(subjects, source);
  return Array.isArray(instanceIds) ? instanceIds.length : null;
}

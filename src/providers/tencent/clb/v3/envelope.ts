import { LbgraphError } from '../../../../errors.js';
import type { Answer, Call, Params, Signing, WireRequest, WireResponse } from '../../../provider.js';
import { failing, missing } from '../../failures.js';
import { toAnswer as readAnswer } from '../../v3/envelope.js';
import type { Meanings } from '../../v3/failures.js';
import { toSignedRequest } from '../../v3/signer.js';
import { layBackendsFlat, layHealthFlat, type NestedNames } from '../nested-rows.js';
import { actions, isActionName, versions, type ClbAction } from './actions.js';

/** Parameters that go into `Filters`: the name of the filter stands behind it. */
export const filterPrefix = 'Filters.';

function actionOf({ form }: Call): ClbAction {
  if (isActionName(form.action)) return actions[form.action];
  throw new LbgraphError('INTERNAL_SERVER_ERROR', 'A call was made of a form of another provider.');
}

/** A signed request for one call. `domain`: of the site's hosts. */
export function toRequest(call: Call, signing: Signing, domain: string): WireRequest {
  const { service, paged } = actionOf(call);
  const { form, source, subjects, page } = call;
  const paging = paged ? { Offset: page.offset, Limit: page.limit } : {};
  return toSignedRequest(
    {
      ...{ service, version: versions[service], host: `${service}.${domain}` },
      ...{ action: form.action, region: source.region },
      body: JSON.stringify({ ...withFilters(form.params(subjects, source)), ...paging }),
    },
    signing,
  );
}

function withFilters(params: Params): Readonly<Record<string, unknown>> {
  const own = Object.entries(params).filter(([name]) => !name.startsWith(filterPrefix));
  const filters = Object.entries(params)
    .filter(([name]) => name.startsWith(filterPrefix))
    .map(([name, values]) => ({
      Name: name.slice(filterPrefix.length),
      Values: [values].flat().map(String),
    }));
  return { ...Object.fromEntries(own), ...(filters.length === 0 ? {} : { Filters: filters }) };
}

/** Codes of `clb` and `cvm` besides the common ones: chiefly that what was named is not there. */
const ownCodes: Meanings = {
  'InvalidParameter.LBIdNotFound': missing,
  'InvalidParameter.ListenerIdNotFound': missing,
  'InvalidParameter.LocationNotFound': missing,
  'InvalidInstanceId.NotFound': missing,
  // An id that no machine can have, by its length at that: it spoils the call for all that are named besides.
  'InvalidInstanceId.Malformed': missing,
  InternalServerError: failing,
};

const names: NestedNames = {
  loadBalancerId: ['LoadBalancerId'],
  listeners: 'Listeners',
  listenerId: 'ListenerId',
  ofListener: { loadBalancerPort: 'Port', endPort: 'EndPort', protocol: 'Protocol' },
  rules: 'Rules',
  locationId: 'LocationId',
  domain: 'Domain',
  url: 'Url',
  backends: 'Targets',
};

/** Answers whose rows stand inside others, by how they are laid flat. */
const nested: Readonly<Record<string, (rows: readonly unknown[]) => readonly unknown[]>> = {
  DescribeTargets: (rows) => layBackendsFlat(rows, names),
  DescribeTargetHealth: (rows) => layHealthFlat(rows, names),
};

/** What an answer means. */
export function toAnswer(call: Call, response: WireResponse): Answer {
  const answer = readAnswer(response, actionOf(call), ownCodes);
  if (!answer.ok) return answer;
  return { ...answer, rows: nested[call.form.action]?.(answer.rows) ?? answer.rows };
}

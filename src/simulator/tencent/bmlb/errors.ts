import type { Settings } from '../../settings.js';
import { refuse, type Refusal } from '../errors.js';
import { missingResource, outerCode } from './settings.js';

/** The two services of this product; each has actions and words of its own. */
export type Service = 'bmlb' | 'bm';

/** A failure of a module, named inside the public one that wraps it. */
function moduleFailure(
  outer: number,
  module: number,
  codeDesc: string,
  text: string,
  settings: Settings,
): Refusal {
  const code = settings.get(outerCode) === 'module' ? module : outer;
  return refuse(code, `(${module})${text}`, { codeDesc });
}

export function badParameter(service: Service, name: string, settings: Settings): Refusal {
  const module = service === 'bmlb' ? 9003 : 10001;
  return moduleFailure(4000, module, 'InvalidParameter', `invalid parameter ${name}`, settings);
}

export function noLoadBalancer(id: string, settings: Settings): Refusal {
  const outer = Number(settings.get(missingResource));
  const text = `load balancer ${id} does not exist`;
  return moduleFailure(outer, 11041, 'InvalidParameter.CCDBLBNotExist', text, settings);
}

export function moduleDown(service: Service, settings: Settings): Refusal {
  return service === 'bmlb'
    ? moduleFailure(6000, 9006, 'InternalError.CCDBAbnormal', 'internal error', settings)
    : moduleFailure(6000, 9001, 'InternalError.DbError', 'internal error', settings);
}

import type { Settings } from '../../settings.js';
import { misspeltId } from './settings.js';

/** The names under which a call may name its load balancer: the documented one, or an example's misspelling of it. */
export function parentNames(settings: Settings): readonly string[] {
  return settings.get(misspeltId) === 'accept' ? ['loadBalancerId', 'loadbancerId'] : ['loadBalancerId'];
}

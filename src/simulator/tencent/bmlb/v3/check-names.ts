import type { Settings } from '../../../settings.js';
import { invalidParameter, type Refusal } from '../../v3/errors.js';
import type { ParameterCodes } from '../../v3/parameters.js';
import { idsMaximum } from '../settings.js';

/** The refusal of the first list of ids or addresses that has too many; null if none has. */
export function checkNames(
  lists: Readonly<Record<string, readonly string[] | undefined>>,
  { codes, settings }: { readonly codes: ParameterCodes; readonly settings: Settings },
): Refusal | null {
  const most = settings.get(idsMaximum);
  if (most === 'none') return null;
  const [name] = Object.entries(lists).find(([, names]) => (names?.length ?? 0) > Number(most)) ?? [];
  return name === undefined ? null : invalidParameter(name, codes.length);
}

import type { Call, Signing, WireRequest } from '../provider.js';
import { asZenlayerForm } from './form.js';
import { toSignedRequest } from './signer.js';

/** The signed request for one call. An action without pages is sent none. */
export function toRequest({ form, source, subjects, page }: Call, signing: Signing): WireRequest {
  const { service, action, unpaged } = asZenlayerForm(form);
  const paged = unpaged === undefined ? { pageNum: page.offset / page.limit + 1, pageSize: page.limit } : {};
  const body = JSON.stringify({ ...form.params(subjects, source), ...paged });
  return toSignedRequest({ service, action, body }, signing);
}

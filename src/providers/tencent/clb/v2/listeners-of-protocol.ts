import { z } from 'zod';
import type { Form } from '../../../provider.js';
import { single, unpaged } from '../forms.js';
import { decodeApplicationListener, listenersSegment } from '../listener.js';
import type { ActionName } from './actions.js';
import { rows } from './rows.js';

/** HTTP, TCP, UDP, HTTPS: the numbers by which listeners can be asked for. */
const protocolNumbers = [1, 2, 3, 4];

const protocolSubject = z.tuple([z.string(), z.number()]);

/** An application load balancer's listeners of one protocol, by the vendor's number, as a subject. */
function toProtocolSubject(loadBalancerId: string, protocol: number): string {
  return JSON.stringify([loadBalancerId, protocol]);
}

function readProtocolSubject(subject: string): readonly [loadBalancerId: string, protocol: number] {
  return protocolSubject.parse(JSON.parse(subject));
}

/** "DescribeForwardLBListeners" by `protocol`. */
export const applicationListenersOfProtocol: Form = {
  action: 'DescribeForwardLBListeners' satisfies ActionName,
  expect: () => ({ inside: () => ({ rules: {} }) }),
  paging: unpaged,
  maxSubjects: 1,
  params: (subjects) => {
    const [loadBalancerId, protocol] = readProtocolSubject(single(subjects));
    return { loadBalancerId: single([loadBalancerId]), protocol };
  },
  decode: (row, context) => {
    const [loadBalancerId] = readProtocolSubject(single(context.subjects));
    return decodeApplicationListener(rows, row, context, loadBalancerId);
  },
  yields: {
    type: 'children',
    segments: (subject, source) => [listenersSegment(source, readProtocolSubject(subject)[0])],
  },
};

/** Where "DescribeForwardLBListeners" may have been cut, it is asked again for each protocol. */
export const cutAt: NonNullable<Form['cutAt']> = {
  rows: 20,
  form: 'applicationListenersOfProtocol',
  parts: (subject) => protocolNumbers.map((protocol) => toProtocolSubject(subject, protocol)),
};

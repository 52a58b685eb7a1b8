import { describe, expect, test } from 'vitest';
import { toFailure } from '../../../src/providers/tencent/v3/failures.js';

/** What "Common error codes" say of a call that may yet succeed, or never will. */
describe('a refusal of API 3.0', () => {
  test('for a service that is unavailable for a time is worth another try, later', () => {
    expect(toFailure('ServiceUnavailable')).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', repeat: 'later' });
  });

  test.each(['IpInBlacklist', 'IpNotInWhitelist'])(
    'for the address that it came from is for good: %s',
    (code) => {
      expect(toFailure(code)).toMatchObject({ code: 'UPSTREAM_FORBIDDEN', repeat: 'never' });
    },
  );

  test('of a wrong parameter, or with a code that begins like a known one, says nothing of what exists', () => {
    for (const code of ['InvalidParameterValue.Length', 'InvalidInstanceId', 'ResourceNotFoundElsewhere']) {
      expect(toFailure(code)).toMatchObject({ code: 'UPSTREAM_REJECTED', repeat: 'never', notFound: false });
    }
  });

  test('with a name that every object has is unknown', () => {
    expect(toFailure('constructor')).toEqual(toFailure('NobodyKnows'));
  });
});

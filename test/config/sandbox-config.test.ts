import { describe, expect, it } from 'vitest';
import { sandboxConfig } from '../../src/config/sandbox-config.js';
import { providers, simulated } from './made-up-providers.js';

describe('sandboxConfig', () => {
  it('is a configuration like that of a file, with made-up data', () => {
    const config = sandboxConfig(
      [simulated, { ...simulated, id: 's2', provider: 'WITH_REGIONS' }],
      providers,
    );
    expect(config.accounts[0]).toEqual({
      ...simulated,
      name: 's1',
      regions: [],
      credentials: { id: 'AK', key: 'SK', token: null },
      options: {},
      simulated: true,
    });
    expect(config.accounts[1]).toMatchObject({ regions: ['zone-1'], site: 'here', options: { depth: 3 } });
    expect(config.cache.ttlMs.backend).toBe(15000);
    expect(config.server.cursorKey).not.toBeNull();
  });

  it('throws where a file would have been refused', () => {
    expect(() => sandboxConfig([{ ...simulated, api: 'v7' }], providers)).toThrow('accounts[0].api');
  });
});

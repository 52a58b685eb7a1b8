import { describe, expect, it } from 'vitest';
import { readEnvironment } from '../src/environment.js';

const environmentOf = (env: Record<string, string>) => {
  const read = readEnvironment(env);
  return read.ok ? read.environment : read.problems.map(({ path }) => path);
};

describe('readEnvironment', () => {
  const defaults = { host: '127.0.0.1', port: 4000, configPath: null, logLevel: 'info', sandbox: false };

  it('has a default for everything, and takes empty for unset', () => {
    expect(environmentOf({})).toEqual(defaults);
    expect(
      environmentOf({ HOST: '', PORT: '', LBGRAPH_CONFIG: '', LOG_LEVEL: '', LBGRAPH_SANDBOX: '' }),
    ).toEqual(defaults);
  });

  it('reads each variable', () => {
    expect(
      environmentOf({
        HOST: '0.0.0.0',
        PORT: '8080',
        LBGRAPH_CONFIG: '/etc/lbgraph.yaml',
        LOG_LEVEL: 'debug',
        LBGRAPH_SANDBOX: '1',
      }),
    ).toEqual({
      host: '0.0.0.0',
      port: 8080,
      configPath: '/etc/lbgraph.yaml',
      logLevel: 'debug',
      sandbox: true,
    });
  });

  it('reports every mistake at once', () => {
    expect(
      environmentOf({ HOST: '0.0.0.0', PORT: '70000', LOG_LEVEL: 'loud', LBGRAPH_SANDBOX: 'yes' }),
    ).toEqual(['PORT', 'LOG_LEVEL', 'LBGRAPH_SANDBOX', 'LBGRAPH_CONFIG']);
    for (const PORT of ['-1', '1.5', 'http', '0x50', '65536'])
      expect(environmentOf({ PORT })).toEqual(['PORT']);
  });

  it('opens no sandbox to other machines unasked', () => {
    expect(environmentOf({ HOST: '0.0.0.0' })).toEqual(['LBGRAPH_CONFIG']);
    expect(environmentOf({ HOST: '0.0.0.0', LBGRAPH_SANDBOX: '1' })).toMatchObject({ sandbox: true });
    expect(environmentOf({ HOST: '0.0.0.0', LBGRAPH_CONFIG: 'x.yaml' })).toMatchObject({
      configPath: 'x.yaml',
    });
    expect(environmentOf({ HOST: 'localhost' })).toMatchObject({ host: 'localhost' });
  });
});

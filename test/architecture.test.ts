import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

interface SourceFile {
  /** Relative to src/. */
  readonly path: string;
  readonly text: string;
  /** Modules of this project, relative to src/. */
  readonly imports: readonly string[];
  readonly packages: readonly string[];
}

function readSources(): readonly SourceFile[] {
  const folder = join(root, 'src');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.includes('generated'))
    .map((path) => {
      const text = readFileSync(join(folder, path), 'utf8');
      const specifiers = ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
      const own = specifiers.filter((specifier) => specifier.startsWith('.'));
      return {
        path,
        text,
        imports: own.map((specifier) =>
          relative(folder, join(folder, dirname(path), specifier)).replace(/\.js$/, '.ts'),
        ),
        packages: specifiers.filter((specifier) => !specifier.startsWith('.')),
      };
    });
}

const sources = readSources();
const layerOf = (path: string) =>
  path.includes('/') ? (path.split('/')[0] ?? '') : path.replace(/\.ts$/, '');

/** What each layer may import besides itself. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  errors: [],
  model: [],
  upstream: ['errors', 'model'],
  providers: ['errors', 'model', 'upstream'],
  inventory: ['errors', 'model', 'upstream', 'providers'],
  loaders: ['errors', 'model', 'upstream', 'providers', 'inventory'],
  graphql: ['errors', 'model', 'upstream', 'inventory', 'loaders'],
  auth: ['errors'],
  http: ['errors', 'auth', 'graphql'],
  config: [],
  environment: ['config'],
  cli: ['auth', 'config', 'graphql', 'providers', 'errors'],
  server: [
    'config',
    'errors',
    'model',
    'upstream',
    'providers',
    'inventory',
    'loaders',
    'auth',
    'graphql',
    'http',
  ],
  main: ['config', 'environment', 'errors', 'providers', 'server', 'simulator'],
  simulator: [],
};

/** What every provider has. More is allowed. */
const providerFiles = [
  'backend',
  'definition',
  'envelope',
  'failures',
  'filters',
  'forms',
  'instance',
  'listener',
  'load-balancer',
  'plan',
  'signer',
  'wire',
];

function offences(isOffence: (file: SourceFile) => readonly string[]): readonly string[] {
  return sources.flatMap((file) => isOffence(file).map((what) => `${file.path}: ${what}`));
}

describe('structure', () => {
  test('there is something to check', () => {
    expect(sources.length).toBeGreaterThan(50);
  });

  test('imports point one way', () => {
    const wrong = offences(({ path, imports }) => {
      const layer = layerOf(path);
      return imports.filter(
        (target) => layerOf(target) !== layer && !allowed[layer]?.includes(layerOf(target)),
      );
    });
    expect(wrong).toEqual([]);
  });

  test('simulator and the rest know nothing of each other, but for the process entry', () => {
    const wrong = offences(({ path, imports }) =>
      imports.filter(
        (target) =>
          (layerOf(target) === 'simulator') !== (layerOf(path) === 'simulator') && path !== 'main.ts',
      ),
    );
    expect(wrong).toEqual([]);
  });

  test('no import goes in a circle', () => {
    const graph = new Map(sources.map(({ path, imports }) => [path, imports]));
    const state = new Map<string, 'open' | 'done'>();
    const circles: string[] = [];
    const visit = (path: string, trail: readonly string[]) => {
      if (state.get(path) === 'done') return;
      if (state.get(path) === 'open') {
        circles.push([...trail.slice(trail.indexOf(path)), path].join(' -> '));
        return;
      }
      state.set(path, 'open');
      for (const next of graph.get(path) ?? []) visit(next, [...trail, path]);
      state.set(path, 'done');
    };
    for (const path of graph.keys()) visit(path, []);
    expect(circles).toEqual([]);
  });

  test('vendors are named in their own folders, the registry and their SDL only', () => {
    const vendors = /tencent|qingcloud|qcloud|zenlayer/i;
    const places = /^(providers\/[a-z]+\/|providers\/registry\.ts|simulator\/)/;
    expect(
      offences(({ path, text }) => (places.test(path) ? [] : (vendors.exec(text)?.slice(0, 1) ?? []))),
    ).toEqual([]);
    const sdl = readdirSync(join(root, 'schema'), { encoding: 'utf8' }).filter(
      (path) => path.endsWith('.graphql') && vendors.test(readFileSync(join(root, 'schema', path), 'utf8')),
    );
    expect(sdl).toEqual([]);
  });

  test('a provider folder imports nothing of another vendor, nor of another product of its own', () => {
    const providers = providerFolders();
    const isInside = (path: string, folder: string) => path.startsWith(`${folder}/`);
    expect(
      offences(({ path, imports }) => {
        const vendor = /^providers\/[a-z]+(?=\/)/.exec(path)?.[0];
        if (vendor === undefined) return [];
        const foreign = (target: string) => /^providers\/[a-z]+\//.test(target) && !isInside(target, vendor);
        const sibling = (target: string) =>
          providers.some((folder) => isInside(target, folder) && !isInside(path, folder));
        return imports.filter((target) => foreign(target) || sibling(target));
      }),
    ).toEqual([]);
  });

  test("every provider has the same files, in its folder or, shared by a vendor's products, in the one above", () => {
    const providers = providerFolders();
    expect(providers.length).toBeGreaterThan(1);
    const missing = providers.flatMap((folder) => {
      const [, vendor = ''] = folder.split('/');
      const homes = [folder, `providers/${vendor}`];
      return providerFiles
        .map((name) => `${name}.ts`)
        .filter((file) => !homes.some((home) => sources.some(({ path }) => path === `${home}/${file}`)))
        .map((file) => `${folder}: ${file}`);
    });
    expect(missing).toEqual([]);
  });

  test('each library that has effects is imported in one place', () => {
    const homes: Readonly<Record<string, RegExp>> = {
      undici: /^upstream\/transport\.ts$/,
      cockatiel: /^upstream\/policies\.ts$/,
      keyv: /^inventory\/page-cache\.ts$/,
      dataloader: /^loaders\/loaders\.ts$/,
      fastify: /^http\//,
      '@fastify/helmet': /^http\//,
      '@fastify/static': /^http\//,
      jose: /^auth\//,
      'rate-limiter-flexible': /^(auth|http)\//,
      'prom-client': /^http\/metrics\.ts$/,
      'node:http': /^(http|simulator)\//,
      'node:net': /^(http|simulator|config)\/|^model\/address\.ts$/,
    };
    const typesOnly = (text: string, name: string) =>
      [...text.matchAll(/^import (type )?[^;]*? from '([^']+)'/gms)].every(
        ([, type, from]) => from !== name || type !== undefined,
      );
    const wrong = offences(({ path, text, packages }) =>
      packages.filter(
        (name) => homes[name] !== undefined && !homes[name].test(path) && !typesOnly(text, name),
      ),
    );
    expect(wrong).toEqual([]);
  });

  test('the environment and the process end are touched by entries only', () => {
    const entries = /^(main\.ts|cli\/|simulator\/main\.ts)/;
    const wrong = offences(({ path, text }) =>
      entries.test(path) ? [] : (/process\.(env|exit)\b/.exec(text)?.slice(0, 1) ?? []),
    );
    expect(wrong).toEqual([]);
  });

  test('no any, no default export, no class but errors, no silenced rule, nothing left to do', () => {
    const forbidden =
      /: any\b|\bas any\b|<any>|export default|\b(TODO|FIXME|XXX)\b|^(export )?(abstract )?class (?!\w+(Error|Refusal)\b)/m;
    const silenced = /eslint-disable|@ts-(ignore|expect-error|nocheck)/;
    const wrong = offences(({ text }) =>
      [forbidden.exec(withoutComments(text))?.[0], silenced.exec(text)?.[0]].filter(
        (found) => found !== undefined,
      ),
    );
    expect(wrong).toEqual([]);
  });

  test('drawers for anything do not exist', () => {
    const drawers = /(^|[/-])(utils?|helpers?|common|misc|lib|manager|handler|service|data|info)(\.ts|\/)/;
    expect(offences(({ path }) => (drawers.test(path) ? [path] : []))).toEqual([]);
  });

  test('no source file is longer than 250 lines', () => {
    expect(offences(({ text }) => (text.split('\n').length > 251 ? ['too long'] : []))).toEqual([]);
  });
});

/** A provider is a folder that holds a definition: a vendor's own, or one for each of its products. */
function providerFolders(): readonly string[] {
  return sources
    .filter(({ path }) => /^providers\/.+\/definition\.ts$/.test(path))
    .map(({ path }) => dirname(path));
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
}

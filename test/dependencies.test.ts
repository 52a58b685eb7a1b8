import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';

const root = fileURLToPath(new URL('..', import.meta.url));
const manifest = z.object({ version: z.string() });

/** Folders of all installed copies of a package, however deep. */
function copiesOf(name: string): readonly string[] {
  const lock = z
    .object({ packages: z.record(z.string(), z.unknown()) })
    .parse(JSON.parse(readFileSync(join(root, 'node_modules/.package-lock.json'), 'utf8')));
  return Object.keys(lock.packages).filter(
    (path) => path === `node_modules/${name}` || path.endsWith(`/node_modules/${name}`),
  );
}

function installedVersion(name: string): readonly number[] {
  const text = readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8');
  return manifest.parse(JSON.parse(text)).version.split('.').map(Number);
}

function isAtLeast(version: readonly number[], least: readonly number[]): boolean {
  const difference = least.map((part, index) => (version[index] ?? 0) - part).find((part) => part !== 0);
  return (difference ?? 0) >= 0;
}

describe('installed packages', () => {
  // The lock file decides; this holds it above the versions that are known to be too old.
  test.each([
    ['graphql', [16, 15, 0]],
    ['@apollo/server', [5, 5, 0]],
    ['undici', [7, 29, 0]],
  ])('%s is %j or later', (name, least) => {
    const version = installedVersion(name);
    expect(isAtLeast(version, least), version.join('.')).toBe(true);
  });

  test('versions are compared by number, from the left', () => {
    expect(isAtLeast([16, 15, 0], [16, 15, 0])).toBe(true);
    expect(isAtLeast([16, 9, 0], [16, 15, 0])).toBe(false);
    expect(isAtLeast([17, 0, 0], [16, 15, 0])).toBe(true);
    expect(isAtLeast([16, 15, 1], [16, 15, 0])).toBe(true);
    expect(isAtLeast([5, 4, 9], [5, 5, 0])).toBe(false);
  });

  test('there is one copy of graphql, since types of two do not know each other', () => {
    expect(copiesOf('graphql')).toEqual(['node_modules/graphql']);
  });

  test('undici is one copy too, so that its version is the one that calls vendors', () => {
    expect(copiesOf('undici')).toEqual(['node_modules/undici']);
  });
});

describe('calls to vendors', () => {
  const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => {
      const text = readFileSync(join(root, 'src', path), 'utf8');
      return {
        path: path.split(sep).join('/'),
        file: ts.createSourceFile(path, text, ts.ScriptTarget.ES2023),
      };
    });

  test('go through undici, which one module imports', () => {
    const importers = sources.filter(({ file }) => valueImports(file).has('undici')).map(({ path }) => path);
    expect(importers).toEqual(['upstream/transport.ts']);
  });

  test('go by no other way: no global fetch, no client of Node.js', () => {
    const others = sources.flatMap(({ path, file }) => otherClients(file).map((name) => `${path}: ${name}`));
    expect(others).toEqual([]);
  });

  test('would be seen in any of these spellings', () => {
    const spellings = [
      'await fetch(url);',
      'const send = globalThis.fetch;',
      "import { request } from 'node:http';",
      "import http from 'node:http';",
      "import * as https from 'node:https';",
      "import https from 'https';",
      "import { connect } from 'node:net';",
      "import { connect } from 'node:http2';",
      "const http = await import('node:http');",
      'new WebSocket(url);',
    ];
    for (const spelling of spellings) {
      const file = ts.createSourceFile('spelling.ts', spelling, ts.ScriptTarget.ES2023);
      expect(otherClients(file), spelling).toHaveLength(1);
    }
  });
});

/** What of Node.js's networking is imported for other use than to dial. */
const harmless: Readonly<Record<string, readonly string[]>> = {
  http: ['METHODS', 'STATUS_CODES', 'createServer'],
  net: ['BlockList', 'isIP', 'isIPv4', 'isIPv6', 'SocketAddress'],
};
const networking = new Set(['http', 'https', 'http2', 'net', 'tls', 'dgram']);

function otherClients(file: ts.SourceFile): readonly string[] {
  const found: string[] = [];
  for (const [module, names] of valueImports(file)) {
    const name = module.replace(/^node:/, '');
    if (!networking.has(name)) continue;
    found.push(...names.filter((imported) => !harmless[name]?.includes(imported)));
  }
  const visit = (node: ts.Node) => {
    const isClient = ts.isIdentifier(node) && ['fetch', 'WebSocket', 'EventSource'].includes(node.text);
    if (isClient) found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** What a file imports by value, by module; all of a module, or a late import, is `*`. */
function valueImports(file: ts.SourceFile): ReadonlyMap<string, readonly string[]> {
  const imports = new Map<string, string[]>();
  const add = (module: ts.Node | undefined, names: readonly string[]) => {
    if (module === undefined || !ts.isStringLiteral(module)) return;
    imports.set(module.text, [...(imports.get(module.text) ?? []), ...names]);
  };
  const visit = (node: ts.Node) => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, namesOf(node.importClause));
    if (ts.isExportDeclaration(node) && !node.isTypeOnly) add(node.moduleSpecifier, ['*']);
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0], ['*']);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return new Map([...imports].filter(([, names]) => names.length > 0));
}

function namesOf(clause: ts.ImportClause | undefined): readonly string[] {
  if (clause === undefined || clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return [];
  const { name, namedBindings } = clause;
  const bound =
    namedBindings === undefined
      ? []
      : ts.isNamespaceImport(namedBindings)
        ? ['*']
        : namedBindings.elements
            .filter(({ isTypeOnly }) => !isTypeOnly)
            .map((element) => (element.propertyName ?? element.name).text);
  return [...(name === undefined ? [] : ['*']), ...bound];
}

import type { Settings } from '../settings.js';
import type { Answer } from '../vendor.js';
import { badArgument } from './errors.js';
import { IDS_MAXIMUM, PAGE_DEFAULT, PAGE_MAXIMUM, TAGS_MAXIMUM } from './limits.js';
import { idsMaximum, pageBounds, tagCase } from './settings.js';

export type Arguments = Readonly<Record<string, unknown>>;

/** What an argument may be. */
export type Rule =
  | { readonly kind: 'text'; readonly required?: boolean; readonly oneOf?: readonly string[] }
  | { readonly kind: 'texts'; readonly most?: number }
  /** A list of ids; `doubtful` if the documentation tells no maximum. */
  | { readonly kind: 'ids'; readonly doubtful?: boolean; readonly required?: (settings: Settings) => boolean }
  /** `longest` is the most characters of a key or value. */
  | { readonly kind: 'tags'; readonly longest: number }
  | { readonly kind: 'number'; readonly least: number; readonly most: number };

export type Rules = Readonly<Record<string, Rule>>;

export const text: Rule = { kind: 'text' };
export const requiredText: Rule = { kind: 'text', required: true };
export const ids: Rule = { kind: 'ids' };
export const texts: Rule = { kind: 'texts' };

export const pageRules: Rules = {
  pageNum: { kind: 'number', least: 1, most: Infinity },
  pageSize: { kind: 'number', least: 1, most: PAGE_MAXIMUM },
};

export const tagRules = (longest: number): Rules => ({
  tagKeys: { kind: 'texts', most: TAGS_MAXIMUM },
  tags: { kind: 'tags', longest },
});

/** The first argument that breaks its rule, in the order of the rules; unknown arguments are ignored. */
export function checkArguments(args: Arguments, rules: Rules, settings: Settings): Answer | null {
  for (const [name, rule] of Object.entries(rules)) {
    const code = breakOf(args[name] ?? null, rule, settings);
    if (code !== null) return badArgument(code, name);
  }
  return null;
}

function breakOf(value: unknown, rule: Rule, settings: Settings): string | null {
  if (value === null || value === '') return isRequired(rule, settings) ? 'MISSING_PARAMETER' : null;
  switch (rule.kind) {
    case 'text':
      if (typeof value !== 'string') return 'INVALID_PARAMETER_TYPE';
      return rule.oneOf && !rule.oneOf.includes(value) ? 'INVALID_PARAMETER_VALUE' : null;
    case 'number':
      if (typeof value !== 'number' || !Number.isInteger(value)) return 'INVALID_PARAMETER_TYPE';
      if (settings.get(pageBounds) === 'clamp') return null;
      if (value < rule.least) return 'INVALID_PARAMETER_LESS_MINIMUM';
      return value > rule.most ? 'INVALID_PARAMETER_EXCEED_MAXIMUM' : null;
    case 'ids':
      if (!isTexts(value)) return 'INVALID_PARAMETER_TYPE';
      if (value.length === 0 && isRequired(rule, settings)) return 'MISSING_PARAMETER';
      return value.length > mostIds(rule.doubtful ?? false, settings)
        ? 'INVALID_PARAMETER_EXCEED_LENGTH'
        : null;
    case 'texts':
      if (!isTexts(value)) return 'INVALID_PARAMETER_TYPE';
      return value.length > (rule.most ?? Infinity) ? 'INVALID_PARAMETER_EXCEED_LENGTH' : null;
    case 'tags':
      if (!Array.isArray(value) || !value.every(isTag)) return 'INVALID_PARAMETER_TYPE';
      return value.length > TAGS_MAXIMUM
        ? 'INVALID_PARAMETER_EXCEED_LENGTH'
        : lengthBreakOf(value, rule.longest);
  }
}

function lengthBreakOf(tags: readonly Tag[], longest: number): string | null {
  const texts = tags.flatMap(({ key, value }) => [key, value]);
  if (texts.includes('')) return 'INVALID_PARAMETER_LESS_LENGTH';
  return texts.some((each) => each.length > longest) ? 'INVALID_PARAMETER_EXCEED_LENGTH' : null;
}

function isRequired(rule: Rule, settings: Settings): boolean {
  if (rule.kind === 'text') return rule.required ?? false;
  return rule.kind === 'ids' && (rule.required?.(settings) ?? false);
}

function mostIds(doubtful: boolean, settings: Settings): number {
  const where = settings.get(idsMaximum);
  return where === 'none' || (where === 'documented' && doubtful) ? Infinity : IDS_MAXIMUM;
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

export interface Tag {
  readonly key: string;
  readonly value: string;
}

export function isTag(value: unknown): value is Tag {
  return (
    typeof value === 'object' &&
    value !== null &&
    'key' in value &&
    'value' in value &&
    typeof value.key === 'string' &&
    typeof value.value === 'string'
  );
}

/** The readers below take arguments that their rules let pass; absent and empty text are the same. */
export function readText(args: Arguments, name: string): string | null {
  const value = args[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

export function readTexts(args: Arguments, name: string): readonly string[] | null {
  const value = args[name];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : null;
}

/** Whether a thing's tags have one of the keys and all of the pairs asked for. */
export function matchesTags(args: Arguments, tags: readonly Tag[], settings: Settings): boolean {
  const keys = readTexts(args, 'tagKeys') ?? [];
  const asked = args['tags'];
  const pairs = Array.isArray(asked) ? asked.filter(isTag) : [];
  const inCase = (value: string): string => (settings.get(tagCase) === 'any' ? value.toLowerCase() : value);
  const isSame = (a: string, b: string): boolean => inCase(a) === inCase(b);
  return (
    (keys.length === 0 || tags.some(({ key }) => keys.some((wanted) => isSame(wanted, key)))) &&
    pairs.every((pair) => tags.some(({ key, value }) => isSame(key, pair.key) && isSame(value, pair.value)))
  );
}

export interface Window {
  readonly pageNum: number;
  readonly pageSize: number;
}

export function readWindow(args: Arguments): Window {
  const { pageNum, pageSize } = args;
  return {
    pageNum: typeof pageNum === 'number' ? Math.max(pageNum, 1) : 1,
    pageSize: typeof pageSize === 'number' ? Math.min(Math.max(pageSize, 1), PAGE_MAXIMUM) : PAGE_DEFAULT,
  };
}

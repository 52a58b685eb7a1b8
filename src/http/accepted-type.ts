interface MediaRange {
  readonly type: string;
  readonly subtype: string;
  readonly parameters: readonly string[];
  readonly quality: number;
}

/** How one range speaks of a type: the most specific range of a header decides. */
interface Match {
  readonly specificity: number;
  readonly quality: number;
  readonly position: number;
}

/**
 * The offered type that an Accept header prefers, or null if it takes none of them. Without a header the first
 * offer; what cannot be read of a header says nothing. Offers are in UTF-8, and a range may say so. It decides as
 * Apollo Server does, so that refusals and answers of one request are of one type.
 */
export function acceptedType<Type extends string>(
  accept: string | undefined,
  offers: readonly Type[],
): Type | null {
  if (accept === undefined || accept === '') return offers[0] ?? null;
  const ranges = accept.split(',').map(toRange);
  const acceptable = offers
    .map((offer) => ({ offer, match: bestMatch(offer, ranges) }))
    .filter(({ match }) => match.quality > 0)
    .sort(
      ({ match: a }, { match: b }) =>
        b.quality - a.quality || b.specificity - a.specificity || a.position - b.position,
    );
  return acceptable[0]?.offer ?? null;
}

function toRange(text: string): MediaRange {
  const [name = '', ...rest] = text.split(';').map((part) => part.trim().toLowerCase());
  const [type = '', subtype = ''] = name.split('/', 2);
  const quality = rest.find((parameter) => parameter.startsWith('q='));
  const told = quality?.slice(2) ?? '';
  return {
    type,
    subtype,
    parameters: rest.filter((parameter) => parameter !== '' && parameter !== quality),
    quality: told === '' ? 1 : Number.parseFloat(told),
  };
}

const utf8 = /^charset\s*=\s*"?utf-8"?$/;

function bestMatch(offer: string, ranges: readonly MediaRange[]): Match {
  const [type, subtype] = offer.split('/', 2);
  let best: Match = { specificity: -1, quality: 0, position: -1 };
  ranges.forEach((range, position) => {
    if (range.type !== '*' && range.type !== type) return;
    if (range.subtype !== '*' && range.subtype !== subtype) return;
    if (!range.parameters.every((parameter) => utf8.test(parameter))) return;
    const specificity =
      (range.type === type ? 4 : 0) +
      (range.subtype === subtype ? 2 : 0) +
      (range.parameters.length > 0 ? 1 : 0);
    // The later of two equals decides, as does one whose quality is no number: it accepts nothing.
    const isBetter =
      specificity > best.specificity || (specificity === best.specificity && !(range.quality < best.quality));
    if (isBetter) best = { specificity, quality: range.quality, position };
  });
  return best;
}

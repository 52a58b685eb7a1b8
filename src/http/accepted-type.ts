import Negotiator from 'negotiator';

/**
 * The offered type that an Accept header prefers, or null if it takes none of them. Without a header, or with an empty one, the first offer.
 * By the library that Apollo Server asks, so that refusals and answers of one request are of one type. Offers are in
 * UTF-8, and a caller may ask for it.
 */
export function acceptedType<Type extends string>(
  accept: string | undefined,
  offers: readonly Type[],
): Type | null {
  const named = offers.map((offer) => `${offer}; charset=utf-8`);
  const preferred = new Negotiator({ headers: { accept: accept === '' ? undefined : accept } }).mediaType(
    named,
  );
  return offers[named.indexOf(preferred ?? '')] ?? null;
}

export const PAGE_DEFAULT = 20;
export const PAGE_MAXIMUM = 1000;
export const IDS_MAXIMUM = 100;
export const TAGS_MAXIMUM = 20;

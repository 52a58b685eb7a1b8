export const TAG_LENGTH_MAXIMUM = 64;

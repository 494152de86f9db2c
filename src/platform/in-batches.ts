/** Work on many things, a few at a time: quicker than one by one, and the database is not flooded. */
export async function inBatches<T>(items: readonly T[], work: (item: T) => Promise<unknown>, size = 16): Promise<void> {
  for (let i = 0; i < items.length; i += size) await Promise.all(items.slice(i, i + size).map(work));
}

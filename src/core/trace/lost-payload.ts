/** What a `lost` record counts: records that are missing, or payloads of frames that are there, cut or empty. */
export const isOfPayloads = (why: string): boolean => /^(?:large )?payloads? /.test(why);

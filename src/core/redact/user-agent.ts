/** Most specific first: Edge calls itself Chrome and Safari as well, Chrome Safari, Safari gives its version elsewhere. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:Edg|EdgA|EdgiOS|Edge)\/(\d{1,4})/, 'Edge'],
  [/\b(?:OPR|Opera)\/(\d{1,4})/, 'Opera'],
  [/\b(?:Firefox|FxiOS)\/(\d{1,4})/, 'Firefox'],
  [/\b(?:HeadlessChrome|Chromium|Chrome|CriOS)\/(\d{1,4})/, 'Chrome'],
  [/\bVersion\/(\d{1,4})[^]*\bSafari\//, 'Safari'],
  [/\bSafari\/(\d{1,4})/, 'Safari'],
  [/\bNode\.js\/(\d{1,4})/, 'Node.js'],
];

/** Browser and major version, `Chrome/148`: a whole user agent is half a fingerprint. */
export function redactUserAgent(userAgent: string): string {
  for (const [pattern, browser] of BROWSERS) {
    const version = pattern.exec(userAgent)?.[1];
    if (version !== undefined) return `${browser}/${version}`;
  }
  return 'unknown';
}

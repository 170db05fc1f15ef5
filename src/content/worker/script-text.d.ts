/** A script of ours as the text of a function of one parameter (scripts/build/script-text.ts). */
declare module '*?script' {
  const source: string;
  export default source;
}

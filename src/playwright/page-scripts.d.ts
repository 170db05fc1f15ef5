/** Built by scripts/build/playwright.ts from src/content: what a page needs to be recorded. */
declare module 'virtual:page-scripts' {
  export const capture: string;
  export const discovery: string;
}

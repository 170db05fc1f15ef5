/** How DevTools stand beside the page. */
export interface Look {
  dock: 'bottom' | 'right' | 'undocked';
  theme: 'light' | 'dark';
}

export interface Size {
  width: number;
  height: number;
}

/** Size of the panel itself per dock, as design/ui/UI.md §1 draws them. */
export const PANEL_SIZE: Record<Look['dock'], Size> = {
  bottom: { width: 1280, height: 420 },
  right: { width: 520, height: 900 },
  undocked: { width: 1440, height: 900 },
};

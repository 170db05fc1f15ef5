import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Panel } from '../state/panel.ts';

export const PanelContext = createContext<Panel | undefined>(undefined);

export function usePanel(): Panel {
  const panel = useContext(PanelContext);
  if (panel === undefined) throw new Error('a component of the panel stands outside of it');
  return panel;
}

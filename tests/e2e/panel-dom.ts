// These functions run inside the panel's document, in both browsers: they use nothing but `document` and `window`.

/** A row of the message grid, as its accessible name tells it. */
export type GridRow = {
  /** aria-rowindex. */
  index: number;
  /** Undefined for rows that stand for no frame. */
  dir: 'in' | 'out' | undefined;
  name: string;
  conn: string;
  label: string;
  /** Text of the last cell: the time to its answer, or what it answers. */
  rtt: string;
};

/** Undefined where the list moved under the reading, as one that follows its end does. */
export async function readRows(): Promise<GridRow[] | undefined> {
  const grid = document.querySelector('[role=grid]');
  if (!grid) return [];
  const painted = () =>
    new Promise((resolve) => window.requestAnimationFrame(() => window.requestAnimationFrame(resolve)));
  const found = new Map<number, GridRow>();
  const seen = new Set<number>();
  for (grid.scrollTop = 0; ; grid.scrollTop += grid.clientHeight * 0.8) {
    await painted();
    for (const row of grid.querySelectorAll('[role=row][aria-rowindex]')) {
      const label = row.getAttribute('aria-label') ?? '';
      const [first = '', ...rest] = label.split(', ');
      const dir = first === 'sent' ? 'out' : first === 'received' ? 'in' : undefined;
      const [name = '', conn = ''] = dir ? rest : [first, ...rest];
      const rtt = [...row.querySelectorAll('[role=gridcell]')].at(-1)?.textContent ?? '';
      const index = Number(row.getAttribute('aria-rowindex'));
      seen.add(index);
      if (label !== '') found.set(index, { index, dir, name, conn, label, rtt });
    }
    if (grid.scrollTop + grid.clientHeight >= grid.scrollHeight - 1) break;
  }
  const isWhole = seen.size >= Number(grid.getAttribute('aria-rowcount'));
  return isWhole ? [...found.values()].sort((a, b) => a.index - b.index) : undefined;
}

/** Presses a row, for which the grid scrolls through from the first. False: it is not there (yet). */
export async function selectRow(index: number): Promise<boolean> {
  const grid = document.querySelector('[role=grid]');
  if (!grid) return false;
  const find = () => grid.querySelector(`[role=row][aria-rowindex="${index}"]`);
  const painted = () =>
    new Promise((resolve) => window.requestAnimationFrame(() => window.requestAnimationFrame(resolve)));
  for (grid.scrollTop = 0; !find(); grid.scrollTop += grid.clientHeight * 0.8) {
    await painted();
    if (!find() && grid.scrollTop + grid.clientHeight >= grid.scrollHeight - 1) return false;
  }
  const row = find();
  row?.scrollIntoView({ block: 'nearest' });
  for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'])
    row?.dispatchEvent(new window.MouseEvent(type, { bubbles: true, composed: true, button: 0 }));
  return true;
}

/** Undefined while the detail is not (yet) that of a message of this name. */
export function readDetail(name: string): string | undefined {
  const detail = document.querySelector('section[aria-label=Detail]');
  const isOfName = detail?.querySelector('.detail-head')?.textContent.includes(name) === true;
  return isOfName && detail.getAttribute('aria-busy') === 'false' ? detail.textContent : undefined;
}

/** Types into the field with this label. False: it is not there (yet). */
export function fillField(label: string, text: string): boolean {
  const fields = [
    ...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
      'input:not([type=radio], [type=checkbox]), textarea',
    ),
  ];
  const field = fields.find(({ labels }) => [...(labels ?? [])].some((each) => each.textContent.includes(label)));
  if (!field) return false;
  field.value = text;
  field.dispatchEvent(new window.Event('input', { bubbles: true }));
  return true;
}

/** What an alert says now, '' where there is none. */
export function readAlert(): string {
  return document.querySelector('[role=alert]')?.textContent ?? '';
}

/** The status bar says “… 12 of 1 234 messages”. */
export function readCapturedFrames(): number {
  const text = document.querySelector('footer')?.textContent ?? '';
  return Number(/of ([\d\s.,]+) messages?/.exec(text)?.[1]?.replaceAll(/\D/g, '') ?? 0);
}

export function readNotice(): string {
  return document.querySelector('.notice')?.textContent ?? '';
}

export function readView(): string {
  return document.querySelector('[role=tabpanel]')?.textContent ?? '';
}

export function readViews(): string[] {
  // A tab may count its findings: its name is its first text.
  return [...document.querySelectorAll('[role=tab]')].map((tab) => tab.firstChild?.textContent ?? '');
}

export function readOverflow(): { x: number; y: number } {
  const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
  return { x: scrollWidth - clientWidth, y: scrollHeight - clientHeight };
}

export function readEverything(): string {
  const attributes = [...document.querySelectorAll('*')].flatMap((element) =>
    [...element.attributes].map(({ value }) => value),
  );
  return [document.body.textContent, ...attributes].join('\n');
}

export function readRecordings(): string[] {
  return [...document.querySelectorAll('[role=listbox] [role=option]')].map(
    (option) => option.querySelector('.hidden-text')?.textContent ?? '',
  );
}

export function readBadge(): string {
  const badge = document.querySelector('button.page-badge');
  return (badge?.textContent ?? '').replace('This page: ', '').trim();
}

export function readPageCard(): string {
  return document.querySelector('.page-card')?.textContent ?? '';
}

/** The texts of the sequence diagram's rows, scrolled through from the first to the last; undefined while there is none. */
export async function readSequence(): Promise<string[] | undefined> {
  const lanes = document.querySelector('[role=treegrid][aria-label="Sequence diagram"]');
  if (!lanes) return undefined;
  const painted = () =>
    new Promise((resolve) => window.requestAnimationFrame(() => window.requestAnimationFrame(resolve)));
  const found = new Map<number, string>();
  for (lanes.scrollTop = 0; ; lanes.scrollTop += lanes.clientHeight * 0.8) {
    await painted();
    for (const row of lanes.querySelectorAll('[aria-rowindex]'))
      found.set(Number(row.getAttribute('aria-rowindex')), row.textContent);
    if (lanes.scrollTop + lanes.clientHeight >= lanes.scrollHeight - 1) break;
  }
  return [...found].sort(([a], [b]) => a - b).map(([, text]) => text);
}

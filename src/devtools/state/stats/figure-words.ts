import type { Figures, StatsView } from '../../../core/stats/stats-view.ts';
import { bytes, count, duration, plural } from '../format.ts';
import { percent, rate, tripWords } from './stats-words.ts';

/** One key figure, in words. */
export interface FigureWords {
  title: string;
  value: string;
  note: string;
  tone?: 'error' | 'warning';
  /** What there is no room for. */
  more?: string;
}

/** The key figures of what is in scope. */
export function figureWords({ figures, page }: Pick<StatsView, 'figures' | 'page'>): FigureWords[] {
  return [...connectionWords(figures), ...trafficWords(figures), ...troubleWords(figures), ...pageWords(page)];
}

function connectionWords(figures: Figures): FigureWords[] {
  const { connections, open, failed, successShare, connectionsPerMinute, handshakePhases, phasesInBudget } = figures;
  return [
    {
      title: 'Connections',
      value: count(connections),
      note: `${count(open)} open · ${rate(connectionsPerMinute, '/min')}`,
      more: `${count(open)} open at the end, ${rate(connectionsPerMinute, 'dials a minute')}`,
    },
    {
      title: 'Failed',
      value: count(failed),
      note: successShare === undefined ? 'none tried' : `${percent(successShare)} succeeded`,
      ...(failed > 0 ? { tone: 'error' } : {}),
    },
    {
      title: 'In budget',
      value: handshakePhases === 0 ? '–' : percent(phasesInBudget / handshakePhases),
      note: `of ${plural(handshakePhases, 'phase')}`,
      more: `${count(phasesInBudget)} of ${plural(handshakePhases, 'phase')} of handshakes kept their budget`,
    },
  ];
}

function trafficWords(figures: Figures): FigureWords[] {
  const { messagesIn, messagesOut, bytesIn, bytesOut, asymmetry, trips } = figures;
  const { p50, p95, max } = tripWords(trips);
  return [
    {
      title: 'Messages',
      value: count(messagesIn + messagesOut),
      note: `${rate(figures.messagesPerSecond, '/s')} mean`,
      more: `${count(messagesOut)} sent, ${count(messagesIn)} received`,
    },
    { title: 'Bytes', value: bytes(bytesIn + bytesOut), note: `↑ ${bytes(bytesOut)} ↓ ${bytes(bytesIn)}` },
    {
      title: 'In : out',
      value: asymmetry === undefined ? '–' : `${Number(asymmetry.toPrecision(2))} : 1`,
      note: 'bytes',
    },
    {
      title: 'Throughput',
      value: `${bytes(figures.bytesPerSecond)}/s`,
      note: megabits(figures.megabitsPerSecond),
      more: 'mean over the time shown',
    },
    {
      title: 'Message size',
      value: bytes(figures.meanSize),
      note: figures.sizeP50 === undefined ? 'mean' : `p50 ${bytes(figures.sizeP50)}`,
      more:
        figures.sizeP95 === undefined
          ? 'mean'
          : `mean; p95 ${bytes(figures.sizeP95)}, largest ${bytes(figures.sizeMax)}`,
    },
    {
      title: 'RTT p50',
      value: p50,
      note: trips.count > 0 ? `p95 ${p95}` : 'none measured',
      more: `${plural(trips.count, 'round trip')} that this page began, at most ${max}`,
    },
  ];
}

function troubleWords({ errors, warnings, errorsPerMinute, lost, cut }: Figures): FigureWords[] {
  return [
    {
      title: 'Errors',
      value: count(errors),
      note: plural(warnings, 'warning'),
      more: rate(errorsPerMinute, 'errors a minute'),
      ...(errors > 0 ? { tone: 'error' } : {}),
    },
    {
      title: 'Lost records',
      value: count(lost),
      note: cut > 0 ? `${plural(cut, 'payload')} cut` : lost > 0 ? 'at least' : 'complete',
      ...(cut > 0 ? { tone: 'warning', more: 'messages are there whose payload was cut short or left out' } : {}),
      ...(lost > 0 ? { tone: 'warning', more: 'records are missing: all figures are at least what is shown' } : {}),
    },
  ];
}

function pageWords({ memory, longTaskMs }: StatsView['page']): FigureWords[] {
  return [
    ...(memory ? [{ title: 'Page memory', value: bytes(memory.last), note: `≤ ${bytes(memory.max)}` }] : []),
    ...(longTaskMs
      ? [{ title: 'Long tasks', value: duration(longTaskMs.last), note: `≤ ${duration(longTaskMs.max)}` }]
      : []),
  ];
}

const megabits = (value: number): string =>
  `${value >= 0.001 || value === 0 ? Number(value.toPrecision(3)) : value.toExponential(1)} Mbps`;

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { seedSections } from './seed-sections.ts';

const LISTS = 'tests/core/report/seed-lists.test.ts';
const FIGURES = 'tests/core/report/seed-figures.test.ts';
const CALLS = 'tests/e2e/content/library-calls.spec.ts';
const BLOCKS = 'tests/e2e/content/seed-document.spec.ts';
const PURPOSE = 'tests/core/model/purpose.test.ts';
const DIALECT = 'tests/core/model/seed-dialect.test.ts';

/** Where each list and block of the seed document is tested: a file, and words of its test. */
const TESTED: Readonly<Record<string, readonly [file: string, words: string]>> = {
  'Global Statistics': [BLOCKS, 'Global Statistics:'],
  'Human-Readable Reports': [BLOCKS, 'Human-Readable Reports:'],
  'Connection Lifecycle States': [LISTS, 'Connection Lifecycle States:'],
  'Core Plugins (All Instrumented)': [BLOCKS, "['websocket', 'statistics', 'network', 'encryption', 'compression']"],
  'Connection Inspector': [BLOCKS, 'Connection Inspector:'],
  'Real-time Logging': ['tests/core/report/log-words.test.ts', 'carries no emoji'],
  'Performance Analysis': [BLOCKS, 'Performance Analysis:'],
  'High-Level Flow': [DIALECT, 'goes through the life cycle on both sides'],
  '1. Connection Pooling Strategy': [LISTS, '1. Connection Pooling Strategy'],
  '2. Connection Lifecycle Management': [LISTS, '2. Connection Lifecycle Management:'],
  '3. Message Exchange Patterns': [LISTS, '3. Message Exchange Patterns'],
  '4. Connection Termination Patterns': [LISTS, '4. Connection Termination Patterns:'],
  'Registration Flow WebSocket Activity': [LISTS, 'Registration Flow WebSocket Activity:'],
  'Connection Statistics': [LISTS, 'Connection Statistics:'],
  'Application-Level Security': [DIALECT, 'fails in the phase that got no answer'],
  'Expected Invite Processing Flow': [
    'tests/core/report/handshakes.test.ts',
    'stand in wire order with the numbers of the procedure',
  ],
  'Instrumentation Monitoring Points': [BLOCKS, 'Instrumentation Monitoring Points:'],
  '1. Control Channel Connections': [PURPOSE, 'is control where nothing but heartbeats flows'],
  '2. Data Channel Connections': [PURPOSE, 'is data where objects are synchronised'],
  '3. Discovery Channel Connections': [PURPOSE, 'is discovery for a query, its answer and the close'],
  'Authentication Messages': [LISTS, 'Authentication Messages'],
  'Pairing Messages': [LISTS, 'Pairing Messages'],
  'Data Synchronization Messages': [LISTS, 'Data Synchronization Messages'],
  'Connection Failures': [BLOCKS, 'Connection Failures:'],
  'Authentication Failures': [BLOCKS, 'Authentication Failures:'],
  'Pairing Failures': [BLOCKS, 'Pairing Failures:'],
  'Normal Invite Processing Times': [LISTS, 'Normal Invite Processing Times:'],
  'Expected Message Counts': [LISTS, 'Expected Message Counts:'],
  'Performance Monitoring': [BLOCKS, 'Performance Monitoring:'],
  'Basic Connection with Monitoring': [BLOCKS, 'Basic Connection with Monitoring:'],
  'Plugin Management with Tracking': [BLOCKS, 'Plugin Management with Tracking:'],
  'Error Monitoring': [BLOCKS, 'Error Monitoring:'],
  'Performance Issues': [BLOCKS, 'Performance Issues'],
  'Connection Issues': [BLOCKS, 'Connection Issues'],
  'Memory Issues': [BLOCKS, 'Memory Issues'],
  'Instrumented Methods': [CALLS, 'are told with kinds and sizes, never with contents'],
  'Supported Transports': [FIGURES, 'Supported Transports:'],
  'Multi-Layer Security (All Monitored)': [FIGURES, 'Multi-Layer Security:'],
  'Real-time Metrics': [FIGURES, 'Real-time Metrics:'],
  'Historical Analysis': [FIGURES, 'Historical Analysis:'],
  'Active Connection Distribution': [FIGURES, 'Active Connection Distribution:'],
  'TLS/WSS Security': [FIGURES, 'TLS/WSS Security:'],
};

/** Summaries of what other lists say in full, and pictures: nothing of their own to test. */
const SUMMARIES = new Set([
  '🏗️ Architecture Overview',
  'Overview',
  'Primary Communication Server',
  'Performance Characteristics',
  'Connection Reliability',
  'Comprehensive Visibility',
  'Performance Optimization',
  'Debugging and Support',
]);

describe('the index of the seed document', () => {
  it('has a place for each of its lists and blocks, and for nothing else', () => {
    const headings = new Set(seedSections.map(({ heading }) => heading));
    expect(new Set([...Object.keys(TESTED), ...SUMMARIES])).toEqual(headings);
  });

  it.each(Object.entries(TESTED))('%s: the test that it names is there', (_, [file, words]) => {
    expect(readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8')).toContain(words);
  });
});

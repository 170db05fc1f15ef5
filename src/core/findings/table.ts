import type { ConnectionRule, EndRule, SessionRule } from './rule.ts';
import { judgeBudgets } from './rules/budget.ts';
import {
  endByHandlerError,
  endByVersion,
  judgeAccess,
  judgeRequests,
  judgeStartRace,
  judgeVersion,
} from './rules/chum.ts';
import { endAbnormally, endByPage } from './rules/close.ts';
import { endByPingTimeout, endByServerGone } from './rules/comm-pool.ts';
import { endByAuthFailure, endByProtocolError, judgeRegistration } from './rules/comm-register.ts';
import { endByNotRegistered, endByStaleSpare } from './rules/comm-rendezvous.ts';
import { judgeCoverage } from './rules/coverage.ts';
import { judgeCrossings } from './rules/crossing.ts';
import { endByDamage, endByTextFrame, judgeGaps, judgeKey, judgeTags, judgeText } from './rules/encryption.ts';
import { endByFragmentation, endByFullQueue, judgeFragments } from './rules/fragmentation.ts';
import { endByKeyMismatch, endByRefusedTarget, endByUnexpectedMessage, judgeHandshake } from './rules/handshake.ts';
import { endByFailedProof, judgeIdentity, judgeIdentityObjects } from './rules/identity.ts';
import {
  endByLostDevice,
  judgeDevicePairing,
  judgeDeviceReach,
  judgeDeviceRequests,
  judgeOperations,
  judgeWifi,
} from './rules/gatt.ts';
import { judgeInvites } from './rules/invite.ts';
import { endByKeepalive } from './rules/keepalive.ts';
import { judgeNetworkLog } from './rules/network-log.ts';
import { judgePage } from './rules/page.ts';
import { endByUnknownToken, endByWrongPerson, judgePairing } from './rules/pairing.ts';
import {
  endByDisappearance,
  endByGoAway,
  endByGroupUnsupported,
  endByMissingEndpoint,
  endByUnknownPeer,
} from './rules/peer.ts';
import { judgeReach } from './rules/reach.ts';
import { judgeLosses, judgeRefusals } from './rules/recording.ts';
import { judgeRedials } from './rules/redial.ts';
import { endByDuplicate, endByReplacement, endByRoute } from './rules/replacement.ts';
import { judgeSeed } from './rules/seed.ts';
import { judgeSeedSync } from './rules/seed-sync.ts';

/** What explains an end, the most specific first: of a connection that ended, the first answer counts. */
export const END_RULES: readonly EndRule[] = [
  endByPage,
  endByDuplicate,
  endByReplacement,
  endByRoute,
  endByKeepalive,
  endByPingTimeout,
  endByStaleSpare,
  endByNotRegistered,
  endByAuthFailure,
  endByProtocolError,
  endByRefusedTarget,
  endByKeyMismatch,
  endByGoAway,
  endByUnknownPeer,
  endByGroupUnsupported,
  endByMissingEndpoint,
  endByUnknownToken,
  endByWrongPerson,
  endByTextFrame,
  endByDamage,
  endByFragmentation,
  endByFullQueue,
  endByVersion,
  endByHandlerError,
  endByFailedProof,
  endByUnexpectedMessage,
  endByLostDevice,
  endByServerGone,
  endByDisappearance,
  endAbnormally,
];

/** Everything else that one connection can show. */
export const CONNECTION_RULES: readonly ConnectionRule[] = [
  judgeReach,
  judgeDeviceReach,
  judgeOperations,
  judgeDevicePairing,
  judgeWifi,
  judgeRegistration,
  judgeHandshake,
  judgeIdentityObjects,
  judgeIdentity,
  judgePairing,
  judgeKey,
  judgeTags,
  judgeGaps,
  judgeText,
  judgeFragments,
  judgeVersion,
  judgeStartRace,
  judgeRequests,
  judgeAccess,
  judgeSeed,
  judgeSeedSync,
  judgeBudgets,
  judgePage,
  judgeNetworkLog,
];

/** What only several connections, or the recording as a whole, can show. */
export const SESSION_RULES: readonly SessionRule[] = [
  judgeRedials,
  judgeInvites,
  judgeLosses,
  judgeRefusals,
  judgeCoverage,
  judgeDeviceRequests,
  judgeCrossings,
];

import type { CompanyAddress } from '../../../src-preload/contract/company/company-address';
import { placeText } from '../../../src-preload/contract/company/company-address';
import { isThisMachine, lineProtection } from '../../../src-preload/contract/company/line-protection';
import { StewardError } from '../../lib/steward-error';
import { type ByteSource, type Complaint, sound } from './first-messages';

/** What node-postgres has for the messages of a server. */
export interface ServerMessages {
  readonly stream: { destroy(): unknown };
  on(event: string, listener: (message: { mechanisms?: string[]; processID?: number }) => void): unknown;
  emit(event: 'error', error: Error): unknown;
}

export interface LoginProof {
  /** Handed to the client in place of the password: it gives it out only where it may be used. */
  readonly password: () => Promise<string>;
  /** Before the client connects, so that this hears each message of the server first. */
  watch(connection: ServerMessages): void;
}

type Proof = 'scram-sha-256' | 'md5' | 'password' | 'none';
const usual: readonly Proof[] = ['scram-sha-256'];

/**
 * The password is proved, never told: SCRAM alone, unless the address allows a weaker way by `require_auth`. Who asks
 * for it in clear or as md5, skips half of SCRAM, or takes anybody in where nobody knows who it is, is hung up on.
 */
export function proveLogin(address: CompanyAddress): LoginProof {
  const allowed = allowedProofs(address);
  const bound = lineProtection(address) !== 'clear' && address.parameters.channel_binding === 'require';
  let asked: Proof | null = null;
  let isServerProved = false;
  let refusal: StewardError | null = null;

  return {
    async password() {
      if (refusal !== null || asked === null) throw refusal ?? new Error('nobody asked for the password');
      if (address.password === null) throw passwordMissing(address);
      return address.password;
    },
    watch(connection) {
      const refuse = (error: StewardError): void => {
        refusal ??= error;
        connection.emit('error', refusal);
        // At once: the client would answer the server's message next.
        connection.stream.destroy();
      };
      const ask = (proof: Proof): void => {
        if (asked !== null) refuse(oddServer(address));
        else if (bound && proof !== 'scram-sha-256') refuse(unboundLine(address));
        else if (!allowed.includes(proof)) refuse(weakProof(address, proof));
        asked = proof;
      };
      lookFirst(connection, (complaint) => refuse(cannotGoOn(address, complaint)));
      connection.on('authenticationCleartextPassword', () => ask('password'));
      connection.on('authenticationMD5Password', () => ask('md5'));
      connection.on('authenticationSASL', ({ mechanisms = [] }) => {
        ask('scram-sha-256');
        if (bound && !mechanisms.includes('SCRAM-SHA-256-PLUS')) refuse(unboundLine(address));
      });
      connection.on('authenticationSASLFinal', () => {
        isServerProved = true;
      });
      connection.on('authenticationOk', () => {
        if (asked === null) ask('none');
        else if (asked === 'scram-sha-256' && !isServerProved) refuse(oddServer(address));
      });
    },
  };
}

/** Puts a look at each message between the socket and the client that reads it. */
function lookFirst(connection: object, complain: (complaint: Complaint) => void): void {
  const attach: unknown = Reflect.get(connection, 'attachListeners');
  if (typeof attach !== 'function') throw new Error('this node-postgres reads its socket in another way');
  Reflect.set(connection, 'attachListeners', (stream: ByteSource) =>
    Reflect.apply(attach, connection, [sound(stream, complain)]),
  );
}

function allowedProofs(address: CompanyAddress): readonly Proof[] {
  const { require_auth } = address.parameters;
  if (require_auth !== undefined) return require_auth.split(',').filter(isProof);
  // Where it is known who answers, the server may let this machine in without a password (trust, peer, certificate).
  const isKnown = lineProtection(address) === 'verified' || isThisMachine(address.host);
  return isKnown ? [...usual, 'none'] : usual;
}

function isProof(text: string): text is Proof {
  return ['scram-sha-256', 'md5', 'password', 'none'].includes(text);
}

function weakProof(address: CompanyAddress, proof: Proof): StewardError {
  const place = placeText(address);
  if (proof === 'none') {
    return new StewardError(
      'forbidden',
      `${place} lets anybody in without a password, and nothing shows that it is the company’s server. Ask its administrator; if you know the line is safe, end the address with require_auth=none.`,
    );
  }
  const how = proof === 'password' ? 'in clear' : 'as md5, which can be guessed from the line';
  return new StewardError(
    'forbidden',
    `${place} asks for the password ${how}. Steward did not send it. Ask the administrator for SCRAM (scram-sha-256); only if that can’t be, end the address with require_auth=${proof}.`,
  );
}

function passwordMissing(address: CompanyAddress): StewardError {
  return new StewardError('forbidden', `${placeText(address)} asks for a password, and none was given.`);
}

function unboundLine(address: CompanyAddress): StewardError {
  return new StewardError(
    'forbidden',
    `${placeText(address)} does not bind the password to the encrypted line, as the address requires (channel_binding=require). Steward did not send it.`,
  );
}

function cannotGoOn(address: CompanyAddress, complaint: Complaint): StewardError {
  const words =
    complaint === 'unknown proof'
      ? 'asks for the login in a way that Steward does not know. Ask the administrator for SCRAM (scram-sha-256).'
      : 'does not talk as PostgreSQL does. Check host and port.';
  return new StewardError('forbidden', `${placeText(address)} ${words}`);
}

function oddServer(address: CompanyAddress): StewardError {
  return new StewardError(
    'forbidden',
    `${placeText(address)} did not prove that it knows the password, so it may not be the company’s server. Nothing was read from it. Check the address, and ask the administrator.`,
  );
}

import { safeStorage } from 'electron';

/** Seals text so that only this user on this machine can read it again. */
export interface Keychain {
  /** Whether what it seals is really kept from others. */
  isReal(): boolean;
  seal(text: string): Buffer;
  /** @throws Error for what another user or keychain sealed */
  open(sealed: Buffer): string;
}

export const systemKeychain: Keychain = {
  /** `basic_text` only hides a secret behind a known password: it counts as no keychain. */
  isReal() {
    if (!safeStorage.isEncryptionAvailable()) return false;
    return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text';
  },
  seal: (text) => safeStorage.encryptString(text),
  open: (sealed) => safeStorage.decryptString(sealed),
};

// SPDX-License-Identifier: Apache-2.0

/** Where signatures come from. Asynchronous so that a helper process or a key service can stand behind it. */
export interface Signer {
  /** 64 lower-case hex digits. */
  readonly publicKeyHex: string;
  /** Where the private key lives relative to the agent; stated in session_open's banner and in reports. */
  readonly custody: 'separate_uid' | 'same_uid';
  /** Ed25519 over the bytes as given, 64 bytes. */
  sign(message: Uint8Array): Uint8Array | Promise<Uint8Array>;
}
